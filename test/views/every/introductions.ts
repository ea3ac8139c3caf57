import type { Introduction } from '../../../src/introductions/table.ts';
import { teamKinds } from '../../../src/teams/table.ts';
import { headsMessage, meetCounterpart, meetNewcomer } from '../../../views/introductions/introduced.ts';
import type { Builders, Given } from './given.ts';

const introductionsIn = (given: Given): Introduction[] =>
  teamKinds.map((side) => ({
    ...{ id: 1, newcomerId: 'U0000000001', counterpartId: 'U0000000002', side, teamId: 7, at: given.now },
  }));

export const introductionViews: Record<string, Builders> = {
  'introductions/introduced.ts': {
    meetCounterpart: (given) => introductionsIn(given).map(meetCounterpart),
    meetNewcomer: (given) => introductionsIn(given).map((one) => meetNewcomer(one, given.team())),
    headsMessage: (given) =>
      teamKinds.map((side) =>
        headsMessage({ id: 1, otherId: 'U0000000002', side, points: given.total, questions: given.total }),
      ),
  },
};

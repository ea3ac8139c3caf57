import type { Given } from './given.ts';
import { waitingRoles } from './roles.ts';
import { waitingFor } from './targets.ts';
import { waitingWins } from './wins.ts';

/** The parts of a manager’s morning message. */
export const managerParts = (given: Given) => ({
  missed: given.teams(20).map((team) => ({
    team,
    week: { teamId: team.id, until: given.now },
    counts: breachCounts(given),
  })),
  questions: given.total,
  reviews: given.total,
  targets: waitingFor(given),
  wins: given.total === 0 ? undefined : waitingWins(given),
  roles: given.total === 0 ? undefined : waitingRoles(given),
});

export const breachCounts = (given: Given) => ({
  byClock: { accept: given.total, touch: given.total },
  byPerson: given.people(200).map((userId) => ({ userId, breaches: 9999 })),
  leads: given.total,
});

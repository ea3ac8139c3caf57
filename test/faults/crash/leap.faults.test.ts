/**
 * A machine that slept over the deadlines of a lead, a weekend and a night, in a process that dies at each point of what it then does.
 * All of it is due at the same moment, so its order is not fixed: Sue, who had the lead, is asked for it in her morning message and then
 * reads that it moved on, or it has moved on before anyone is asked, and the message goes to Sam or to no one. All else is the same with
 * and without a death: the lead and its history, what channels and webhooks got, and that no one is asked for what is not theirs.
 */
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { morning } from './hours.ts';
import { JANES_WORDS, posts, withLead } from './people.ts';

/** People whom a direct message asks to act on the lead, each as often as they are asked. */
const asked = ({ as }: Company): string[] =>
  ['sam', 'sue', 'max', 'mia'].flatMap((who) =>
    as(who)
      .dm()
      .filter(({ buttons }) => buttons.includes('Accept'))
      .map(() => who),
  );

crashTests([
  {
    name: 'a lead whose deadlines all passed while the machine slept',
    words: JANES_WORDS,
    seed: (tx, { slack }, now) =>
      void changeSetting(tx, { setting: sharedChannel, value: slack.ids.channels.general ?? '', by: 'test' }, now),
    prepare: withLead,
    steps: morning('2026-11-23', (company) => posts(company, '#general', 'Last week').length === 1),
    mayMiss: /^(?:sue Reassigned: |sam Good morning)/,
    end: (company) => asked(company).filter((who) => who !== 'sam'),
  },
]);

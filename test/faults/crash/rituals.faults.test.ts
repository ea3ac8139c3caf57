/** Posts and rituals of both teams, in a process that dies at each point of them. */
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import type { Company, CompanySpec } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { morning, night } from './hours.ts';
import { accepted, contacted, JANES_WORDS, post, posts, press, submit, withLead } from './people.ts';
import type { Scenario, Step } from './scenario.ts';

const inGeneral: CompanySpec['seed'] = (tx, { slack }, now) =>
  void changeSetting(tx, { setting: sharedChannel, value: slack.ids.channels.general ?? '', by: 'test' }, now);

/** Nothing falls due while the days pass. */
async function withWorkedLead(company: Company): Promise<void> {
  await withLead(company);
  await accepted.act(company);
  await contacted.act(company);
  await company.settled();
}

/** A line of the review's thread. */
const agreed = (who: string, button: string, fields: Record<string, string>): Step => ({
  act: (company) =>
    submit(company, who, button.replace('…', ''), fields, () =>
      press(company, who, post(company, '#general', 'Monthly review'), button),
    ),
  isDone: (company) =>
    post(company, '#general', 'Monthly review')
      .thread()
      .some(({ text }) => text.includes(Object.values(fields)[0] ?? '')),
});

const scenarios: Scenario[] = [
  {
    name: 'the monthly review',
    words: [...JANES_WORDS, 'One price list', 'Send the list'],
    seed: inGeneral,
    at: '2026-11-27T09:00:00Z',
    prepare: async (company) => {
      await withWorkedLead(company);
      await night('2026-12-07')(company);
    },
    steps: [
      ...morning('2026-12-07', (company) => posts(company, '#general', 'Monthly review').length === 1),
      agreed('sam', 'Add decision…', { Decision: 'One price list' }),
      agreed('max', 'Add action…', { Action: 'Send the list', Owner: 'sam', Due: '2026-12-08' }),
    ],
  },
  {
    name: 'the weekly scoreboard',
    words: JANES_WORDS,
    seed: inGeneral,
    prepare: async (company) => {
      await withWorkedLead(company);
      await night('2026-11-23')(company);
    },
    steps: morning('2026-11-23', (company) => posts(company, '#general', 'Last week').length === 1),
  },
];

crashTests(scenarios);

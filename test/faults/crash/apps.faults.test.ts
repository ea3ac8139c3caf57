/** Leads that apps in Slack bring, in a process that dies at each point of their way. */
import { saveInboxChannel } from '../../../src/inbox-channels/save.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import type { Company, CompanySpec } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { post, posts, press, submit } from './people.ts';

const LENA =
  'New submission\nName: Lena Park\nCompany: Fenwick Labs\nEmail: lena@fenwick.example\nMessage: A demo, please';

const inbox: CompanySpec['seed'] = (tx, { slack }, now) => {
  const { channels, people } = slack.ids;
  const [team] = teamsOfKind(tx, 'sales');
  const place = { channelId: channels.marketing ?? '', teamId: team?.id ?? 0, marketerId: people.mia ?? '' };
  const form = { ...place, mode: 'propose', source: 'Website form' } as const;
  saveInboxChannel(tx, form, { id: null, by: 'test' }, now);
};

const submissions = (company: Company) => posts(company, '#marketing', 'New submission');
const proposals = (company: Company) =>
  submissions(company).flatMap((message) => message.thread().filter(({ text }) => text.includes('looks like a lead')));

const steps = ({ slack }: Company) => [...slack.store.functionRuns.values()];

crashTests([
  {
    name: 'a lead that a form posts in an inbox channel',
    words: ['Lena Park', 'Fenwick Labs', 'lena@fenwick.example'],
    seed: inbox,
    tickMs: 61_000,
    steps: [
      {
        act: async (company) => company.slack.admin.appPosts('marketing', 'Formsite', { text: LENA }),
        isDone: (company) =>
          submissions(company).length === 1 &&
          (proposals(company).length === 1 || posts(company, '#sales', 'Lena Park · ').length === 1),
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Hand off a lead', {}, async () => {
            const [proposal] = proposals(company);
            if (!proposal) throw new Error('Nothing is proposed.');
            await press(company, 'mia', proposal, 'Hand off');
          }),
        isDone: (company) => posts(company, '#sales', 'Lena Park · ').length === 1,
      },
    ],
  },
  {
    name: 'a step of a workflow that waits for sales',
    words: ['Flo Park', 'flo@fenwick.example'],
    steps: [
      {
        act: async ({ slack }) =>
          slack.admin.runFunction('hand_off_lead', {
            ...{ team: '1', marketer: slack.ids.people.mia ?? '', name: 'Flo Park', company: 'Fenwick Labs' },
            ...{ email: 'flo@fenwick.example', need: 'A demo', wait_for_acceptance: true },
          }),
        isDone: (company) => steps(company).length === 1 && posts(company, '#sales', 'Flo Park · ').length === 1,
      },
      {
        act: (company) => press(company, 'sam', post(company, '#sales', 'Flo Park · '), 'Accept'),
        isDone: (company) => steps(company).every(({ state }) => state === 'completed'),
      },
    ],
    end: (company) => steps(company).map(({ state, outputs }) => [state, Object.keys(outputs ?? {}).sort()]),
  },
]);

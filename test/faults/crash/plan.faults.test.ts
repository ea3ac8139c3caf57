/** The marketing plan of a week, in a process that dies at each point of it: its post, and a question about an entry. */
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { morning, night } from './hours.ts';
import { page, rowsOf } from './pages.ts';
import { note, notes, posts, press, submit } from './people.ts';

const ENTRY = {
  ...{ Name: 'Spring webinar', 'For whom?': 'CFOs of hospitals', 'Task for sales': 'Invite two customers each' },
  ...{ 'First day': '2026-11-24', 'Last day': '2026-11-25' },
};
const plan = (company: Company, who: string) => page(company, who, '/baton plan', 'Marketing plan');
const weeks = (company: Company) =>
  posts(company, '#sales', '').filter(({ text }) => text.includes('This week from marketing'));

crashTests([
  {
    name: 'the week of the marketing plan, and a question about it',
    words: ['Spring webinar', 'CFOs of hospitals', 'Who sends the invitations?', 'We do, on Tuesday.'],
    at: '2026-11-18T09:00:00Z',
    prepare: async (company) => {
      await submit(company, 'mia', 'Add to the plan', ENTRY, async () =>
        press(company, 'mia', await plan(company, 'mia'), 'Add an entry…'),
      );
      // Its owner confirms it by silence.
      for (const at of ['19T08:10', '20T16:10', '22T02:00']) await company.travel(`2026-11-${at}:00Z`);
      await night('2026-11-23')(company);
    },
    steps: [
      ...morning('2026-11-23', (company) => weeks(company).length === 1),
      {
        act: (company) =>
          submit(company, 'sam', 'Ask about it', { 'What is unclear?': 'Who sends the invitations?' }, async () => {
            await press(company, 'sam', await plan(company, 'sam'), 'Open');
            await press(company, 'sam', await company.as('sam').modal('Planned'), 'Ask…');
          }),
        isDone: (company) => notes(company, 'mia', 'asks about').length === 1,
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Answer', { 'Your answer': 'We do, on Tuesday.' }, () =>
            press(company, 'mia', note(company, 'mia', 'asks about'), 'Answer…'),
          ),
        isDone: (company) => notes(company, 'sam', 'We do, on Tuesday.').length === 1,
      },
    ],
    end: (company) => rowsOf(company, 'select words, answer from plan_questions'),
  },
]);

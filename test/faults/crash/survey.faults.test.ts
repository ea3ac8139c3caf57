/** A survey from the question to its results, in a process that dies at each point of it. */
import { feedbackFixtures } from '../../commands/feedback/fixtures.ts';
import type { Scene } from '../../support/scene.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { moment } from './hours.ts';
import { submit } from './people.ts';

const SUBJECT = 'Autumn webinar';

/** The acts of the tests of surveys, in this company. */
const actsOf = ({ as, settled }: Company) =>
  feedbackFixtures({ as, read: (text: string) => text, app: () => ({ settled }) } as unknown as Scene);

const messages = ({ as }: Company, who: string, words = SUBJECT) =>
  as(who)
    .dm()
    .filter(({ text }) => text.includes(SUBJECT) && text.includes(words));

crashTests([
  {
    name: 'a survey with names',
    words: [SUBJECT, 'The demo', 'Less slides'],
    steps: [
      {
        act: async (company) => {
          for (const modal of company.as('mia').modals().reverse()) await modal.close();
          await actsOf(company).ask('mia', SUBJECT, { 'Who should answer?': ['sam', 'sue'] });
        },
        isDone: (company) => ['mia', 'sam', 'sue'].every((who) => messages(company, who).length > 0),
      },
      {
        act: (company) =>
          submit(
            company,
            'sam',
            'Your feedback',
            {
              'How well did it work for you?': '2',
              'What worked?': 'The demo',
              'What should we change?': 'Less slides',
              'Should we run it again?': 'yes',
            },
            () => actsOf(company).press('sam', SUBJECT, 'Answer'),
          ),
        isDone: (company) => !messages(company, 'mia')[0]?.text.includes('0 of 2'),
      },
      // Sue is reminded, and it closes.
      moment('2026-11-24T08:01:00Z'),
      moment('2026-11-24T16:00:30Z', (company) => !messages(company, 'sue')[0]?.buttons.includes('Answer')),
      moment('2026-11-25T08:00:30Z'),
      moment('2026-11-25T08:06:00Z', (company) => messages(company, 'mia', 'Survey results').length === 1),
    ],
    end: (company) => ['mia', 'sam', 'sue'].map((who) => messages(company, who).map(({ buttons }) => buttons)),
  },
]);

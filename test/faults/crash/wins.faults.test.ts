/** The celebration of a quarter, in a process that dies at each point of it: its moments, its draft and its post. */
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { finds, page, rowsOf } from './pages.ts';
import { JANES_WORDS, press, submit, withWin } from './people.ts';

const SAID = 'The demo in Porto went so well that they clapped.';
const WHY = 'Both teams were in the room.';

const posted = (company: Company, channel: string) =>
  company
    .as('max')
    .sees(channel)
    .filter(({ text }) => text.includes('A strong quarter.'));

async function celebration(company: Company, who: string) {
  await press(company, who, await page(company, who, '/baton wins', 'Wins'), 'Celebration');
  return company.as(who).modal('Celebration');
}

crashTests([
  {
    name: 'the celebration of a quarter',
    words: [...JANES_WORDS, SAID, WHY, 'A strong quarter.'],
    prepare: async (company) => {
      company.as('sue').say('#general', SAID);
      await withWin(company);
      await company.drain();
      await company.travel('2027-01-04T08:10:00Z');
    },
    steps: [
      {
        act: (company) =>
          submit(company, 'mia', 'Celebrate this', { 'Why is it worth celebrating?': WHY }, async () => {
            const message = company
              .as('mia')
              .sees('#general')
              .find(({ text }) => text === SAID);
            await company.as('mia').shortcut('Celebrate this', message);
          }),
        isDone: finds('select 1 from moments'),
      },
      {
        act: (company) =>
          submit(company, 'ada', 'Edit the celebration', { Opening: 'A strong quarter.' }, async () =>
            press(company, 'ada', await celebration(company, 'ada'), 'Edit…'),
          ),
        isDone: finds('select 1 from celebrations'),
      },
      {
        act: async (company) => press(company, 'max', await celebration(company, 'max'), 'Post'),
        isDone: (company) => ['#sales', '#marketing'].every((channel) => posted(company, channel).length === 1),
      },
    ],
    end: (company) => rowsOf(company, 'select quarter, state, version from celebrations'),
  },
]);

/** Files, an answer and a home that people ask Baton for, in a process that dies at each point of it. */
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { page } from './pages.ts';
import { JANES_WORDS, notes, press, submit, withLead } from './people.ts';

const filesOf = (company: Company, who: string): string[] =>
  company
    .as(who)
    .dm()
    .flatMap(({ files }) => files);

crashTests([
  {
    name: 'an export, figures as a table, an answer and a home',
    words: JANES_WORDS,
    prepare: withLead,
    steps: [
      {
        act: (company) =>
          submit(company, 'max', 'Export', { Data: 'Leads', Format: 'CSV' }, () =>
            page(company, 'max', '/baton export', 'Export', '#sales'),
          ),
        isDone: (company) => filesOf(company, 'max').length === 1,
      },
      {
        act: async (company) => {
          const scoreboard = await page(company, 'mia', '/baton scoreboard', 'Scoreboard');
          await press(company, 'mia', scoreboard, 'Send me this as CSV');
          // The press is acknowledged before it is known what she may see.
          await company.as('mia').modal('On its way');
        },
        isDone: (company) => filesOf(company, 'mia').length === 1,
      },
      {
        act: async (company) => company.as('sue').say('dm', 'what are my leads?'),
        isDone: (company) => notes(company, 'sue', 'Your leads:').length === 1,
      },
      {
        act: (company) => company.as('sam').openHome(),
        isDone: (company) => company.as('sam').home() !== undefined,
      },
    ],
    end: (company) => ['max', 'mia'].map((who) => filesOf(company, who)),
  },
]);

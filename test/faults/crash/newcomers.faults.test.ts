/** People who join a team, in a process that dies at each point of their welcome: they meet a colleague, and the managers each other. */
import { workspace } from '../../support/test-app.ts';
import { crashTests } from './crash-tests.ts';
import { moment, morning } from './hours.ts';
import { rowsOf } from './pages.ts';
import { notes } from './people.ts';

const nia = { realName: 'Nia New', email: 'nia@northwind.example', tz: 'Europe/Berlin' };

crashTests([
  {
    name: 'a newcomer who is welcomed and introduced, and managers who meet',
    words: ['Nia New'],
    workspace: { ...workspace, people: { ...workspace.people, nia } },
    at: '2026-11-30T09:00:00Z',
    // The first members of a team are new to no one.
    prepare: async (company) => {
      await company.travel('2026-12-01T08:10:00Z');
    },
    steps: [
      {
        act: async (company) => company.as('nia').join('#marketing'),
        isDone: (company) => notes(company, 'nia', 'Welcome to').length === 1,
      },
      moment('2026-12-02T02:00:30Z'),
      ...morning('2026-12-02', (company) => notes(company, 'nia', 'Meet ').length === 1),
    ],
    end: (company) => [
      rowsOf(company, 'select newcomer_id from introductions order by id'),
      rowsOf(company, 'select sales_id, marketing_id from head_pairs'),
      ['sam', 'sue'].flatMap((who) => notes(company, who, 'Meet ')).length,
    ],
  },
]);

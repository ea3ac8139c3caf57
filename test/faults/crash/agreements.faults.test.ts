/** Agreements of both sides, in a process that dies at each point of them: a target and its gap, roles, and who does a thing. */
import type { Given } from '@baton/sandbox';
import { crashTests } from './crash-tests.ts';
import { finds, oneOf, page, pressedOn, rowsOf } from './pages.ts';
import { note, notes, press, submit } from './people.ts';
import type { Step } from './scenario.ts';

const entered = (who: string, button: string, fields: Record<string, Given>, done: string): Step => ({
  act: (company) =>
    submit(company, who, button.replace('…', ''), fields, async () =>
      press(company, who, await page(company, who, '/baton targets', 'Targets'), button),
    ),
  isDone: finds(done),
});

/** An answer to the question, from the button of a direct message. */
const answered = (who: string, button: string, done: string, fields?: Record<string, Given>): Step => ({
  act: (company) => {
    const pressIt = () => press(company, who, note(company, who, 'asks:'), button);
    return fields ? submit(company, who, button.replace('…', ''), fields, pressIt) : pressIt();
  },
  isDone: finds(done),
});

const ROLES = ['/baton roles', 'Roles'] as const;
const TARGETS = ['/baton targets', 'Targets'] as const;

crashTests([
  {
    name: 'a target of both sides, and their approval',
    words: ['Existing customers'],
    steps: [
      entered(
        'ada',
        'Marketing’s figures…',
        { 'Revenue from leads': '1.2m', 'Leads handed off': '900' },
        'select 1 from targets where top_cents is not null',
      ),
      entered(
        'max',
        'Sales’ figure…',
        {
          'Revenue that sales can close (EUR)': '1,000,000',
          'Customer groups that close the gap': 'Existing customers: 200,000',
        },
        'select 1 from targets where bottom_cents is not null',
      ),
      pressedOn(
        'max',
        [...TARGETS, 'Approve for sales'],
        finds('select 1 from targets where sales_approved_by is not null'),
      ),
      pressedOn(
        'ada',
        [...TARGETS, 'Approve for marketing'],
        finds('select 1 from targets where marketing_approved_by is not null'),
      ),
    ],
    end: (company) => [
      rowsOf(company, 'select top_cents, bottom_cents, groups, version from targets'),
      oneOf(company, 'select count(*) from target_changes'),
    ],
  },
  {
    name: 'roles that both sides agree on, and who does a thing',
    words: ['sends the quote?', 'Sends the quote'],
    steps: [
      pressedOn('max', [...ROLES, 'Propose the usual list'], finds('select 1 from role_lines')),
      pressedOn('ada', [...ROLES, 'Agree to all 9'], finds("select 1 from role_lines where state = 'agreed'")),
      {
        act: (company) =>
          submit(company, 'sam', 'Who does this?', {}, () =>
            page(company, 'sam', '/baton roles who sends the quote?', 'Who does this?'),
          ),
        isDone: (company) => ['max', 'ada'].every((who) => notes(company, who, 'asks:').length === 1),
      },
      answered('ada', 'Answer…', 'select 1 from role_answers', {
        'Who does it?': 'Marketing',
        'As a line of the list': 'Sends the quote',
      }),
      answered('max', 'Agree', 'select 1 from role_questions where settled_at is not null'),
      answered('max', 'Add to the roles', 'select 1 from role_questions where kept_as is not null'),
    ],
    end: (company) => rowsOf(company, 'select what, owner, state from role_lines order by id'),
  },
]);

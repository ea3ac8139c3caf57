/** The way of a lead through both teams, in a process that dies at each point of it. */
import { crashTests } from './crash-tests.ts';
import { moment, morning, night } from './hours.ts';
import {
  accepted,
  card,
  contacted,
  handedOff,
  JANES_WORDS,
  post,
  posts,
  press,
  qualified,
  showsOneOf,
  submit,
  withLead,
  won,
} from './people.ts';
import type { Scenario } from './scenario.ts';

const words = [...JANES_WORDS, 'Out of their budget'];

/** A quarter of an hour before the end of work, so that no deadline falls into the next morning. */
const LATE_ON_THURSDAY = '2026-11-19T15:45:00Z';

const scenarios: Scenario[] = [
  { name: 'a hand-off', words, steps: [handedOff] },
  { name: 'an acceptance by button', words, prepare: withLead, steps: [accepted] },
  {
    name: 'an acceptance by reaction, over HTTP',
    mode: 'http',
    words,
    prepare: withLead,
    steps: [
      {
        act: async (company) => company.as('sam').react(card(company), 'white_check_mark'),
        isDone: (company) => showsOneOf(company, ['owns this']),
      },
    ],
  },
  {
    name: 'a decline',
    words,
    prepare: withLead,
    steps: [
      {
        act: (company) =>
          submit(company, 'sam', 'Decline', { Reason: 'No budget', 'Note for marketing': 'Out of their budget' }, () =>
            press(company, 'sam', card(company), 'Decline'),
          ),
        isDone: (company) => showsOneOf(company, ['Returned to marketing']),
      },
    ],
  },
  {
    name: 'from the acceptance to the win',
    words,
    prepare: withLead,
    steps: [accepted, contacted, qualified, won],
  },
  {
    name: 'a step of the escalation',
    words,
    prepare: async (company) => {
      await withLead(company);
      // The reminders, one after the other.
      await company.travel('2026-11-19T09:31:00Z');
      await company.travel('2026-11-19T10:31:00Z');
    },
    steps: [
      moment('2026-11-19T11:01:00Z', (company) =>
        card(company)
          .thread()
          .some(({ text }) => text.includes('Reassigned from')),
      ),
    ],
  },
  {
    name: 'the morning: digest and daily summaries',
    words,
    at: LATE_ON_THURSDAY,
    prepare: async (company) => {
      await withLead(company);
      await night('2026-11-20')(company);
    },
    steps: morning('2026-11-20', (company) => posts(company, '#sales', ':wave:').length === 1),
  },
  {
    name: 'a request for content and its delivery',
    words: ['Prices for hospitals'],
    steps: [
      {
        act: async (company) => {
          const sam = company.as('sam');
          await submit(company, 'sam', 'Request content', { Kind: 'One-pager' }, async () => {
            await sam.command('/request-content Prices for hospitals', { in: '#sales' });
            await (await sam.modal('Request content')).submit();
          });
        },
        isDone: (company) => posts(company, '#marketing', 'Prices for hospitals').length === 1,
      },
      {
        act: (company) => press(company, 'mia', post(company, '#marketing', 'Prices for hospitals'), 'Claim'),
        isDone: (company) =>
          showsOneOf(company, ['Claimed by', 'Delivered'], post(company, '#marketing', 'Prices for hospitals')),
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Deliver', { Link: 'https://example.com/prices' }, () =>
            press(company, 'mia', post(company, '#marketing', 'Prices for hospitals'), 'Deliver…'),
          ),
        isDone: (company) => post(company, '#marketing', 'Prices for hospitals').text.includes('Delivered'),
      },
    ],
  },
];

crashTests(scenarios);

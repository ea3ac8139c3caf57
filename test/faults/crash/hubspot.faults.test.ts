/** The sync with HubSpot, in a process that dies at each point of it: each record, task and deal is there once. */
import { hubspotFake } from '../../support/hubspot/fake.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { inCrm } from './crm.ts';
import { JANE, post, posts, press, submit } from './people.ts';
import type { Scenario } from './scenario.ts';

const QUALIFIED = 'marketingqualifiedlead';
const { account, spec } = inCrm({
  kind: 'hubspot',
  open: (now) => hubspotFake({ now }),
  credentials: ({ key }) => ({ key }),
  plan: {
    rule: `lifecyclestage=${QUALIFIED}`,
    addsLeads: true,
    status: { field: 'hs_lead_status', values: { new: 'NEW', accepted: 'OPEN', working: 'IN_PROGRESS' } },
    deals: { pipeline: 'default', stages: { qualified: 'qualifiedtobuy', won: 'closedwon', lost: 'closedlost' } },
    ...{ fields: {}, writesOwner: true, writesNotes: true, masters: {} },
  },
});

const contactOf = (name: string) =>
  account()
    .people.all('contacts')
    .filter(({ values }) => values.firstname === name);
const ANA = { firstname: 'Ana', lastname: 'Reis', company: 'Porto Foods', email: 'ana@porto.example' };
const cardOf = (company: Company, name: string) => post(company, '#sales', `${name} · `);

const scenarios: Scenario[] = [
  {
    name: 'a sync with HubSpot in both directions',
    words: ['Ana Reis', 'Porto Foods', 'ana@porto.example', 'Jane Doe', 'jane@acme.example'],
    ...spec,
    steps: [
      {
        act: async () => {
          account().people.addContact({ ...ANA, lifecyclestage: QUALIFIED });
        },
        isDone: (company) => posts(company, '#sales', 'Ana Reis · ').length === 1,
      },
      {
        act: (company) => press(company, 'sam', cardOf(company, 'Ana Reis'), 'Accept'),
        isDone: () => ['OPEN', 'IN_PROGRESS'].includes(contactOf('Ana')[0]?.values.hs_lead_status ?? ''),
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Log contact', { Channel: 'Call' }, () =>
            press(company, 'sam', cardOf(company, 'Ana Reis'), 'Log contact'),
          ),
        isDone: () => account().people.all('calls').length === 1,
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Qualify', { 'Deal value': '5000', Currency: 'EUR' }, () =>
            press(company, 'sam', cardOf(company, 'Ana Reis'), 'Qualify'),
          ),
        isDone: () => account().people.all('deals').length === 1,
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Hand off a lead', JANE, () =>
            company.as('mia').command('/handoff', { in: '#marketing' }),
          ),
        isDone: () => contactOf('Jane').length === 1,
      },
    ],
    end: () =>
      (['contacts', 'deals', 'notes', 'calls', 'emails', 'meetings'] as const).map((type) => [
        type,
        account().people.all(type).length,
      ]),
  },
];

crashTests(scenarios);

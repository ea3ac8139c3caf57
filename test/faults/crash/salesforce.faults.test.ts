/** The sync with Salesforce, in a process that dies at each point of it: each lead, task and opportunity is there once. */
import { salesforceFake } from '../../support/salesforce/fake.ts';
import { crashTests } from './crash-tests.ts';
import { inCrm } from './crm.ts';
import { JANE, JANES_WORDS, post, posts, press, submit } from './people.ts';

const QUALIFIED = 'Qualified';
const WORKING = 'Working - Contacted';
const { account, spec } = inCrm({
  kind: 'salesforce',
  open: async (now) => {
    const fake = await salesforceFake({ now });
    fake.addOwnId('Lead', 'Task');
    return fake;
  },
  credentials: (fake) => fake.credentials,
  plan: {
    rule: `status:${QUALIFIED}`,
    addsLeads: true,
    status: { field: 'Status', values: { accepted: WORKING, working: WORKING, returned: 'Unqualified' } },
    deals: {
      pipeline: 'Opportunity',
      stages: { qualified: 'Prospecting', won: 'Closed Won', lost: 'Closed Lost' },
    },
    ...{ fields: {}, writesOwner: true, writesNotes: true, masters: {} },
  },
});

const ANA = { FirstName: 'Ana', LastName: 'Reis', Company: 'Porto Foods', Email: 'ana@porto.example' };
const leadOf = (name: string) =>
  account()
    .all('Lead')
    .filter(({ FirstName }) => FirstName === name);

crashTests([
  {
    name: 'a sync with Salesforce in both directions',
    words: ['Ana Reis', 'Porto Foods', 'ana@porto.example', ...JANES_WORDS],
    ...spec,
    steps: [
      {
        act: async () => {
          account().addLead({ ...ANA, Status: QUALIFIED });
        },
        isDone: (company) => posts(company, '#sales', 'Ana Reis · ').length === 1,
      },
      {
        act: (company) => press(company, 'sam', post(company, '#sales', 'Ana Reis · '), 'Accept'),
        isDone: () => [WORKING, 'Closed - Converted'].includes(String(leadOf('Ana')[0]?.Status)),
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Log contact', { Channel: 'Call' }, () =>
            press(company, 'sam', post(company, '#sales', 'Ana Reis · '), 'Log contact'),
          ),
        isDone: () => account().all('Task').length > 0,
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Qualify', { 'Deal value': '5000', Currency: 'EUR' }, () =>
            press(company, 'sam', post(company, '#sales', 'Ana Reis · '), 'Qualify'),
          ),
        isDone: () => account().all('Opportunity').length === 1,
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Hand off a lead', JANE, () =>
            company.as('mia').command('/handoff', { in: '#marketing' }),
          ),
        isDone: () => leadOf('Jane').length === 1,
      },
    ],
    end: () =>
      (['Lead', 'Contact', 'Account', 'Opportunity', 'Task'] as const).map((object) => [
        object,
        account().all(object).length,
        account().created(object),
      ]),
  },
]);

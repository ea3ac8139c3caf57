/** The sync with a CRM, in a process that dies at each point of it: each record, task and deal is there once. */
import { connectCrm, keepCheck, setPlan, switchOn } from '../../../src/crm/connection.ts';
import type { CrmPlan } from '../../../src/crm/crm.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { hubspotFake } from '../../support/hubspot/fake.ts';
import type { Company, CompanySpec } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { databaseIn } from './options.ts';
import { JANE, post, posts, press, submit } from './people.ts';
import type { Scenario } from './scenario.ts';

const QUALIFIED = 'marketingqualifiedlead';
const PLAN: Omit<CrmPlan, 'teamId' | 'marketerId'> = {
  rule: `lifecyclestage=${QUALIFIED}`,
  addsLeads: true,
  status: { field: 'hs_lead_status', values: { new: 'NEW', accepted: 'OPEN', working: 'IN_PROGRESS' } },
  deals: { pipeline: 'default', stages: { qualified: 'qualifiedtobuy', won: 'closedwon', lost: 'closedlost' } },
  ...{ fields: {}, writesOwner: true, writesNotes: true, masters: {} },
};

const connected: CompanySpec['seed'] = (tx, { slack, folder, crm }, now) => {
  const by = slack.ids.people.ada ?? '';
  const [team] = teamsOfKind(tx, 'sales');
  connectCrm(tx, createKeys(databaseIn(folder)), { kind: 'hubspot', credentials: { key: crm?.key ?? '' }, by }, now);
  keepCheck(tx, { account: 'Northwind', missing: [], notes: [] }, now);
  setPlan(tx, { plan: { ...PLAN, teamId: team?.id ?? 0, marketerId: slack.ids.people.mia ?? '' }, by }, now);
  switchOn(tx, { by }, now);
};

const people = ({ crm }: Company) => {
  if (!crm) throw new Error('There is no CRM.');
  return crm.people;
};
const contactOf = (company: Company, name: string) =>
  people(company)
    .all('contacts')
    .filter(({ values }) => values.firstname === name);
const ANA = { firstname: 'Ana', lastname: 'Reis', company: 'Porto Foods', email: 'ana@porto.example' };
const cardOf = (company: Company, name: string) => post(company, '#sales', `${name} · `);

const scenarios: Scenario[] = [
  {
    name: 'a sync with HubSpot in both directions',
    words: ['Ana Reis', 'Porto Foods', 'ana@porto.example', 'Jane Doe', 'jane@acme.example'],
    openCrm: (now) => hubspotFake({ now }),
    seed: connected,
    tickMs: 61_000,
    steps: [
      {
        act: async (company) => {
          people(company).addContact({ ...ANA, lifecyclestage: QUALIFIED });
        },
        isDone: (company) => posts(company, '#sales', 'Ana Reis · ').length === 1,
      },
      {
        act: (company) => press(company, 'sam', cardOf(company, 'Ana Reis'), 'Accept'),
        isDone: (company) =>
          ['OPEN', 'IN_PROGRESS'].includes(contactOf(company, 'Ana')[0]?.values.hs_lead_status ?? ''),
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Log contact', { Channel: 'Call' }, () =>
            press(company, 'sam', cardOf(company, 'Ana Reis'), 'Log contact'),
          ),
        isDone: (company) => people(company).all('calls').length === 1,
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Qualify', { 'Deal value': '5000', Currency: 'EUR' }, () =>
            press(company, 'sam', cardOf(company, 'Ana Reis'), 'Qualify'),
          ),
        isDone: (company) => people(company).all('deals').length === 1,
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Hand off a lead', JANE, () =>
            company.as('mia').command('/handoff', { in: '#marketing' }),
          ),
        isDone: (company) => contactOf(company, 'Jane').length === 1,
      },
    ],
    end: (company) =>
      (['contacts', 'deals', 'notes', 'calls', 'emails', 'meetings'] as const).map((type) => [
        type,
        people(company).all(type).length,
      ]),
  },
];

crashTests(scenarios);

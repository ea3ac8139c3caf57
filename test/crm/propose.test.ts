import { describe, expect, test } from 'vitest';
import type { CrmChoice, CrmOffers } from '../../src/crm/crm.ts';
import { fieldsFor, proposePlan } from '../../src/crm/propose.ts';
import { offers } from '../support/crm-kind.ts';

const who = { teamId: 1, marketerId: 'U1' };
const named = (...labels: string[]): CrmChoice[] => labels.map((label) => ({ id: label, label }));
const nothing: CrmOffers = { rules: [], statusFields: [], pipelines: [], fields: [] };
const stagesIn = (...labels: string[]) =>
  proposePlan({ ...nothing, pipelines: [{ id: 'p', label: 'p', stages: named(...labels) }] }, who).deals?.stages;

describe('the proposed plan', () => {
  test('has the names that HubSpot comes with', () => {
    expect(proposePlan(offers, who)).toEqual({
      ...who,
      rule: 'lifecycle:mql',
      addsLeads: true,
      status: {
        field: 'hs_lead_status',
        values: {
          new: 'NEW',
          accepted: 'OPEN',
          working: 'IN_PROGRESS',
          qualified: 'OPEN_DEAL',
          nurturing: 'BAD_TIMING',
          disqualified: 'UNQUALIFIED',
        },
      },
      deals: { pipeline: 'default', stages: { qualified: 'qualified', won: 'closedwon', lost: 'closedlost' } },
      fields: { batonLink: 'baton_link', team: 'baton_team' },
      writesOwner: true,
      writesNotes: true,
      masters: {},
    });
  });

  test('has the names that Salesforce comes with, without a status that only a conversion can give', () => {
    const options = named(
      'Open - Not Contacted',
      'Working - Contacted',
      'Closed - Converted',
      'Closed - Not Converted',
    );
    const statusFields = [{ id: 'Status', label: 'Lead Status', type: 'choice' as const, options }];
    const rules = options.map((option) => ({ ...option, group: 'Lead status' }));
    expect(proposePlan({ ...nothing, rules }, who).rule).toBe('Open - Not Contacted');
    expect(proposePlan({ ...nothing, statusFields }, who).status?.values).toEqual({
      new: 'Open - Not Contacted',
      working: 'Working - Contacted',
      disqualified: 'Closed - Not Converted',
    });
    expect(stagesIn('Prospecting', 'Qualification', 'Needs Analysis', 'Closed Won', 'Closed Lost')).toEqual({
      qualified: 'Qualification',
      won: 'Closed Won',
      lost: 'Closed Lost',
    });
  });

  test.each([
    [
      ['Unqualified', 'Demo', 'Sales qualified', 'Won', 'Lost'],
      { qualified: 'Sales qualified', won: 'Won', lost: 'Lost' },
    ],
    [['Erstgespräch', 'Gewonnen', 'Verloren'], { qualified: 'Erstgespräch', won: 'Gewonnen', lost: 'Verloren' }],
    [['Demo', 'Won'], undefined],
    [['Won', 'Lost'], undefined],
    [['Won', 'Lost', 'Demo'], { qualified: 'Demo', won: 'Won', lost: 'Lost' }],
    [[], undefined],
  ])('of the stages %j is %j', (labels, stages) => {
    expect(stagesIn(...labels)).toEqual(stages);
  });

  test('is empty where no name says anything', () => {
    const statusFields = [{ id: 's', label: 'Ampel', type: 'choice' as const, options: named('Rot', 'Grün') }];
    expect(
      proposePlan({ ...nothing, rules: [{ id: 'r', label: 'Customer', group: 'Stage' }], statusFields }, who),
    ).toMatchObject({ rule: null, status: null, deals: null, fields: {} });
  });

  test('uses each value of a status field once, since it is read back', () => {
    const options = named('Open');
    const statusFields = [{ id: 's', label: 'Status', type: 'choice' as const, options }];
    expect(proposePlan({ ...nothing, statusFields }, who).status?.values).toEqual({ new: 'Open' });
  });
});

test('a field of the CRM is offered where its type fits', () => {
  expect(fieldsFor('acceptedAt', offers.fields).map(({ id }) => id)).toEqual([
    'baton_link',
    'baton_team',
    'baton_accepted',
  ]);
  expect(fieldsFor('team', offers.fields).map(({ id }) => id)).toEqual(['baton_link', 'baton_team']);
});

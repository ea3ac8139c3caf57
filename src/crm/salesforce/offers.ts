import { z } from 'zod';
import type { CrmChoice, CrmField, CrmOffers, CrmOwner } from '../crm.ts';
import type { Api } from './api.ts';
import { choosable, type Described, isPicklist, OWN_ID } from './describe.ts';
import { readAs } from './errors.ts';
import { ALL_DEALS } from './people.ts';
import { type RuleKind, ruleIdOf } from './rules.ts';
import { cellOf, type Row, textOf } from './soql.ts';

/** Of contact data and status: they have settings of their own. */
const TAKEN = new Set(
  'FirstName LastName MiddleName Suffix Salutation Company Email Phone MobilePhone Title Country CountryCode Status OwnerId'
    .split(' ')
    .concat('NumberOfEmployees', 'RecordTypeId', OWN_ID),
);

export async function readOffers(api: Api): Promise<CrmOffers> {
  const lead = await api.describe('Lead');
  const fields = [...(lead?.fields.values() ?? [])].filter(({ updateable }) => updateable);
  const converted = await convertedStatuses(api);
  const status = lead?.fields.get('Status');
  const withoutConverted = (field: CrmField): CrmField => ({
    ...field,
    options: (field.options ?? []).filter(({ id }) => !converted.includes(id)),
  });
  const others = fields.filter((field) => isPicklist(field) && field.custom);
  return {
    rules: [
      ...statusRules(status && choosable(status)),
      ...(await viewRules(api, lead)),
      ...(await campaignRules(api)),
    ],
    statusFields: [status, ...others]
      .flatMap((field) => (field ? (choosable(field) ?? []) : []))
      .map((field) => (field.id === 'Status' ? withoutConverted(field) : field)),
    pipelines: await readPipelines(api),
    fields: fields.flatMap((field) => (TAKEN.has(field.name) ? [] : (choosable(field) ?? []))),
  };
}

const statusRules = (status: CrmField | undefined) =>
  (status?.options ?? []).map(({ id, label }) => ({ id: ruleIdOf('status', id), label, group: 'Lead status' }));

/** Views that can be written as a query. */
async function viewRules(api: Api, lead: Described | undefined): Promise<CrmOffers['rules']> {
  if (!lead) return [];
  const rows = await api.query(
    "SELECT Id, Name FROM ListView WHERE SobjectType = 'Lead' AND IsSoqlCompatible = true ORDER BY Name LIMIT 200",
  );
  return rows.map((row) => ruleOf('view', 'List view', row));
}

async function campaignRules(api: Api): Promise<CrmOffers['rules']> {
  if (!(await api.describe('Campaign'))) return [];
  const rows = await api.query(
    'SELECT Id, Name FROM Campaign WHERE IsActive = true ORDER BY LastModifiedDate DESC LIMIT 200',
  );
  return rows.map((row) => ruleOf('campaign', 'Campaign', row));
}

const ruleOf = (kind: RuleKind, group: string, row: Row) => ({
  id: ruleIdOf(kind, textOf(row, 'Id') ?? ''),
  label: textOf(row, 'Name') ?? '',
  group,
});

/** Statuses that only a conversion sets. */
export const convertedStatuses = (api: Api): Promise<string[]> =>
  api.remembered('converted statuses', async () => {
    const rows = await api.query('SELECT ApiName FROM LeadStatus WHERE IsConverted = true ORDER BY SortOrder');
    return rows.flatMap((row) => textOf(row, 'ApiName') ?? []);
  });

const picklistSchema = z.object({ values: z.array(z.object({ value: z.string(), label: z.string() })) });

/** One with all stages, and one for each record type with the stages of its sales process. */
async function readPipelines(api: Api): Promise<CrmOffers['pipelines']> {
  const opportunity = await api.describe('Opportunity');
  if (!opportunity) return [];
  const rows = await api.query(
    'SELECT ApiName, MasterLabel FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder',
  );
  const stages: CrmChoice[] = rows.map((row) => {
    const id = textOf(row, 'ApiName') ?? '';
    return { id, label: textOf(row, 'MasterLabel') ?? id };
  });
  const pipelines = [{ id: ALL_DEALS, label: 'All opportunities', stages }];
  for (const { id, name } of opportunity.recordTypes) {
    const answer = await api.get(`/ui-api/object-info/Opportunity/picklist-values/${id}/StageName`);
    const own = readAs(picklistSchema, answer).values.map(({ value, label }) => ({ id: value, label }));
    pipelines.push({ id, label: name, stages: own });
  }
  return pipelines;
}

/** People who may own a lead. Users of portals and of automatic processes are of other types. */
export async function readOwners(api: Api): Promise<CrmOwner[]> {
  const rows = await api.query("SELECT Id, Name, Email, IsActive FROM User WHERE UserType = 'Standard' ORDER BY Name");
  return rows.map((row) => ({
    id: textOf(row, 'Id') ?? '',
    name: textOf(row, 'Name') ?? '',
    email: textOf(row, 'Email')?.toLowerCase() ?? null,
    isActive: cellOf(row, 'IsActive') === true,
  }));
}

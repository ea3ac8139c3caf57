import { validPhone } from '../../leads/contact.ts';
import { countryNamed } from '../../leads/country.ts';
import type { CrmDeal, CrmPlan, CrmRecord, ExtraField, SharedField } from '../crm.ts';
import type { Api } from './api.ts';
import type { Described } from './describe.ts';
import { isUserId, type PersonObject, recordIdOf } from './ids.ts';
import { allOf, cellOf, childrenOf, momentOf, oneOf, quoted, type Row, textOf } from './soql.ts';

/** Written by Salesforce itself where a value is required and missing (Account Engagement, "Default Field Mapping"). */
export const NOT_PROVIDED = '[not provided]';

/** Where the contact data of each object stand; the first place with a value counts. The name has its own two. */
const PLACES: Record<PersonObject, Record<Exclude<SharedField, 'name'>, string[]>> = {
  Lead: {
    company: ['Company'],
    email: ['Email'],
    phone: ['Phone', 'MobilePhone'],
    role: ['Title'],
    country: ['CountryCode', 'Country'],
    companySize: ['NumberOfEmployees'],
  },
  Contact: {
    company: ['Account.Name'],
    email: ['Email'],
    phone: ['Phone', 'MobilePhone'],
    role: ['Title'],
    country: ['MailingCountryCode', 'MailingCountry'],
    companySize: ['Account.NumberOfEmployees'],
  },
};

/** Read besides, of both. */
const OTHERS = ['FirstName', 'LastName', 'LeadSource', 'Description', 'OwnerId'];
const ALWAYS: Record<PersonObject, string[]> = {
  Lead: ['Id', 'SystemModstamp', 'IsDeleted', 'MasterRecordId', 'IsConverted', 'ConvertedContactId'],
  Contact: ['Id', 'SystemModstamp', 'IsDeleted', 'MasterRecordId'],
};

/** The field of the object behind a path: `AccountId` for `Account.Name`. */
const baseOf = (path: string) => (path.includes('.') ? `${path.split('.')[0]}Id` : path);

const DEAL = ['Id', 'StageName', 'Amount', 'CloseDate', 'CurrencyIsoCode', 'SystemModstamp'];

/** The newest deal of a contact in the pipeline. Roles are read from the recycle bin too, so deleted ones are left out. */
function dealsQuery({ deals }: CrmPlan, opportunity: Described | undefined): string | undefined {
  if (!deals || !opportunity) return undefined;
  const fields = DEAL.filter((name) => opportunity.fields.has(name)).map((name) => `Opportunity.${name}`);
  const where = allOf(
    'IsDeleted = false',
    'Opportunity.IsDeleted = false',
    deals.pipeline === ALL_DEALS ? undefined : `Opportunity.RecordTypeId = ${quoted(deals.pipeline)}`,
  );
  return `(SELECT ${fields.join(', ')} FROM OpportunityContactRoles WHERE ${where} ORDER BY Opportunity.CreatedDate DESC LIMIT 1)`;
}

/** The pipeline with every opportunity. Salesforce has none by itself; record types divide them. */
export const ALL_DEALS = 'Opportunity';

/** `SELECT …` of all that a record needs and the user may see. Undefined if they may not see the object. */
export async function selectPeople(api: Api, object: PersonObject, plan: CrmPlan): Promise<string | undefined> {
  const described = await api.describe(object);
  if (!described) return undefined;
  const asked = [...Object.values(PLACES[object]).flat(), ...OTHERS, ...chosenFields(plan)];
  const fields = new Set([...ALWAYS[object], ...asked.filter((path) => described.fields.has(baseOf(path)))]);
  if (described.children.has('CampaignMembers')) {
    fields.add('(SELECT Campaign.Name FROM CampaignMembers ORDER BY CreatedDate DESC LIMIT 1)');
  }
  const opportunity = object === 'Contact' && plan.deals ? await api.describe('Opportunity') : undefined;
  const deals = dealsQuery(plan, opportunity);
  if (deals && described.children.has('OpportunityContactRoles')) fields.add(deals);
  return `SELECT ${[...fields].join(', ')} FROM ${object}`;
}

/** Fields that the admin chose, for reading. */
const chosenFields = ({ status, fields }: CrmPlan): string[] => [
  ...(status ? [status.field] : []),
  ...Object.values(fields),
];

const firstText = (row: Row, paths: readonly string[]): string | null =>
  paths.map((path) => textOf(row, path)).find((text) => text !== null) ?? null;

const provided = (text: string | null) => (text?.toLowerCase() === NOT_PROVIDED ? null : text);

function contactOf(object: PersonObject, row: Row): CrmRecord['contact'] {
  const places = PLACES[object];
  const names = [textOf(row, 'FirstName'), provided(textOf(row, 'LastName'))].filter((part) => part !== null);
  const country = firstText(row, places.country);
  const phone = firstText(row, places.phone);
  return {
    name: names.join(' ').replace(/\s+/g, ' ').trim() || null,
    company: provided(firstText(row, places.company)),
    email: firstText(row, places.email)?.toLowerCase() ?? null,
    phone: phone && (validPhone(phone, country ? countryNamed(country) : undefined) ?? phone),
    role: firstText(row, places.role),
    country,
    companySize: firstText(row, places.companySize),
  };
}

function dealOf(row: Row): (CrmDeal & { changedAt: Date | null }) | null {
  const [role] = childrenOf(row, 'OpportunityContactRoles');
  const id = role && textOf(role, 'Opportunity.Id');
  if (!role || !id) return null;
  const amount = cellOf(role, 'Opportunity.Amount');
  return {
    id,
    stage: textOf(role, 'Opportunity.StageName') ?? '',
    amount: typeof amount === 'number' ? amount : null,
    currency: textOf(role, 'Opportunity.CurrencyIsoCode'),
    closeOn: textOf(role, 'Opportunity.CloseDate'),
    changedAt: momentOf(role, 'Opportunity.SystemModstamp'),
  };
}

export function recordOf(object: PersonObject, row: Row, { status, fields }: CrmPlan, isMatch: boolean): CrmRecord {
  const changedAt = momentOf(row, 'SystemModstamp') ?? new Date(0);
  const found = dealOf(row);
  const { changedAt: dealAt = null, ...deal } = found ?? {};
  const [member] = childrenOf(row, 'CampaignMembers');
  const ownerId = textOf(row, 'OwnerId');
  const extra: CrmRecord['extra'] = {};
  for (const [name, field] of Object.entries(fields)) extra[name as ExtraField] = textOf(row, field);
  return {
    id: recordIdOf(object, textOf(row, 'Id') ?? ''),
    changedAt: dealAt && dealAt > changedAt ? dealAt : changedAt,
    isMatch,
    contact: contactOf(object, row),
    source: textOf(row, 'LeadSource'),
    campaign: member ? textOf(member, 'Campaign.Name') : null,
    // A standard lead has no number of this kind.
    score: null,
    need: textOf(row, 'Description'),
    ownerId: isUserId(ownerId) ? ownerId : null,
    status: status ? textOf(row, status.field) : null,
    deal: found ? (deal as CrmDeal) : null,
    extra,
  };
}

/** Of these rows, the ids that match the rule. */
export async function matching(
  api: Api,
  object: PersonObject,
  rows: readonly Row[],
  where: string | undefined,
): Promise<Set<string>> {
  const ids = rows.flatMap((row) => textOf(row, 'Id') ?? []);
  if (where === undefined || ids.length === 0) return new Set();
  const found = await api.query(`SELECT Id FROM ${object} WHERE ${allOf(oneOf('Id', ids), where)}`);
  return new Set(found.flatMap((row) => textOf(row, 'Id') ?? []));
}

/** The choices that the account offers an admin. */
import type { CrmChoice, CrmField, CrmOffers } from '../crm.ts';
import { pageEnd } from '../page-end.ts';
import { listsAnswer, type Property, pipelinesAnswer } from './answers.ts';
import { type Hub, isWritable } from './hub.ts';
import { CONTACT_TYPE, paths } from './paths.ts';
import { LIST } from './rule.ts';

const STATUS_FIELDS = ['lifecyclestage', 'hs_lead_status'];

/** Filled in from the lead itself, so not offered for anything else. */
const CONTACT_FIELDS = new Set([
  ...['firstname', 'lastname', 'email', 'phone', 'mobilephone', 'company', 'jobtitle', 'country', 'company_size'],
  ...['hubspot_owner_id', ...STATUS_FIELDS],
]);

const MOST_LISTS = 500;

export async function offersOf(hub: Hub): Promise<CrmOffers> {
  const properties = await hub.properties();
  const statusFields = STATUS_FIELDS.flatMap((name) => properties.find((property) => property.name === name) ?? []);
  const own = properties.filter((property) => isWritable(property) && !CONTACT_FIELDS.has(property.name));
  const ownStatus = own.filter((property) => !property.hubspotDefined && fieldOf(property)?.type === 'choice');
  return {
    rules: [...statusFields.flatMap(rulesOf), ...(await listRules(hub))],
    statusFields: [...statusFields, ...ownStatus].flatMap((property) => fieldOf(property) ?? []),
    pipelines: await pipelinesOf(hub),
    // Fields that the company made come first: it made them to be filled in.
    fields: own
      .toSorted((a, b) => Number(a.hubspotDefined ?? false) - Number(b.hubspotDefined ?? false))
      .flatMap((property) => fieldOf(property) ?? []),
  };
}

const rulesOf = (property: Property) =>
  optionsOf(property).map(({ id, label }) => ({ id: `${property.name}=${id}`, label, group: property.label }));

async function listRules({ send }: Hub): Promise<CrmOffers['rules']> {
  const found: CrmOffers['rules'] = [];
  const reach = pageEnd();
  for (let offset = 0, hasMore = true; hasMore; ) {
    reach(String(offset));
    const body = { objectTypeId: CONTACT_TYPE, offset, count: MOST_LISTS, listIds: [], processingTypes: [], query: '' };
    const page = await send({ method: 'POST', path: paths.lists, body, kind: 'read' }, listsAnswer);
    for (const { listId, name, objectTypeId } of page.lists)
      if (objectTypeId === CONTACT_TYPE) found.push({ id: `${LIST}=${listId}`, label: name, group: 'List' });
    hasMore = page.hasMore && page.offset > offset;
    offset = page.offset;
  }
  return found;
}

async function pipelinesOf({ send }: Hub): Promise<CrmOffers['pipelines']> {
  const { results } = await send({ method: 'GET', path: paths.pipelines, kind: 'read' }, pipelinesAnswer);
  return inOrder(results).map(({ id, label, stages }) => ({
    id,
    label,
    stages: inOrder(stages).map((stage) => ({ id: stage.id, label: stage.label })),
  }));
}

const inOrder = <T extends { displayOrder: number; archived?: boolean | undefined }>(all: readonly T[]): T[] =>
  all.filter(({ archived }) => !archived).toSorted((a, b) => a.displayOrder - b.displayOrder);

const optionsOf = ({ options }: Property): CrmChoice[] =>
  options
    .filter(({ hidden }) => !hidden)
    .toSorted((a, b) => (a.displayOrder ?? 0) - (b.displayOrder ?? 0))
    .map(({ value, label }) => ({ id: value, label }));

/** Fields that hold several values are left out: a lead has one of each. */
function fieldOf(property: Property): CrmField | undefined {
  const { name: id, label, type, fieldType } = property;
  if (fieldType === 'checkbox') return undefined;
  if (type === 'enumeration' || type === 'bool') return { id, label, type: 'choice', options: optionsOf(property) };
  const known = { string: 'text', phone_number: 'text', number: 'number', date: 'date', datetime: 'moment' } as const;
  const ours = known[type as keyof typeof known];
  return ours && { id, label, type: ours };
}

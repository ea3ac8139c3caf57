/**
 * Contacts that changed, page by page: first those of the rule, then those whose deals changed. After the end, the next reading
 * begins some time before it, because the search runs behind; once in a while it begins much earlier, for a search that stood still.
 */

import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../platform/time/units.ts';
import type { CrmChanges, CrmPlan } from '../crm.ts';
import { type CrmObject, membersAnswer } from './answers.ts';
import { associated } from './associations.ts';
import { contactProperties } from './contact.ts';
import type { Hub } from './hub.ts';
import { BATCH, chunks, paths } from './paths.ts';
import { contactsById, recordsOf } from './read.ts';
import { ruleOf } from './rule.ts';
import { type Filter, positionSchema, searchPage } from './search.ts';

const OVERLAP_MS = 10 * MINUTE_MS;
const LONG_OVERLAP_MS = 2 * HOUR_MS;
const LONG_EVERY_MS = HOUR_MS;
/** How often a list is read from its beginning: members who left it move the pages. */
const LIST_EVERY_MS = 6 * HOUR_MS;

const cursorSchema = z.object({
  rule: z.string().nullable(),
  leg: z.enum(['contacts', 'deals']),
  /** When this reading began; missing before its first page. */
  since: z.number().optional(),
  contacts: positionSchema,
  deals: positionSchema,
  /** The page of the list, and when it was read from its beginning. */
  list: z.object({ after: z.string().optional(), fullAt: z.number() }),
  longAt: z.number(),
});
type Cursor = z.infer<typeof cursorSchema>;

export async function changesOf(hub: Hub, plan: CrmPlan, text: string | null): Promise<CrmChanges> {
  const cursor = cursorOf(hub, plan, text);
  const now = hub.now().getTime();
  let leg = await (cursor.leg === 'contacts' ? ofRule : ofDeals)(hub, plan, cursor, now);
  if (leg.isLast && cursor.leg === 'contacts' && plan.deals) {
    // Usually few deals changed, so they share the last page of the contacts.
    const deals = await ofDeals(hub, plan, { ...leg.next, leg: 'deals' });
    const known = new Set(leg.contacts.map(({ id }) => id));
    leg = { ...deals, contacts: [...leg.contacts, ...deals.contacts.filter(({ id }) => !known.has(id))] };
  }
  const records = await recordsOf(hub, plan, leg.contacts);
  const cursorAfter = JSON.stringify(leg.isLast ? again(leg.next, now) : leg.next);
  return { records, cursor: cursorAfter, isEnd: leg.isLast, moved: leg.contacts.flatMap(formerIds) };
}

/** A merge makes a new contact, which names those that it was made of. */
const formerIds = ({ id, properties }: CrmObject): NonNullable<CrmChanges['moved']>[number][] =>
  (properties.hs_merged_object_ids ?? '')
    .split(';')
    .filter((former) => former !== '' && former !== id)
    .map((former) => ({ id: former, found: { merged: id } }));

function cursorOf(hub: Hub, plan: CrmPlan, text: string | null): Cursor {
  const now = hub.now().getTime();
  const kept = text === null ? undefined : cursorSchema.parse(JSON.parse(text));
  if (kept?.rule === plan.rule) return { ...kept, since: kept.since ?? now };
  // Deals of the past come with their contacts.
  return {
    rule: plan.rule,
    leg: 'contacts',
    since: now,
    contacts: { from: 0 },
    deals: { from: now },
    list: { fullAt: now },
    longAt: now,
  };
}

/** The cursor of the next reading. It looks back from the beginning of this one. */
function again({ since, longAt, ...cursor }: Cursor, now: number): Cursor {
  const began = since ?? now;
  const isLong = began - longAt >= LONG_EVERY_MS;
  const from = Math.max(began - (isLong ? LONG_OVERLAP_MS : OVERLAP_MS), 0);
  return { ...cursor, leg: 'contacts', longAt: isLong ? began : longAt, contacts: { from }, deals: { from } };
}

interface Leg {
  contacts: CrmObject[];
  next: Cursor;
  isLast: boolean;
}

async function ofRule(hub: Hub, plan: CrmPlan, cursor: Cursor, now: number): Promise<Leg> {
  const rule = ruleOf(plan.rule);
  if (rule && 'list' in rule) return ofList(hub, plan, rule.list, cursor, now);
  const groups: Filter[][] = [
    ...(rule ? [[{ propertyName: rule.property, operator: 'EQ' as const, value: rule.value }]] : []),
    // A record with a link to its lead is followed when it leaves the rule.
    ...(plan.fields.batonLink ? [[{ propertyName: plan.fields.batonLink, operator: 'HAS_PROPERTY' as const }]] : []),
  ];
  if (groups.length === 0) return { contacts: [], next: cursor, isLast: true };
  const query = { type: 'contacts' as const, changed: 'lastmodifieddate', groups, properties: contactProperties(plan) };
  const { objects, next, isLast } = await searchPage(hub, query, cursor.contacts);
  return { contacts: objects, next: { ...cursor, contacts: next }, isLast };
}

/** Source: description *Lists*, `memberships/join-order`: in the order in which records were added. */
async function ofList(hub: Hub, plan: CrmPlan, listId: string, cursor: Cursor, now: number): Promise<Leg> {
  const isDue = cursor.list.after !== undefined && now - cursor.list.fullAt >= LIST_EVERY_MS;
  const { after, fullAt } = isDue ? { after: undefined, fullAt: now } : cursor.list;
  const query = { limit: String(BATCH), ...(after !== undefined && { after }) };
  const { results, paging } = await hub.send(
    { method: 'GET', path: paths.members(listId), query, kind: 'read' },
    membersAnswer,
  );
  const contacts = await contactsById(
    hub,
    plan,
    results.map(({ recordId }) => recordId),
  );
  // The last page is read again next time: new members come to its end.
  const list = { after: paging?.next?.after ?? after, fullAt };
  return { contacts, next: { ...cursor, list }, isLast: paging?.next === undefined };
}

async function ofDeals(hub: Hub, plan: CrmPlan, cursor: Cursor): Promise<Leg> {
  const groups: Filter[][] = [[{ propertyName: 'pipeline', operator: 'EQ', value: plan.deals?.pipeline ?? '' }]];
  const query = { type: 'deals' as const, changed: 'hs_lastmodifieddate', groups, properties: ['hs_lastmodifieddate'] };
  const { objects, next, isLast } = await searchPage(hub, query, cursor.deals);
  const byDeal = await associated(
    hub,
    'deals',
    'contacts',
    objects.map(({ id }) => id),
  );
  const ids = [...new Set([...byDeal.values()].flat())];
  const contacts: CrmObject[] = [];
  for (const chunk of chunks(ids)) contacts.push(...(await contactsById(hub, plan, chunk)));
  return { contacts, next: { ...cursor, deals: next }, isLast };
}

/** Contacts with all that a record of the seam needs: their deals, and whether they are in the list of the rule. */
import type { CrmFound, CrmPlan, CrmRecord } from '../crm.ts';
import { type CrmObject, membershipsAnswer } from './answers.ts';
import { contactProperties, recordOf } from './contact.ts';
import { dealsOf, foundDeal } from './deals.ts';
import type { Hub } from './hub.ts';
import { readObject, readObjects } from './objects.ts';
import { CONTACT_TYPE, chunks, paths } from './paths.ts';
import { ruleOf } from './rule.ts';

/** In the order of the contacts. */
export async function recordsOf(hub: Hub, plan: CrmPlan, contacts: readonly CrmObject[]): Promise<CrmRecord[]> {
  const ids = contacts.map(({ id }) => id);
  const deals = await dealsOf(hub, plan, ids);
  const members = await membersAmong(hub, plan, ids);
  return contacts.map((contact) => {
    const newest = deals.get(contact.id)?.[0];
    const deal = newest && foundDeal(newest, hub.account.timeZone);
    return recordOf(plan, { contact, deal, isMember: members.has(contact.id) });
  });
}

async function membersAmong({ send }: Hub, plan: CrmPlan, ids: readonly string[]): Promise<Set<string>> {
  const rule = ruleOf(plan.rule);
  const members = new Set<string>();
  if (!rule || !('list' in rule)) return members;
  for (const chunk of chunks(ids)) {
    const inputs = chunk.map((recordId) => ({ objectTypeId: CONTACT_TYPE, recordId }));
    const { results } = await send(
      { method: 'POST', path: paths.memberships, body: { inputs }, kind: 'read' },
      membershipsAnswer,
    );
    for (const { recordId, recordListMemberships } of results)
      if (recordListMemberships.some(({ listId }) => listId === rule.list)) members.add(recordId);
  }
  return members;
}

/** Contacts by their ids, in the order of the ids; those that are missing are left out. */
export async function contactsById(hub: Hub, plan: CrmPlan, ids: readonly string[]): Promise<CrmObject[]> {
  const found = await readObjects(hub, 'contacts', ids, contactProperties(plan));
  const byId = new Map(found.map((contact) => [contact.id, contact]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A batch does not follow merged records, so those that it leaves out are asked for alone. */
export async function readRecords(hub: Hub, plan: CrmPlan, ids: readonly string[]): Promise<Map<string, CrmFound>> {
  const contacts = await contactsById(hub, plan, ids);
  const here = new Map((await recordsOf(hub, plan, contacts)).map((record) => [record.id, record]));
  const found = new Map<string, CrmFound>();
  for (const id of ids) {
    const record = here.get(id);
    found.set(id, record ? { record } : await missing(hub, id));
  }
  return found;
}

export async function missing(hub: Hub, id: string): Promise<{ merged: string } | { gone: true }> {
  const survivor = await readObject(hub, 'contacts', id, ['hs_object_id']);
  return survivor && survivor.id !== id ? { merged: survivor.id } : { gone: true };
}

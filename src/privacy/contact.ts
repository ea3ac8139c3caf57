/** The right to be forgotten, for a contact: their leads, and their name in what people wrote. */
import { cardOf } from '../leads/card-place.ts';
import { eraseLead } from '../leads/erase.ts';
import { record } from '../leads/history.ts';
import { mailbox, mailboxOf } from '../leads/mailbox.ts';
import { leadById, updateLead } from '../leads/queries.ts';
import { stopSla } from '../leads/sla/plan.ts';
import { isEnded, type Lead, leads } from '../leads/table.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { eq, or, sql } from '../platform/db/drizzle.ts';
import type { ErasureLog } from '../platform/db/erasure-log.ts';
import type { Db } from '../platform/db/open.ts';
import type { TextPlace } from '../platform/db/text-columns.ts';
import type { Tx } from '../platform/db/write.ts';
import { isErased, noteErasure } from './erasures.ts';
import { findMentions } from './mentions.ts';
import { showErased } from './shown.ts';
import { subjectOfLead } from './subjects.ts';
import type { NamedContact } from './table.ts';
import { wordsOfContact } from './words.ts';

/** By an address, a phone number, or the leads that a person found. */
export interface Contact {
  email?: string | undefined;
  phone?: string | undefined;
  leadId?: number | undefined;
}

/**
 * All leads of the same mailbox, or of the same phone number. For a lead, those that share its mailbox or its number are the
 * same contact.
 */
export function leadsOfContact(db: Db, { email, phone, leadId }: Contact): Lead[] {
  const known = leadId === undefined ? undefined : leadById(db, leadId);
  const emails = [email, known?.email].filter((one) => typeof one === 'string');
  const phones = [phone, known?.phone].filter((one) => typeof one === 'string');
  return db
    .select()
    .from(leads)
    .where(
      or(
        ...emails.map((one) => sql`${mailboxOf(leads.email)} = ${mailbox(one)}`),
        ...phones.map((one) => eq(leads.phone, one)),
        eq(leads.id, known?.id ?? 0),
      ),
    )
    .orderBy(leads.id)
    .all();
}

/** Everything that an erasure changes, for the list before it. */
export async function planForContact(db: Db, contact: Contact): Promise<{ leads: Lead[]; mentions: TextPlace[] }> {
  const found = leadsOfContact(db, contact);
  return { leads: found, mentions: await findMentions(db, wordsOfContact(found)) };
}

/**
 * Ends leads that are open, and erases what identifies the contact: in each lead, its history, its ratings, its card, the
 * direct messages with buttons. `eraseOtherTexts` and `emptyThreads` do the rest. Erased leads are left as they are.
 */
export function forgetContact(tx: Tx, log: ErasureLog, found: readonly Lead[], by: string, now: Date): void {
  for (const { id } of found) {
    const lead = leadById(tx, id);
    if (!lead || isErased(tx, subjectOfLead(lead))) continue;
    const [subject, card] = [subjectOfLead(lead), cardOf(tx, id)];
    log.append({ subject, at: now.toISOString(), card });
    noteErasure(tx, { subject, card, contact: eraseOnRequest(tx, lead, now) }, now);
    recordAudit(tx, { kind: 'person.erased', actor: by, subject: `lead:${id}` }, now);
  }
}

/** @returns how the contact was named. */
export function eraseOnRequest(tx: Tx, lead: Lead, now: Date): NamedContact {
  if (!hasEnded(tx, lead.id)) endLead(tx, lead, now);
  eraseLead(tx, lead.id, now);
  showErased(tx, lead, now);
  const { name, email, phone } = lead;
  return { name, email, phone };
}

const hasEnded = (tx: Tx, leadId: number): boolean =>
  tx.select({ id: leads.id }).from(leads).where(sql`${leads.id} = ${leadId} and ${isEnded}`).get() !== undefined;

function endLead(tx: Tx, lead: Lead, now: Date): void {
  stopSla(tx, lead.id);
  const nothingDue = { assigneeId: null, marketerId: null, snoozedUntil: null, nurtureUntil: null, dueAt: null };
  const ended = updateLead(tx, lead, { status: 'disqualified', ...nothingDue }, now);
  record(tx, ended, { kind: 'disqualified', actorId: null, details: { words: null } }, now);
}

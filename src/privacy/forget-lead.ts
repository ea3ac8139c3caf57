/** The right to be forgotten: a contact's leads are ended and erased when the contact asks for it. */

import { cardOf } from '../leads/card-place.ts';
import { eraseLead } from '../leads/erase.ts';
import { record } from '../leads/history.ts';
import { mailbox, mailboxOf } from '../leads/mailbox.ts';
import { leadById, updateLead } from '../leads/queries.ts';
import { stopSla } from '../leads/sla/clock.ts';
import { isEnded, type Lead, leads } from '../leads/table.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { eq, or, sql } from '../platform/db/drizzle.ts';
import type { ErasureLog } from '../platform/db/erasure-log.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { subjectOfLead } from './subjects.ts';
import { erasures } from './table.ts';

/** All leads of the same mailbox, or of the same phone number. */
export const leadsOfContact = (db: Db, contact: { email?: string | undefined; phone?: string | undefined }): Lead[] =>
  db
    .select()
    .from(leads)
    .where(
      or(
        contact.email === undefined ? undefined : sql`${mailboxOf(leads.email)} = ${mailbox(contact.email)}`,
        contact.phone === undefined ? undefined : eq(leads.phone, contact.phone),
      ),
    )
    .orderBy(leads.id)
    .all();

/**
 * Ends a lead that is open, and erases what identifies the contact: in the lead, its history, its ratings, its card and
 * the direct messages with buttons. `emptyThreads` does the rest. An unknown or erased lead is left as it is.
 */
export function forgetLead(tx: Tx, log: ErasureLog, { leadId, by }: { leadId: number; by: string }, now: Date): void {
  const lead = leadById(tx, leadId);
  if (!lead || isErased(tx, subjectOfLead(lead))) return;
  const card = cardOf(tx, leadId);
  log.append({ subject: subjectOfLead(lead), at: now.toISOString(), card });
  eraseOnRequest(tx, lead, now);
  recordAudit(tx, { kind: 'person.erased', actor: by, subject: `lead:${leadId}` }, now);
  noteErasure(tx, { subject: subjectOfLead(lead), card }, now);
}

export const isErased = (db: Db, subject: string): boolean =>
  db.select({ at: erasures.at }).from(erasures).where(eq(erasures.subject, subject)).get() !== undefined;

export const noteErasure = (
  tx: Tx,
  { subject, card }: { subject: string; card?: PostedPlace | undefined },
  at: Date,
): void => void tx.insert(erasures).values({ subject, at, channel: card?.channel, ts: card?.ts }).run();

export function eraseOnRequest(tx: Tx, lead: Lead, now: Date): void {
  if (!hasEnded(tx, lead.id)) endLead(tx, lead, now);
  eraseLead(tx, lead.id, now);
}

const hasEnded = (tx: Tx, leadId: number): boolean =>
  tx.select({ id: leads.id }).from(leads).where(sql`${leads.id} = ${leadId} and ${isEnded}`).get() !== undefined;

function endLead(tx: Tx, lead: Lead, now: Date): void {
  stopSla(tx, lead.id, now);
  const nothingDue = { assigneeId: null, marketerId: null, snoozedUntil: null, nurtureUntil: null, dueAt: null };
  const ended = updateLead(tx, lead, { status: 'disqualified', ...nothingDue }, now);
  record(tx, ended, { kind: 'disqualified', actorId: null, details: { words: null } }, now);
}

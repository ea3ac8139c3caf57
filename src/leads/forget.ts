/** The right to be forgotten: a contact's leads are ended and erased when the contact asks for it. */
import { eq, isNull, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { deleteReplies, mayPass } from '../platform/slack/delete-replies.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { cardOf } from './card-place.ts';
import { eraseLead } from './erase.ts';
import { record } from './history.ts';
import { mailbox, mailboxOf } from './mailbox.ts';
import { leadById, updateLead } from './queries.ts';
import { stopSla } from './sla/clock.ts';
import { erasures, isEnded, type Lead, leads } from './table.ts';

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
 * the direct messages with buttons. `emptyThreads` does the rest. An unknown or erased lead is
 * left as it is.
 */
export function forgetLead(tx: Tx, leadId: number, now: Date): void {
  const lead = leadById(tx, leadId);
  if (!lead || tx.select().from(erasures).where(eq(erasures.leadId, leadId)).get()) return;
  if (!hasEnded(tx, leadId)) endLead(tx, lead, now);
  eraseLead(tx, leadId, now);
  tx.insert(erasures).values({ leadId, at: now }).run();
}

const hasEnded = (tx: Tx, leadId: number): boolean =>
  tx.select({ id: leads.id }).from(leads).where(sql`${leads.id} = ${leadId} and ${isEnded}`).get() !== undefined;

function endLead(tx: Tx, lead: Lead, now: Date): void {
  stopSla(tx, lead.id, now);
  const nothingDue = { assigneeId: null, marketerId: null, snoozedUntil: null, nurtureUntil: null, dueAt: null };
  const ended = updateLead(tx, lead, { status: 'disqualified', ...nothingDue }, now);
  record(tx, ended, { kind: 'disqualified', actorId: null, details: { words: null } }, now);
}

/** Deletes Baton's replies under the cards of erased leads, which may quote the contact. */
export async function emptyThreads({ db, write, web, now, log }: Emptying, stop: AbortSignal): Promise<void> {
  for (const { leadId } of db.select().from(erasures).where(isNull(erasures.threadEmptiedAt)).all()) {
    if (stop.aborted) return;
    const card = cardOf(db, leadId);
    try {
      if (card) await deleteReplies(web, card);
    } catch (error) {
      if (mayPass(error)) throw error;
      log.warn({ leadId, error: slackError(error) }, 'The thread of an erased lead cannot be emptied');
    }
    await write((tx) => tx.update(erasures).set({ threadEmptiedAt: now() }).where(eq(erasures.leadId, leadId)).run());
  }
}

type Emptying = Pick<Services, 'db' | 'write' | 'web' | 'now' | 'log'>;

/** After a restore: erasures that the copy of the database does not know are applied to it again. */
import { cardKey, cardOf } from '../leads/card-place.ts';
import { leadById } from '../leads/queries.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { BATON } from '../platform/audit/types.ts';
import type { ErasureLog, LogEntry } from '../platform/db/erasure-log.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { savePosted } from '../platform/outbox/posted-messages.ts';
import { forgetColleagueAgain } from './colleague.ts';
import { eraseOnRequest } from './contact.ts';
import { isErased, noteErasure } from './erasures.ts';
import { leadIdOf, subjectOfLead } from './subjects.ts';
import { erasures, type NamedContact } from './table.ts';

/**
 * Erases what the log names and this database still has, and adds to the log what only the database knows.
 * @returns the number of entries that were applied.
 */
export function applyErasuresAgain(tx: Tx, log: ErasureLog, now: Date): number {
  const entries = log.entries();
  let applied = 0;
  for (const entry of entries) {
    // One by one: an erasure that was tried twice has two entries.
    if (isErased(tx, entry.subject)) continue;
    applyAgain(tx, entry, now);
    applied += 1;
  }
  const logged = new Set(entries.map(({ subject }) => subject));
  for (const entry of erasuresOf(tx)) if (!logged.has(entry.subject)) log.append(entry);
  return applied;
}

function applyAgain(tx: Tx, { subject, card }: LogEntry, now: Date): void {
  let contact: NamedContact | undefined;
  const lead = leadById(tx, leadIdOf(subject) ?? 0);
  if (lead && subjectOfLead(lead) === subject) {
    // The copy may be from before the card was posted; without its place, it would be posted twice.
    if (card && !cardOf(tx, lead.id)) savePosted(tx, cardKey(lead.id), card);
    contact = eraseOnRequest(tx, lead, now);
    recordAudit(tx, { kind: 'person.erased', actor: BATON, subject: `lead:${lead.id}`, details: { again: true } }, now);
  }
  forgetColleagueAgain(tx, subject);
  noteErasure(tx, { subject, card, contact }, now);
}

const erasuresOf = (db: Db): LogEntry[] =>
  db
    .select()
    .from(erasures)
    .all()
    .map(({ subject, at, channel, ts }) => ({
      subject,
      at: at.toISOString(),
      card: channel !== null && ts !== null ? { channel, ts } : undefined,
    }));

import { cardOf } from '../leads/card-place.ts';
import { leadById } from '../leads/queries.ts';
import { eq, isNull } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { isPostingFrom } from '../platform/outbox/queries.ts';
import type { Services } from '../platform/services.ts';
import { deleteMessage, deleteReplies, mayPass } from '../platform/slack/delete-replies.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { leadIdOf, subjectOfLead } from './subjects.ts';
import { type Erasure, erasures } from './table.ts';

type Emptying = Pick<Services, 'db' | 'write' | 'web' | 'now' | 'log'>;

/**
 * Deletes Baton's replies under the cards of erased leads, which may quote the contact. The card of a lead that a restored
 * database does not have is deleted too.
 */
export async function emptyThreads({ db, write, web, now, log }: Emptying, stop: AbortSignal): Promise<void> {
  for (const erasure of db.select().from(erasures).where(isNull(erasures.threadEmptiedAt)).all()) {
    if (stop.aborted) return;
    const { subject } = erasure;
    const leadId = leadIdOf(subject);
    const isKnown = hasLead(db, subject);
    const card = placeOf(db, erasure, isKnown);
    // A reply that is on its way names the contact, and would come after the others went.
    if (card && isPostingFrom(db, card.channel, erasure.at, now())) continue;
    try {
      if (card) await deleteReplies(web, card);
      if (card && leadId !== undefined && !isKnown) await deleteMessage(web, card);
    } catch (error) {
      if (mayPass(error)) throw error;
      log.warn({ subject, error: slackError(error) }, 'The thread of an erased lead cannot be emptied');
    }
    await write((tx) => tx.update(erasures).set({ threadEmptiedAt: now() }).where(eq(erasures.subject, subject)).run());
  }
}

/** A lead with the number alone may be another one, from after a restore. */
function hasLead(db: Db, subject: string): boolean {
  const lead = leadById(db, leadIdOf(subject) ?? 0);
  return lead !== undefined && subjectOfLead(lead) === subject;
}

/** The card may have been posted again since. */
function placeOf(db: Db, { subject, channel, ts }: Erasure, isKnown: boolean): PostedPlace | undefined {
  const now = isKnown ? cardOf(db, leadIdOf(subject) ?? 0) : undefined;
  return now ?? (channel !== null && ts !== null ? { channel, ts } : undefined);
}

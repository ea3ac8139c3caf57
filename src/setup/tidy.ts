import type { WebClient } from '@slack/web-api';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import type { Services } from '../platform/services.ts';
import { deleteMessage, deleteReplies, mayPass } from '../platform/slack/delete-replies.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { tickGreetings } from './greet.ts';
import { forgetRehearsal, isOnItsWay, overdueRehearsals, rehearsalCardOf } from './rehearsal.ts';

type Tidying = Pick<Services, 'db' | 'write' | 'web' | 'now' | 'log'>;

/** Deletes the cards and threads of ended rehearsals, then their rows. The next call finishes interrupted work. */
export async function tidyRehearsals({ db, write, web, now, log }: Tidying, stop: AbortSignal): Promise<void> {
  for (const rehearsal of overdueRehearsals(db, now())) {
    if (stop.aborted || isOnItsWay(db, rehearsal.id)) continue;
    try {
      await takeAway(web, rehearsalCardOf(db, rehearsal.id));
    } catch (error) {
      // A rehearsal is not worth endless retries.
      if (mayPass(error)) throw error;
      log.warn({ id: rehearsal.id, error: slackError(error) }, 'The card of a rehearsal cannot be deleted');
    }
    await write((tx) => {
      forgetRehearsal(tx, rehearsal.id);
      tickGreetings(tx, now());
    });
  }
}

/** Replies first: deleting a card with replies leaves "This message was deleted" behind. */
async function takeAway(web: WebClient, card: PostedPlace | undefined): Promise<void> {
  if (!card) return;
  await deleteReplies(web, card);
  await deleteMessage(web, card);
}

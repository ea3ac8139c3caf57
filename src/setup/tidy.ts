import type { WebClient } from '@slack/web-api';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import type { Services } from '../platform/services.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { tickGreetings } from './greet.ts';
import { forgetRehearsal, isOnItsWay, overdueRehearsals, rehearsalCardOf } from './rehearsal.ts';

type Tidying = Pick<Services, 'db' | 'write' | 'web' | 'now' | 'log'>;

/** The message no longer exists. */
const DELETED = new Set(['message_not_found', 'thread_not_found', 'channel_not_found']);
/** Nothing can be deleted there now, and a rehearsal is not worth endless retries. */
const CLOSED = new Set(['is_archived', 'not_in_channel', 'cant_delete_message', 'missing_scope']);

/** Deletes the cards and threads of ended rehearsals, then their rows. The next call finishes interrupted work. */
export async function tidyRehearsals({ db, write, web, now, log }: Tidying, stop: AbortSignal): Promise<void> {
  for (const rehearsal of overdueRehearsals(db, now())) {
    if (stop.aborted || isOnItsWay(db, rehearsal.id)) continue;
    try {
      await takeAway(web, rehearsalCardOf(db, rehearsal.id));
    } catch (error) {
      const code = slackError(error) ?? '';
      if (!DELETED.has(code) && !CLOSED.has(code)) throw error;
      if (CLOSED.has(code)) log.warn({ id: rehearsal.id, error: code }, 'The card of a rehearsal cannot be deleted');
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
  const { channel, ts } = card;
  const { messages = [] } = await web.conversations.replies({ channel, ts, limit: 100 });
  const own = messages.filter((message) => message.bot_id !== undefined && message.ts !== ts);
  for (const { ts: reply } of own) if (reply) await remove(web, channel, reply);
  await remove(web, channel, ts);
}

async function remove(web: WebClient, channel: string, ts: string): Promise<void> {
  try {
    await web.chat.delete({ channel, ts });
  } catch (error) {
    if (!DELETED.has(slackError(error) ?? '')) throw error;
  }
}

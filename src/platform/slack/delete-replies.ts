import type { WebClient } from '@slack/web-api';
import { slackError } from './open-view.ts';
import { nextCursor } from './pages.ts';

/** The message no longer exists. */
const DELETED = new Set(['message_not_found', 'thread_not_found', 'channel_not_found']);
/** Nothing can be deleted there now. */
const CLOSED = new Set(['is_archived', 'not_in_channel', 'cant_delete_message', 'missing_scope']);

/** Whether a later try can delete the message; false for an error of Slack that stays. */
export const mayPass = (error: unknown): boolean => !CLOSED.has(slackError(error) ?? '');

/** Deletes this app's replies in a thread. People's own replies stay: an app cannot delete them. */
export async function deleteReplies(web: WebClient, { channel, ts }: { channel: string; ts: string }): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await web.conversations.replies({ channel, ts, limit: 100, cursor }).catch(unlessDeleted);
    const own = page?.messages?.filter((message) => message.bot_id !== undefined && message.ts !== ts) ?? [];
    for (const { ts: reply } of own) if (reply) await deleteMessage(web, { channel, ts: reply });
    cursor = nextCursor(page, cursor);
  } while (cursor !== undefined);
}

export async function deleteMessage(web: WebClient, at: { channel: string; ts: string }): Promise<void> {
  await web.chat.delete(at).catch(unlessDeleted);
}

function unlessDeleted(error: unknown): undefined {
  if (!DELETED.has(slackError(error) ?? '')) throw error;
}

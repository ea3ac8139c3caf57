import type { WebClient } from '@slack/web-api';
import { UserError } from '../errors.ts';
import { slackError } from './open-view.ts';

export interface ReadMessage {
  ts?: string;
  thread_ts?: string;
}

/**
 * One message, also a reply in a thread (https://docs.slack.dev/messaging/retrieving-messages).
 * @throws UserError if it was deleted, or Baton is not in the channel
 */
export async function messageAtPlace(
  web: WebClient,
  { channel, ts }: { channel: string; ts: string },
): Promise<ReadMessage> {
  try {
    const { messages = [] } = await web.conversations.history({
      channel,
      latest: ts,
      oldest: ts,
      inclusive: true,
      limit: 1,
    });
    const root = messages.find((one) => one.ts === ts);
    if (root) return root;
    const replies = await web.conversations.replies({ channel, ts, limit: 1, inclusive: true });
    const reply = replies.messages?.find((one) => one.ts === ts);
    if (reply) return reply;
  } catch (error) {
    if (!GONE.has(slackError(error) ?? '')) throw error;
  }
  throw new UserError('I cannot read this message. It was deleted, or I am not in its channel.');
}

const GONE = new Set(['thread_not_found', 'message_not_found', 'channel_not_found', 'not_in_channel', 'is_archived']);

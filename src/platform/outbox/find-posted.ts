import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';

type Found = Pick<NonNullable<ConversationsHistoryResponse['messages']>[number], 'ts' | 'metadata'>;

/** The metadata that every message of ours carries: an opaque id and nothing of its content. */
const EVENT_TYPE = 'baton';
export const metadataOf = (mark: string) => ({ event_type: EVENT_TYPE, event_payload: { mark } });

export interface Place {
  /** Channel or person. */
  to: string;
  threadTs?: string;
}

/** What Slack recommends as the most for one page. */
const PAGE = 200;

/** Our clock and Slack's may differ by so much before the search could stop too early; the newest page is always read. */
const CLOCKS_MAY_DIFFER_MS = 3_600_000;

/**
 * Finds the message with this mark, looking back from now to a bit before `since`.
 * @throws what WebClient throws: not having been able to look is not the same as not having found.
 */
export async function findByMark(
  web: WebClient,
  place: Place,
  mark: string,
  since: Date,
): Promise<{ channel: string; ts: string } | undefined> {
  const channel = isPerson(place.to) ? await directChannel(web, place.to) : place.to;
  const stopAt = since.getTime() - CLOCKS_MAY_DIFFER_MS;
  let cursor: string | undefined;
  do {
    const page = await read(web, channel, place.threadTs, cursor);
    const found = page.messages.find((message) => markOf(message) === mark);
    if (found?.ts) return { channel, ts: found.ts };
    // A thread comes oldest first, the channel newest first.
    const oldest = page.messages.at(-1)?.ts;
    if (place.threadTs === undefined && oldest !== undefined && Number(oldest) * 1000 < stopAt) return undefined;
    cursor = page.cursor;
  } while (cursor);
  return undefined;
}

export const isPerson = (id: string) => /^[UW]/.test(id);

export async function directChannel(web: WebClient, user: string): Promise<string> {
  const { channel } = await web.conversations.open({ users: user });
  if (!channel?.id) throw new TypeError('conversations.open answered without a channel');
  return channel.id;
}

async function read(web: WebClient, channel: string, threadTs: string | undefined, cursor: string | undefined) {
  const common = { channel, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
  const answer =
    threadTs === undefined
      ? await web.conversations.history(common)
      : await web.conversations.replies({ ...common, ts: threadTs });
  const messages: Found[] = answer.messages ?? [];
  return { messages, cursor: answer.response_metadata?.next_cursor || undefined };
}

function markOf({ metadata }: Found): unknown {
  if (metadata?.event_type !== EVENT_TYPE) return undefined;
  const payload: Record<string, unknown> | undefined = metadata.event_payload;
  return payload?.mark;
}

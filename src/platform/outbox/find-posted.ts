import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import { nextCursor } from '../slack/pages.ts';
import { HOUR_MS } from '../time/units.ts';

type Found = Pick<NonNullable<ConversationsHistoryResponse['messages']>[number], 'ts' | 'metadata'>;

/** Every message carries this metadata: an opaque id, and nothing of its content. */
const EVENT_TYPE = 'baton';
export const metadataOf = (idempotencyId: string) => ({
  event_type: EVENT_TYPE,
  event_payload: { idempotency_id: idempotencyId },
});

function idempotencyIdOf({ metadata }: Found): unknown {
  if (metadata?.event_type !== EVENT_TYPE) return undefined;
  const payload: Record<string, unknown> | undefined = metadata.event_payload;
  // `mark` is the name that versions before 0.2 wrote.
  return payload?.idempotency_id ?? payload?.mark;
}

export interface Destination {
  /** The id of a channel or a person. */
  to: string;
  threadTs?: string;
}

/** The page size that Slack recommends as the maximum. */
const PAGE = 200;

/** The search reads this far past `since`, because our clock and Slack's may differ. It always reads the newest page. */
const CLOCKS_MAY_DIFFER_MS = HOUR_MS;

/**
 * Finds the message with this id, from now back to `since`.
 * @throws the errors of WebClient: a failed search does not mean that the message is not there.
 */
export async function findPosted(
  web: WebClient,
  place: Destination,
  idempotencyId: string,
  since: Date,
): Promise<{ channel: string; ts: string } | undefined> {
  const channel = isPerson(place.to) ? await directChannel(web, place.to) : place.to;
  const stopAt = since.getTime() - CLOCKS_MAY_DIFFER_MS;
  let cursor: string | undefined;
  do {
    const page = await read(web, channel, place.threadTs, cursor);
    const found = page.messages.find((message) => idempotencyIdOf(message) === idempotencyId);
    if (found?.ts) return { channel, ts: found.ts };
    // Slack lists a thread oldest first and a channel newest first.
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
  const messages = (answer.messages ?? []).filter((message) => message instanceof Object);
  return { messages, cursor: nextCursor(answer, cursor) };
}

/**
 * Finds where a file is shared; undefined while Slack has accepted it and shows it nowhere yet.
 * @throws `file_not_found` if Slack did not accept it.
 */
export async function findShared(web: WebClient, file: string): Promise<{ channel: string; ts: string } | undefined> {
  const answer = await web.files.info({ file });
  const { public: open = {}, private: closed = {} } = (answer.file?.shares ?? {}) as Shares;
  const shares = Object.entries({ ...open, ...closed }).flatMap(([channel, all]) =>
    all.flatMap(({ ts }) => (ts === undefined ? [] : [{ channel, ts }])),
  );
  // The first share is Baton's: people can only pass the file on later.
  const [first] = shares.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return first;
}

type Shares = Partial<Record<'public' | 'private', Record<string, { ts?: string }[]>>>;

import type { WebClient } from '@slack/web-api';
import { type Failure, outcomeOf } from '../slack/api-errors.ts';
import { endStep } from './end-step.ts';
import { type Destination, metadataOf } from './find-posted.ts';
import type { Delivery, SlackMessage } from './message.ts';

/** The unit of a rate limit. Slack limits all methods of an upload together. */
type Method =
  | 'chat.postMessage'
  | 'chat.update'
  | 'chat.postEphemeral'
  | 'conversations.join'
  | 'files'
  | 'functions'
  | 'chat.unfurl';

export interface SendResult {
  outcome: { kind: 'sent'; channel: string; ts: string } | Failure;
  method: Method;
  /** Where the message went, or would have gone; undefined for edits and ephemeral messages, which cannot be found. */
  place?: Destination;
  /** The destination that took nothing, if someone else got the message. */
  failedPlace?: { place: string; error: string };
}

type Post = Extract<Delivery, { act: 'post' }>;
type Content = SlackMessage;

/** Makes the calls for one delivery. The people in `orElse` get a post that its channel cannot take. Never rejects. */
export async function send(
  posting: WebClient,
  delivery: Exclude<Delivery, { act: 'upload' }>,
  idempotencyId: string,
): Promise<SendResult> {
  if (delivery.act === 'post') {
    return orElsePeople(posting, delivery, (place) => post(posting, place, delivery.message, idempotencyId));
  }
  if (delivery.act === 'unfurl') return unfurl(posting, delivery);
  if (delivery.act === 'end_step') return { method: 'functions', outcome: await endStep(posting, delivery) };
  const { channel } = delivery;
  if (delivery.act === 'edit') {
    return withFailedPlace(await afterJoining(posting, channel, () => edit(posting, delivery)), channel);
  }
  const { user } = delivery;
  const shown = await afterJoining(posting, channel, () => postEphemeral(posting, delivery));
  if (shown.outcome.kind !== 'unreachable_place') return shown;
  const direct = await post(posting, { to: user }, delivery.message, idempotencyId);
  // A person who is not in the channel is no failure of the channel.
  return shown.outcome.error === 'user_not_in_channel' ? direct : withFailedPlace(shown, channel, direct);
}

/** Tries the destination, and then each person in `orElse` if it cannot take messages. */
export async function orElsePeople(
  posting: WebClient,
  { to, threadTs, broadcast, orElse = [] }: Omit<Post, 'act' | 'message'>,
  put: (place: Destination & { broadcast?: boolean }) => Promise<SendResult>,
): Promise<SendResult> {
  const first = await afterJoining(posting, to, () => put({ to, threadTs, broadcast }));
  if (first.outcome.kind !== 'unreachable_place') return first;
  let last = first;
  for (const person of orElse) {
    last = await put({ to: person });
    if (last.outcome.kind !== 'unreachable_place') break;
  }
  return withFailedPlace(first, to, last);
}

/** The last result, with the failure of the original destination. */
function withFailedPlace(first: SendResult, place: string, last = first): SendResult {
  if (first.outcome.kind !== 'unreachable_place') return last;
  return { ...last, failedPlace: { place, error: first.outcome.error } };
}

/** An app may only post where it is a member. It can join public channels by itself. */
async function afterJoining(posting: WebClient, channel: string, call: () => Promise<SendResult>): Promise<SendResult> {
  const first = await call();
  if (first.outcome.kind !== 'unreachable_place' || first.outcome.error !== 'not_in_channel') return first;
  try {
    await posting.conversations.join({ channel });
  } catch (error) {
    const outcome = asUnsent(outcomeOf(error));
    return outcome ? { method: 'conversations.join', outcome } : first;
  }
  return call();
}

/** The outcome when a call before the post failed for a while: nothing was posted, so a retry is safe. */
export function asUnsent(failure: Failure): Failure | undefined {
  switch (failure.kind) {
    case 'limited':
      return failure;
    case 'unsent':
    case 'unknown':
      return { kind: 'unsent', error: failure.error };
    case 'auth':
      return failure.error === 'missing_scope' ? undefined : failure;
  }
  return undefined;
}

function post(
  posting: WebClient,
  { broadcast = false, ...place }: Destination & { broadcast?: boolean },
  content: Content,
  idempotencyId: string,
): Promise<SendResult> {
  return call({ method: 'chat.postMessage', place }, content, async ({ text, blocks }) => {
    const { channel, ts } = await posting.chat.postMessage({
      channel: place.to,
      ...(place.threadTs === undefined ? {} : inThread(place.threadTs, broadcast)),
      text,
      blocks,
      metadata: metadataOf(idempotencyId),
      unfurl_links: false,
      unfurl_media: false,
    });
    return channel && ts ? { channel, ts } : undefined;
  });
}

const inThread = (ts: string, broadcast: boolean) =>
  broadcast ? ({ thread_ts: ts, reply_broadcast: true } as const) : ({ thread_ts: ts } as const);

function edit(posting: WebClient, { channel, ts, message }: Extract<Delivery, { act: 'edit' }>): Promise<SendResult> {
  return call({ method: 'chat.update' }, message, async ({ text, blocks }) => {
    await posting.chat.update({ channel, ts, text, blocks });
    return { channel, ts };
  });
}

function postEphemeral(posting: WebClient, { channel, user, message }: Extract<Delivery, { act: 'ephemeral' }>) {
  return call({ method: 'chat.postEphemeral' }, message, async ({ text, blocks }) => {
    const answer = await posting.chat.postEphemeral({ channel, user, text, blocks });
    return { channel, ts: answer.message_ts ?? '' };
  });
}

/** The message or its link is gone, or the app may not show links any more. */
const NO_LINK = new Set(['cannot_find_message', 'cannot_unfurl_message', 'cannot_unfurl_url', 'missing_scope']);

async function unfurl(
  posting: WebClient,
  { channel, ts, url, blocks }: Extract<Delivery, { act: 'unfurl' }>,
): Promise<SendResult> {
  const method = 'chat.unfurl';
  try {
    await posting.chat.unfurl({ channel, ts, unfurls: { [url]: { blocks } } });
    return { method, outcome: { kind: 'sent', channel, ts } };
  } catch (error) {
    const outcome = outcomeOf(error);
    return { method, outcome: NO_LINK.has(outcome.error) ? { kind: 'gone', error: outcome.error } : outcome };
  }
}

/** Makes a call. If Slack refuses the blocks, and the message has plainer ones, it is made once more with those. */
async function call(
  about: { method: Method; place?: Destination },
  { plainer, ...content }: Content,
  request: (content: Content) => Promise<{ channel: string; ts: string } | undefined>,
): Promise<SendResult> {
  try {
    const at = await request(content);
    return { ...about, outcome: at ? { kind: 'sent', ...at } : { kind: 'unknown', error: 'answer_without_ts' } };
  } catch (error) {
    const outcome = outcomeOf(error);
    const isRefused = outcome.kind === 'refused' && outcome.error === 'invalid_blocks';
    return isRefused && plainer ? call(about, { ...content, blocks: plainer }, request) : { ...about, outcome };
  }
}

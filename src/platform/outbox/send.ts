import type { WebClient } from '@slack/web-api';
import { type Failure, outcomeOf } from '../slack/api-errors.ts';
import { metadataOf, type Place } from './find-posted.ts';
import type { Delivery } from './message.ts';

/** What a rate limit closes. Uploads are several methods that Slack limits alike. */
type Method = 'chat.postMessage' | 'chat.update' | 'chat.postEphemeral' | 'conversations.join' | 'files';

export interface Attempt {
  outcome: { kind: 'sent'; channel: string; ts: string } | Failure;
  method: Method;
  /** Where it went, or would have gone; undefined for a whisper, which cannot be looked up. */
  place?: Place;
  /** The place that took nothing, when somebody else was asked. */
  trouble?: { place: string; error: string };
}

export type Post = Extract<Delivery, { act: 'post' }>;
type Message = Delivery['message'];

/** Makes the calls for one delivery, the people that get it in place of the channel included. Never rejects. */
export async function send(
  posting: WebClient,
  delivery: Exclude<Delivery, { act: 'upload' }>,
  mark: string,
): Promise<Attempt> {
  if (delivery.act === 'post') return postOrElse(posting, delivery, mark);
  if (delivery.act === 'edit') {
    const { channel } = delivery;
    return withTrouble(await afterJoining(posting, channel, () => edit(posting, delivery)), channel);
  }
  const { channel, user } = delivery;
  const whispered = await afterJoining(posting, channel, () => whisper(posting, delivery));
  if (whispered.outcome.kind !== 'unreachable_place') return whispered;
  const direct = await post(posting, { to: user }, delivery.message, mark);
  // That the person is not in the channel is nobody's trouble.
  return whispered.outcome.error === 'user_not_in_channel' ? direct : withTrouble(whispered, channel, direct);
}

const postOrElse = (posting: WebClient, delivery: Post, mark: string) =>
  orElsePeople(posting, delivery, (place) => post(posting, place, delivery.message, mark));

/** Tries the place that is meant, and then each of the people who get it where the place takes nothing. */
export async function orElsePeople(
  posting: WebClient,
  { to, threadTs, broadcast, orElse = [] }: Omit<Post, 'act' | 'message'>,
  put: (place: Place & { broadcast?: boolean }) => Promise<Attempt>,
): Promise<Attempt> {
  const first = await afterJoining(posting, to, () => put({ to, threadTs, broadcast }));
  if (first.outcome.kind !== 'unreachable_place') return first;
  let last = first;
  for (const person of orElse) {
    last = await put({ to: person });
    if (last.outcome.kind !== 'unreachable_place') break;
  }
  return withTrouble(first, to, last);
}

/** The last attempt, with what was the matter at the place that was meant. */
function withTrouble(first: Attempt, place: string, last = first): Attempt {
  if (first.outcome.kind !== 'unreachable_place') return last;
  return { ...last, trouble: { place, error: first.outcome.error } };
}

/** An app may post only where it is a member; into a public channel it can go by itself. */
async function afterJoining(posting: WebClient, channel: string, call: () => Promise<Attempt>): Promise<Attempt> {
  const first = await call();
  if (first.outcome.kind !== 'unreachable_place' || first.outcome.error !== 'not_in_channel') return first;
  try {
    await posting.conversations.join({ channel });
  } catch (error) {
    const outcome = whatToWaitFor(outcomeOf(error));
    return outcome ? { method: 'conversations.join', outcome } : first;
  }
  return call();
}

/** What became of the message when a call before it failed for a while: nothing was posted, so it may simply be tried again. */
export function whatToWaitFor(failure: Failure): Failure | undefined {
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
  { broadcast = false, ...place }: Place & { broadcast?: boolean },
  message: Message,
  mark: string,
): Promise<Attempt> {
  return attempt({ method: 'chat.postMessage', place }, message, async ({ text, blocks }) => {
    const { channel, ts } = await posting.chat.postMessage({
      channel: place.to,
      ...(place.threadTs === undefined ? {} : inThread(place.threadTs, broadcast)),
      text,
      blocks,
      metadata: metadataOf(mark),
      unfurl_links: false,
      unfurl_media: false,
    });
    return channel && ts ? { channel, ts } : undefined;
  });
}

const inThread = (ts: string, broadcast: boolean) =>
  broadcast ? ({ thread_ts: ts, reply_broadcast: true } as const) : ({ thread_ts: ts } as const);

function edit(posting: WebClient, { channel, ts, message }: Extract<Delivery, { act: 'edit' }>): Promise<Attempt> {
  return attempt({ method: 'chat.update' }, message, async ({ text, blocks }) => {
    await posting.chat.update({ channel, ts, text, blocks });
    return { channel, ts };
  });
}

function whisper(posting: WebClient, { channel, user, message }: Extract<Delivery, { act: 'whisper' }>) {
  return attempt({ method: 'chat.postEphemeral' }, message, async ({ text, blocks }) => {
    const answer = await posting.chat.postEphemeral({ channel, user, text, blocks });
    return { channel, ts: answer.message_ts ?? '' };
  });
}

/** Blocks that Slack refuses are sent once more as the plainer ones, where the message has some. */
async function attempt(
  about: { method: Method; place?: Place },
  { plainer, ...message }: Message,
  call: (message: Message) => Promise<{ channel: string; ts: string } | undefined>,
): Promise<Attempt> {
  try {
    const at = await call(message);
    return { ...about, outcome: at ? { kind: 'sent', ...at } : { kind: 'unknown', error: 'answer_without_ts' } };
  } catch (error) {
    const outcome = outcomeOf(error);
    const isRefused = outcome.kind === 'refused' && outcome.error === 'invalid_blocks';
    return isRefused && plainer ? attempt(about, { ...message, blocks: plainer }, call) : { ...about, outcome };
  }
}

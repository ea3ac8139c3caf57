import type { Json } from '../json.ts';
import { historyShape } from '../shapes/message.ts';
import { messageAt, messagesIn, repliesTo } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { flag, optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { page } from './paging.ts';
import { joinedChannel } from './places.ts';
import { requireScopeFor } from './scopes.ts';
import { SlackError } from './slack-error.ts';

/** Whether a message lies in the requested range. Timestamps compare as numbers, so `0` and `1700000000` are valid. */
function inSpan(args: Json): (message: MessageRecord) => boolean {
  const read = (key: string, fallback: number): number => {
    const text = optionalText(args, key);
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (Number.isNaN(value)) throw new SlackError(`invalid_ts_${key}`);
    return value;
  };
  const oldest = read('oldest', 0);
  const latest = read('latest', Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

interface Listing {
  messages: MessageRecord[];
  isAt: (message: MessageRecord, ts: string) => boolean;
  fallback: number;
  max: number;
}

function answer(world: World, args: Json, { messages, isAt, fallback, max }: Listing): Json {
  const { items, nextCursor } = page(args, messages, {
    name: 'next_ts',
    keyOf: (each) => each.ts,
    isAt,
    fallback,
    max,
  });
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: items.map((each) => historyShape(world.store, world.url, each, withMetadata)),
    has_more: nextCursor !== '',
    ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
  };
}

export const historyFamily: Family = {
  'conversations.history': {
    token: 'bot',
    rate: 50,
    handle: (world, args) => {
      const channel = joinedChannel(world, requireText(args, 'channel'));
      requireScopeFor(world, channel.kind, 'history');
      const isTop = (each: MessageRecord): boolean =>
        !each.threadTs || each.threadTs === each.ts || each.broadcast === true;
      const messages = messagesIn(world.store, channel.id).filter(isTop).filter(inSpan(args)).reverse();
      // "Maximum of 999" (docs.slack.dev/reference/methods/conversations.history).
      const listing = { messages, isAt: (each: MessageRecord, ts: string) => each.ts <= ts, fallback: 100, max: 999 };
      return { ...answer(world, args, listing), pin_count: 0 };
    },
  },
  'conversations.replies': {
    token: 'bot',
    rate: 50,
    handle: (world, args) => {
      const channel = joinedChannel(world, requireText(args, 'channel'));
      requireScopeFor(world, channel.kind, 'history');
      const asked = messageAt(world.store, channel.id, requireText(args, 'ts'));
      const parent = asked?.threadTs ? messageAt(world.store, channel.id, asked.threadTs) : asked;
      if (!parent) throw new SlackError('thread_not_found');
      const replies = repliesTo(world.store, channel.id, parent.ts).filter(inSpan(args));
      return answer(world, args, {
        messages: [parent, ...replies],
        isAt: (each, ts) => each.ts >= ts,
        // No maximum is documented beyond the default (docs.slack.dev/reference/methods/conversations.replies).
        fallback: 1000,
        max: 1000,
      });
    },
  },
};

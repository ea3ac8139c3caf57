import type { Json } from '../json.ts';
import { freshId } from '../state/ids.ts';
import { type ScheduledMessage, scheduledIn } from '../state/scheduled.ts';
import { nowSeconds } from '../state/store.ts';
import type { World } from '../world.ts';
import { complain } from '../world.ts';
import { optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { page } from './paging.ts';
import { newMessage } from './posted.ts';
import { SlackError } from './slack-error.ts';
import { calledTeam } from './teams.ts';

/** Limits of docs.slack.dev/reference/methods/chat.scheduleMessage and chat.deleteScheduledMessage, in seconds. */
const FARTHEST = 120 * 24 * 3600;
const WINDOW = 5 * 60;
const MOST_IN_WINDOW = 30;
const FIXED_BEFORE = 60;

function postAtOf(world: World, args: Json): number {
  const postAt = Number(requireText(args, 'post_at'));
  const now = nowSeconds(world.store);
  if (!Number.isInteger(postAt)) throw new SlackError('invalid_time');
  if (postAt <= now) throw new SlackError('time_in_past');
  if (postAt > now + FARTHEST) throw new SlackError('time_too_far');
  return postAt;
}

/** At most thirty messages of a channel within any five minutes. */
function requireRoom(world: World, channel: string, postAt: number): void {
  const times = scheduledIn(world.store, channel).map((each) => each.postAt);
  const starts = [...times, postAt].filter((start) => start <= postAt && start > postAt - WINDOW);
  const isFull = starts.some(
    (start) => times.filter((time) => time >= start && time < start + WINDOW).length >= MOST_IN_WINDOW,
  );
  if (isFull) throw new SlackError('restricted_too_many');
}

const listed = ({ id, postAt, createdAt, message }: ScheduledMessage): Json => ({
  id,
  channel_id: message.channel,
  post_at: postAt,
  date_created: createdAt,
  text: message.text,
});

function inRange(args: Json, each: ScheduledMessage): boolean {
  const bound = (key: string, open: number): number => Number(optionalText(args, key) ?? open);
  return each.postAt >= bound('oldest', 0) && each.postAt <= bound('latest', Number.POSITIVE_INFINITY);
}

export const scheduledFamily: Family = {
  'chat.scheduleMessage': {
    token: 'bot',
    scope: 'chat:write',
    rate: 'perChannel',
    handle: (world, args) => {
      const message = newMessage(world, args);
      const postAt = postAtOf(world, args);
      requireRoom(world, message.channel, postAt);
      const id = freshId('Q');
      // Slack documents as a bug that such a message is never posted.
      if (message.metadata) complain(world, 'a message scheduled with metadata is never posted by Slack.');
      else world.store.scheduled.set(id, { id, postAt, createdAt: nowSeconds(world.store), message });
      const { text, blocks, attachments, user, botId } = message;
      return {
        channel: message.channel,
        scheduled_message_id: id,
        post_at: postAt,
        message: { type: 'delayed_message', text, user, bot_id: botId, team: world.store.team.id, blocks, attachments },
      };
    },
  },
  'chat.deleteScheduledMessage': {
    token: 'bot',
    scope: 'chat:write',
    rate: 50,
    handle: (world, args) => {
      const channel = requireText(args, 'channel');
      const found = world.store.scheduled.get(requireText(args, 'scheduled_message_id'));
      const isSoon = found && found.postAt - nowSeconds(world.store) <= FIXED_BEFORE;
      if (!world.store.channels.has(channel)) throw new SlackError('channel_not_found');
      if (!found || isSoon || found.message.channel !== channel) throw new SlackError('invalid_scheduled_message_id');
      world.store.scheduled.delete(found.id);
      return {};
    },
  },
  'chat.scheduledMessages.list': {
    token: 'bot',
    rate: 50,
    handle: (world, args) => {
      calledTeam(world, args);
      const channel = optionalText(args, 'channel');
      if (channel && !world.store.channels.has(channel)) throw new SlackError('invalid_channel');
      const items = scheduledIn(world.store, channel).filter((each) => inRange(args, each));
      const found = page(args, items, { name: 'scheduled', keyOf: (each) => each.id, fallback: 100, max: 1000 });
      return {
        scheduled_messages: found.items.map(listed),
        response_metadata: { next_cursor: found.nextCursor },
      };
    },
  },
};

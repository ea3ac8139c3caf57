import type { Json } from '../json.ts';
import { defined } from '../json.ts';
import { userShape } from '../shapes/user.ts';
import { viewShape } from '../shapes/view.ts';
import type { Change } from '../state/changes.ts';
import type { FunctionRun } from '../state/functions.ts';
import { fixedId } from '../state/ids.ts';
import type { ChannelRecord, UserGroupRecord } from '../state/records.ts';
import { nextTs, nowSeconds } from '../state/store.ts';
import { homeOf } from '../state/views.ts';
import type { World } from '../world.ts';
import { channelType } from './message-events.ts';

type Of<T extends Change['type']> = Extract<Change, { type: T }>;

export const reactionEvent = (change: Extract<Change, { name: string }>): Json => ({
  type: change.type,
  user: change.user,
  reaction: change.name,
  item: { type: 'message', channel: change.message.channel, ts: change.message.ts },
  item_user: change.message.user,
  event_ts: change.ts,
});

export function membershipEvent(
  world: World,
  type: string,
  channel: ChannelRecord,
  user: string,
  inviter?: string,
): Json {
  return defined({
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: world.store.people.get(user)?.teamId ?? world.store.team.id,
    inviter,
    event_ts: nextTs(world.store),
  });
}

export const archiveEvent = (world: World, type: string, channel: ChannelRecord, user: string): Json => ({
  type,
  channel: channel.id,
  user,
  event_ts: nextTs(world.store),
});

export const channelDeletedEvent = (world: World, channel: ChannelRecord, by: string): Json => ({
  type: 'channel_deleted',
  channel: channel.id,
  actor_id: by,
  event_ts: nextTs(world.store),
});

export const channelSharedEvent = (world: World, channel: ChannelRecord): Json => ({
  type: 'channel_shared',
  connected_team_id: world.store.team.strangersId,
  channel: channel.id,
  event_ts: nextTs(world.store),
});

export const renameEvent = (world: World, channel: ChannelRecord): Json => ({
  type: 'channel_rename',
  channel: {
    id: channel.id,
    is_channel: channelType(channel) === 'channel',
    is_mpim: false,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.created,
  },
  event_ts: nextTs(world.store),
});

export function personEvent(world: World, change: Of<'person_changed' | 'person_joined'>, mayReadEmail: boolean): Json {
  const user = userShape(world.store, change.person, mayReadEmail);
  if (change.type === 'person_joined') return { type: 'team_join', user };
  return { type: 'user_change', user, cache_ts: nowSeconds(world.store) };
}

export function groupEvent(
  world: World,
  group: UserGroupRecord,
  change: { added: string[]; removed: string[]; previousUpdate: number },
): Json {
  return {
    type: 'subteam_members_changed',
    subteam_id: group.id,
    team_id: group.teamId,
    date_previous_update: change.previousUpdate,
    date_update: group.updated,
    added_users: change.added,
    added_users_count: change.added.length,
    removed_users: change.removed,
    removed_users_count: change.removed.length,
    event_ts: nextTs(world.store),
  };
}

export const dndEvent = (world: World, { person }: Of<'dnd_changed'>): Json => ({
  type: 'dnd_updated_user',
  user: person.id,
  dnd_status: {
    dnd_enabled: person.dnd.enabled,
    next_dnd_start_ts: person.dnd.nextStart,
    next_dnd_end_ts: person.dnd.nextEnd,
  },
  event_ts: nextTs(world.store),
});

/** docs.slack.dev, file_shared event. */
export const fileSharedEvent = (world: World, change: Of<'file_shared'>): Json => ({
  type: 'file_shared',
  file_id: change.file.id,
  user_id: change.user,
  file: { id: change.file.id },
  channel_id: change.channel,
  event_ts: nextTs(world.store),
});

export function homeOpenedEvent(world: World, change: Of<'home_opened'>): Json {
  const home = change.tab === 'home' ? homeOf(world.store, change.user) : undefined;
  return {
    type: 'app_home_opened',
    user: change.user,
    channel: change.channel,
    tab: change.tab,
    ...(home ? { view: viewShape(world.store, home) } : {}),
    event_ts: nextTs(world.store),
  };
}

const parameterList = (parameters: Record<string, Json>): Json[] =>
  Object.entries(parameters).map(([name, parameter]) => ({ name, ...parameter }));

/** Source: docs.slack.dev/reference/events/function_executed. */
export function functionEvent(world: World, run: FunctionRun): Json {
  const { title, description, input_parameters, output_parameters } =
    world.store.manifest.functions[run.callbackId] ?? {};
  return {
    type: 'function_executed',
    function: {
      id: fixedId('Fn', run.callbackId),
      callback_id: run.callbackId,
      title,
      description,
      type: 'app',
      input_parameters: parameterList(input_parameters ?? {}),
      output_parameters: parameterList(output_parameters ?? {}),
      app_id: world.store.app.id,
      date_created: 0,
      date_updated: 0,
      date_deleted: 0,
      form_enabled: false,
    },
    inputs: run.inputs,
    function_execution_id: run.id,
    workflow_execution_id: run.id.replace('Fx', 'Wx'),
    event_ts: nextTs(world.store),
    bot_access_token: world.credentials.botToken,
  };
}

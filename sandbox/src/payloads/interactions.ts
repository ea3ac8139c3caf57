import type { Json } from '../json.ts';
import { messageInPayload } from '../shapes/message.ts';
import { viewShape } from '../shapes/view.ts';
import { requireChannel } from '../state/channels.ts';
import type { MessageRecord, ViewRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { channelPart, interactionPart, responseUrl } from './common.ts';

export type Place = { message: MessageRecord } | { view: ViewRecord };

function containerPart(place: Place): Json {
  if ('view' in place) return { type: 'view', view_id: place.view.id };
  const { message } = place;
  return {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: message.ephemeralTo !== undefined,
    ...(message.threadTs && message.threadTs !== message.ts ? { thread_ts: message.threadTs } : {}),
  };
}

/** Slack does not store ephemeral messages: their payload has a container but no message. */
function placePart(world: World, place: Place, values: Json): Json {
  if ('view' in place) return { view: viewShape(world.store, place.view, values) };
  const { message } = place;
  const channel = channelPart(requireChannel(world.store, message.channel));
  if (message.ephemeralTo !== undefined) return { channel, state: { values } };
  return { channel, message: messageInPayload(world.store, world.url, message), state: { values } };
}

export interface BlockAction {
  userId: string;
  place: Place;
  action: Json;
  values: Json;
  triggerId: string;
  responseToken?: string;
}

export function blockActionsPayload(world: World, act: BlockAction): Json {
  return {
    ...interactionPart(world, 'block_actions', act.userId),
    container: containerPart(act.place),
    trigger_id: act.triggerId,
    ...placePart(world, act.place, act.values),
    ...(act.responseToken ? { response_url: responseUrl(world, act.responseToken) } : {}),
    actions: [act.action],
  };
}

export interface Suggestion {
  userId: string;
  place: Place;
  actionId: string;
  blockId: string;
  value: string;
  values: Json;
}

/** docs.slack.dev, block_suggestion payload: it has no trigger and no response_url. */
export function suggestionPayload(world: World, ask: Suggestion): Json {
  const place = placePart(world, ask.place, ask.values);
  // In a message, a suggestion has no state.
  const { state: _, ...withoutState } = place;
  return {
    ...interactionPart(world, 'block_suggestion', ask.userId),
    container: containerPart(ask.place),
    action_id: ask.actionId,
    block_id: ask.blockId,
    value: ask.value,
    ...withoutState,
  };
}

export interface Submission {
  userId: string;
  view: ViewRecord;
  values: Json;
  triggerId: string;
  responseUrls: Json[];
}

export const submissionPayload = (world: World, act: Submission): Json => ({
  ...interactionPart(world, 'view_submission', act.userId),
  trigger_id: act.triggerId,
  view: viewShape(world.store, act.view, act.values),
  // Only present if an input of the view asks for it (`response_url_enabled`).
  ...(act.responseUrls.length > 0 ? { response_urls: act.responseUrls } : {}),
});

export const closedPayload = (world: World, userId: string, view: ViewRecord, isCleared: boolean): Json => ({
  ...interactionPart(world, 'view_closed', userId),
  view: viewShape(world.store, view),
  is_cleared: isCleared,
});

/** docs.slack.dev, shortcuts payload: it has no channel, app id or second name of the person. */
export function globalShortcutPayload(
  world: World,
  act: { userId: string; callbackId: string; triggerId: string; at: string },
): Json {
  const { user, api_app_id: _app, ...rest } = interactionPart(world, 'shortcut', act.userId);
  const { name: _, ...person } = user as Json;
  return { ...rest, user: person, action_ts: act.at, callback_id: act.callbackId, trigger_id: act.triggerId };
}

export interface MessageShortcut {
  userId: string;
  callbackId: string;
  triggerId: string;
  at: string;
  message: MessageRecord;
  responseToken: string;
}

export function messageShortcutPayload(world: World, act: MessageShortcut): Json {
  // Slack's message shortcut payload has no app id and no second name of the person.
  const { user, api_app_id: _app, ...rest } = interactionPart(world, 'message_action', act.userId);
  const { username: _, ...person } = user as Json;
  return {
    ...rest,
    user: person,
    action_ts: act.at,
    callback_id: act.callbackId,
    trigger_id: act.triggerId,
    response_url: responseUrl(world, act.responseToken),
    message_ts: act.message.ts,
    channel: channelPart(requireChannel(world.store, act.message.channel)),
    message: messageInPayload(world.store, world.url, act.message),
  };
}

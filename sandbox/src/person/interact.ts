import type { Ack } from '../deliver/deliverer.ts';
import type { Json } from '../json.ts';
import { defined, isObject, objects, str } from '../json.ts';
import type { Place } from '../payloads/interactions.ts';
import { blockActionsPayload, suggestionPayload } from '../payloads/interactions.ts';
import type { Act, Container } from '../protocol.ts';
import { mayRead } from '../state/channels.ts';
import type { Placed } from '../state/elements.ts';
import { elementsOf, stateOf } from '../state/elements.ts';
import { ephemeralAt, messageAt } from '../state/messages.ts';
import { issueResponseUrl } from '../state/response-urls.ts';
import { nextTs } from '../state/store.ts';
import { issueTrigger } from '../state/triggers.ts';
import type { World } from '../world.ts';
import { complain, notify } from '../world.ts';

/** The place where the person acts, if it still exists and they can see it. */
function placeOf(world: World, userId: string, container: Container): Place | undefined {
  const { store } = world;
  if (container.type === 'view') {
    const view = store.views.get(container.viewId);
    return view?.userId === userId ? { view } : undefined;
  }
  const channel = store.channels.get(container.channel);
  if (!channel || !mayRead(store, channel, userId)) return undefined;
  const message =
    ephemeralAt(store, container.channel, container.ts, userId) ?? messageAt(store, container.channel, container.ts);
  return message && { message };
}

const blocksOf = (place: Place): Json[] => ('view' in place ? place.view.view.blocks : (place.message.blocks ?? []));

const findElement = (place: Place, blockId: string, actionId: string): Placed | undefined =>
  elementsOf(blocksOf(place)).find(
    ({ block, element }) => element.action_id === actionId && (blockId === '' || block.block_id === blockId),
  );

/** Fields of the element that the payload repeats next to the person's choice. */
const repeated = ({ block, element }: Placed): Json =>
  defined({
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...(element.type === 'button'
      ? { text: element.text, value: element.value, style: element.style, url: element.url }
      : {}),
    placeholder: element.placeholder,
    confirm: element.confirm,
    initial_option: element.initial_option,
    initial_user: element.initial_user,
    initial_date: element.initial_date,
  });

const CHOSEN = /^(?:value|files|rich_text_value|selected_)/;

/** Only the choice comes from the person; the value of a button is the app's. */
const chosenPart = (element: Json, action: Json): Json =>
  element.type === 'button' ? {} : Object.fromEntries(Object.entries(action).filter(([key]) => CHOSEN.test(key)));

const refuse = (world: World, userId: string, text: string): Ack => {
  notify(world, userId, text);
  return { ok: false, error: text };
};

/**
 * Uses an element: presses a button, chooses from a menu, or types into an input that dispatches actions. Resolves once
 * the app has acknowledged or failed to; a failure is a notice to the person.
 */
export async function act(world: World, userId: string, asked: Extract<Act, { act: 'block_action' }>): Promise<Ack> {
  const { store } = world;
  const place = placeOf(world, userId, asked.container);
  if (!place) return refuse(world, userId, 'This no longer exists.');
  const placed = findElement(place, str(asked.action.block_id), str(asked.action.action_id));
  if (!placed) return refuse(world, userId, 'This no longer exists.');
  if (store.people.get(userId)?.deleted) return refuse(world, userId, 'This account is deactivated.');
  if (!store.manifest.settings.interactivity.is_enabled) {
    complain(world, 'a person used a button, but the manifest has interactivity turned off.');
    return refuse(world, userId, `${store.app.name} is not configured for interactivity.`);
  }
  const message = 'message' in place ? place.message : undefined;
  const ack = await world.deliver.send({
    type: 'interactive',
    what: 'block_actions',
    answerable: false,
    payload: blockActionsPayload(world, {
      userId,
      place,
      action: { ...repeated(placed), ...chosenPart(placed.element, asked.action), action_ts: nextTs(store) },
      values: stateOf(blocksOf(place), asked.state),
      triggerId: issueTrigger(store, userId, 'view' in place ? place.view.id : undefined),
      responseToken:
        message &&
        issueResponseUrl(store, {
          userId,
          channel: message.channel,
          source: { ts: message.ts, ephemeral: message.ephemeralTo !== undefined },
          threadTs: message.threadTs,
        }),
    }),
  });
  return ack.ok ? ack : refuse(world, userId, `${store.app.name} did not respond: ${ack.error}`);
}

export interface Suggested {
  options: Json[];
  groups: Json[];
}

const OPTION_LIMIT = 100;

/** Asks the app for the options of an external menu. Resolves with a string when Slack would show an error instead. */
export async function suggest(
  world: World,
  userId: string,
  asked: Extract<Act, { act: 'suggest' }>,
  state: unknown = {},
): Promise<Suggested | string> {
  const place = placeOf(world, userId, asked.container);
  const placed = place && findElement(place, asked.blockId, asked.actionId);
  if (!place || !placed) return 'This no longer exists.';
  const minimum = Number(placed.element.min_query_length ?? 3);
  if (asked.value.length < minimum) return { options: [], groups: [] };
  const ack = await world.deliver.send({
    type: 'interactive',
    what: 'block_suggestion',
    answerable: true,
    payload: suggestionPayload(world, {
      userId,
      place,
      actionId: asked.actionId,
      blockId: str(placed.block.block_id),
      value: asked.value,
      values: stateOf(blocksOf(place), state),
    }),
  });
  if (!ack.ok) return 'There was a problem loading options.';
  const answer = isObject(ack.answer) ? ack.answer : {};
  const options = objects(answer.options);
  const groups = objects(answer.option_groups);
  const isList = Array.isArray(answer.options) || Array.isArray(answer.option_groups);
  if (!isList || options.length > OPTION_LIMIT || groups.length > OPTION_LIMIT) {
    complain(
      world,
      isList
        ? `the answer to ${asked.actionId} has more than ${OPTION_LIMIT} options: Slack shows none of them.`
        : `the answer to ${asked.actionId} has neither options nor option_groups.`,
    );
    return 'There was a problem loading options.';
  }
  return { options, groups };
}

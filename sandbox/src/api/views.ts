import type { Fault } from '../blocks/validate.ts';
import { faultText, validateView } from '../blocks/validate.ts';
import type { Json } from '../json.ts';
import { isObject, str } from '../json.ts';
import { viewShape } from '../shapes/view.ts';
import type { ViewRecord } from '../state/records.ts';
import type { Trigger } from '../state/triggers.ts';
import { readTrigger } from '../state/triggers.ts';
import {
  homeOf,
  openModal,
  publishHome,
  STACK_LIMIT,
  stackHeight,
  updateView,
  viewByExternalId,
} from '../state/views.ts';
import type { World } from '../world.ts';
import { nested, optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { fileFaults } from './posted.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

const VIEW_BYTES = 250_000;

/** Throws Slack's error for an invalid view. */
export function requireView(
  world: World,
  view: unknown,
  method: Parameters<typeof validateView>[1],
  known?: ViewRecord,
): Json {
  const faults: Fault[] = validateView(view, method);
  const lines = [...faults.map(faultText), ...fileFaults(world, view, '/view')];
  if (lines.length > 0 || !isObject(view)) throw invalidArguments(...lines);
  if (JSON.stringify(view).length > VIEW_BYTES) throw new SlackError('view_too_large');
  const same = viewByExternalId(world.store, str(view.external_id));
  if (same && same !== known) throw new SlackError('duplicate_external_id');
  return view;
}

const readView = (world: World, args: Json, method: Parameters<typeof validateView>[1], known?: ViewRecord): Json =>
  requireView(world, nested(args, 'view'), method, known);

/** Uses the trigger up. Called last, because a view that Slack refuses leaves the trigger valid. */
function spend(trigger: Trigger): void {
  trigger.used = true;
}

function requireTrigger(world: World, args: Json): Trigger {
  const trigger = readTrigger(world.store, requireText(args, 'trigger_id'));
  if (typeof trigger === 'string') throw new SlackError(trigger);
  return trigger;
}

function push(world: World, trigger: Trigger, view: Json, below: ViewRecord): Json {
  if (stackHeight(world.store, below) >= STACK_LIMIT) throw new SlackError('push_limit_reached');
  spend(trigger);
  return { view: viewShape(world.store, openModal(world.store, trigger.userId, view, { below })) };
}

/** The modal in which the person acted, if it is still open. */
const originOf = (world: World, trigger: Trigger): ViewRecord | undefined =>
  trigger.viewId ? world.store.views.get(trigger.viewId) : undefined;

function updateKnown(world: World, args: Json): Json {
  const { store } = world;
  const id = optionalText(args, 'view_id');
  const externalId = optionalText(args, 'external_id');
  if (!id && !externalId) throw invalidArguments('missing required field: view_id');
  const known = id ? store.views.get(id) : viewByExternalId(store, externalId ?? '');
  if (known?.type !== 'modal') throw new SlackError('not_found');
  const view = readView(world, args, 'views.update', known);
  const hash = optionalText(args, 'hash');
  if (hash && hash !== known.hash) throw new SlackError('hash_conflict');
  updateView(store, known, view);
  return { view: viewShape(store, known) };
}

function publish(world: World, args: Json): Json {
  const { store } = world;
  if (!store.manifest.features.app_home?.home_tab_enabled) throw new SlackError('not_enabled');
  const person = store.people.get(requireText(args, 'user_id'));
  if (!person || person.isBot) throw new SlackError('user_not_found');
  const known = homeOf(store, person.id);
  const view = readView(world, args, 'views.publish', known);
  const hash = optionalText(args, 'hash');
  if (hash && known && hash !== known.hash) throw new SlackError('hash_conflict');
  return { view: viewShape(store, publishHome(store, person.id, view)) };
}

export const viewsFamily: Family = {
  'views.open': {
    token: 'bot',
    rate: 100,
    handle: (world, args) => {
      const trigger = requireTrigger(world, args);
      const view = readView(world, args, 'views.open');
      const below = originOf(world, trigger);
      if (below?.type === 'modal') return push(world, trigger, view, below);
      spend(trigger);
      return { view: viewShape(world.store, openModal(world.store, trigger.userId, view, trigger)) };
    },
  },
  'views.push': {
    token: 'bot',
    rate: 100,
    handle: (world, args) => {
      const trigger = requireTrigger(world, args);
      const view = readView(world, args, 'views.push');
      const below = originOf(world, trigger);
      if (below?.type !== 'modal') throw new SlackError(trigger.viewId ? 'view_not_found' : 'invalid_trigger_id');
      return push(world, trigger, view, below);
    },
  },
  'views.update': { token: 'bot', rate: 100, handle: updateKnown },
  'views.publish': { token: 'bot', rate: 100, handle: publish },
};

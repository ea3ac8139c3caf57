import type { Json } from '../json.ts';
import { isObject, objects } from '../json.ts';
import { freshId, secret, shortId } from './ids.ts';
import type { ViewRecord } from './records.ts';
import type { Store } from './store.ts';
import { nowSeconds } from './store.ts';

/** At most three views in a stack (docs.slack.dev, Modals). */
export const STACK_LIMIT = 3;

const newHash = (store: Store): string => `${nowSeconds(store)}.${secret(4)}`;

const named = (element: unknown): unknown =>
  isObject(element) && typeof element.type === 'string' && !element.action_id && takesAction(element.type)
    ? { ...element, action_id: shortId() }
    : element;

const takesAction = (type: string): boolean =>
  /(button|select|overflow|checkboxes|radio_buttons|datepicker|timepicker|datetimepicker|_input|feedback_buttons)$/.test(
    type,
  );

/** Blocks with an id for each block and action that had none. */
export function withIds(blocks: unknown): Json[] {
  return objects(blocks).map((block) => {
    const kept: Json = { ...block, block_id: block.block_id || shortId() };
    if (block.accessory) kept.accessory = named(block.accessory);
    if (block.element) kept.element = named(block.element);
    if (Array.isArray(block.elements) && block.type !== 'rich_text') kept.elements = block.elements.map(named);
    if (Array.isArray(block.child_blocks)) kept.child_blocks = withIds(block.child_blocks);
    return kept;
  });
}

const keep = (view: Json): ViewRecord['view'] => ({ ...view, blocks: withIds(view.blocks) });

export const viewByExternalId = (store: Store, externalId: string): ViewRecord | undefined =>
  externalId === '' ? undefined : [...store.views.values()].find((view) => view.externalId === externalId);

const stackOf = (store: Store, user: string): string[] => store.modals.get(user) ?? [];

/** Open modals of a person, bottom first. */
export const openModals = (store: Store, user: string): ViewRecord[] =>
  stackOf(store, user).flatMap((id) => store.views.get(id) ?? []);

/** Number of views in the same stack as this one. */
export const stackHeight = (store: Store, view: ViewRecord): number =>
  openModals(store, view.userId).filter((each) => each.rootViewId === view.rootViewId).length;

/** Opens a modal, on top of `below` and in its window, or as a new stack. */
export function openModal(
  store: Store,
  userId: string,
  view: Json,
  { below, window }: { below?: ViewRecord; window?: string } = {},
): ViewRecord {
  const id = freshId('V');
  const record: ViewRecord = {
    id,
    hash: newHash(store),
    userId,
    type: 'modal',
    view: keep(view),
    externalId: typeof view.external_id === 'string' ? view.external_id : '',
    rootViewId: below?.rootViewId ?? id,
    window: below ? below.window : window,
    previousViewId: below?.id ?? null,
  };
  store.views.set(id, record);
  store.modals.set(userId, [...stackOf(store, userId), id]);
  store.changes.emit({ type: 'modals_changed', user: userId });
  return record;
}

export function updateView(store: Store, record: ViewRecord, view: Json): void {
  record.view = keep(view);
  record.hash = newHash(store);
  record.externalId = typeof view.external_id === 'string' ? view.external_id : '';
  store.changes.emit(
    record.type === 'modal'
      ? { type: 'modals_changed', user: record.userId }
      : { type: 'home_published', user: record.userId },
  );
}

/** Closes views, with all views on top of them. */
export function dropModals(store: Store, user: string, gone: readonly ViewRecord[]): void {
  const ids = new Set(gone.map((view) => view.id));
  if (ids.size === 0) return;
  store.modals.set(
    user,
    stackOf(store, user).filter((id) => !ids.has(id)),
  );
  for (const id of ids) store.views.delete(id);
  store.changes.emit({ type: 'modals_changed', user });
}

export function publishHome(store: Store, userId: string, view: Json): ViewRecord {
  const known = store.views.get(store.homes.get(userId) ?? '');
  if (known) {
    updateView(store, known, view);
    return known;
  }
  const id = freshId('V');
  const record: ViewRecord = {
    id,
    hash: newHash(store),
    userId,
    type: 'home',
    view: keep(view),
    externalId: typeof view.external_id === 'string' ? view.external_id : '',
    rootViewId: id,
    previousViewId: null,
  };
  store.views.set(id, record);
  store.homes.set(userId, id);
  store.changes.emit({ type: 'home_published', user: userId });
  return record;
}

export const homeOf = (store: Store, user: string): ViewRecord | undefined =>
  store.views.get(store.homes.get(user) ?? '');

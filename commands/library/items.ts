import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { addItem } from '../../src/library/add.ts';
import { announceReview } from '../../src/library/due-review.ts';
import { ownerFault, requireLibrarian, requireTender } from '../../src/library/permissions.ts';
import { requireItem, tagsLike } from '../../src/library/queries.ts';
import { nextReviewDate, restoreItem } from '../../src/library/review.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { updateItem } from '../../src/library/update.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { RESTORE_ITEM, restoredModal } from '../../views/library/details.ts';
import {
  ADD_ITEM,
  addedModal,
  addItemModal,
  EDIT_ITEM,
  editItemModal,
  ITEM_TAGS,
  type ItemStart,
  readEditRef,
  readItem,
  tagOptions,
} from '../../views/library/item.ts';
import { readReviewPlace } from '../../views/library/review.ts';
import type { Deps } from '../deps.ts';

/** The forms that put something into the library and change what is there. */
export function register(app: App, deps: Deps): void {
  app.options(ITEM_TAGS, async ({ ack, options, body }) => {
    await requireColleague(deps.directory, body.user.id);
    await ack({ options: tagOptions(tagsLike(deps.db, options.value, 99), options.value) });
  });

  app.view(ADD_ITEM, async ({ ack, body, view }) => {
    const now = deps.now();
    const form = readItem(view, { now });
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { content, ...item } = form.value;
    if (content === null) return ack({ response_action: 'errors', errors: { link: 'Give a link or a file.' } });
    const by = body.user.id;
    await requireLibrarian(deps, by);
    const fault = await ownerFault(deps.directory, item.ownerId);
    if (fault) return ack({ response_action: 'errors', errors: { owner: fault } });
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => addItem(tx, { ...item, ...content, by }, now)),
    );
    await ack({ response_action: 'update', view: addedModal(item.title) });
    fetchSoon(deps);
  });

  app.view(EDIT_ITEM, async ({ ack, body, view }) => {
    const now = deps.now();
    const { itemId, version, review } = readEditRef(view);
    const before = requireItem(deps.db, itemId);
    const form = readItem(view, { before, now });
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const by = body.user.id;
    await requireTender(deps, before, by);
    const { content, reviewAt, ...item } = form.value;
    const fault = item.ownerId === before.ownerId ? undefined : await ownerFault(deps.directory, item.ownerId);
    if (fault) return ack({ response_action: 'errors', errors: { owner: fault } });
    const list = readReviewPlace(review);
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => {
        const change = { itemId, version, by, ...item, ...content };
        updateItem(tx, { ...change, reviewAt: reviewAt ?? nextReviewDate(tx, item.kind, now) }, now);
        if (list) announceReview(tx, { ...list, to: by }, now);
      }),
    );
    await ack();
    fetchSoon(deps);
  });

  app.action<BlockAction<ButtonAction>>(RESTORE_ITEM, async ({ ack, body, action }) => {
    await ack();
    const by = body.user.id;
    const { id: itemId, ownerId } = requireItem(deps.db, Number(action.value));
    await requireTender(deps, { ownerId }, by);
    const item = await deps.write((tx) => restoreItem(tx, { itemId, by }, deps.now()));
    await updateView(deps.modals, body.view?.id ?? '', restoredModal(item));
  });
}

/** Opens the form that puts something into the library. */
export async function openAddItem(
  deps: Deps,
  { userId, triggerId, onTop, start = {} }: { userId: string; triggerId: string; onTop?: boolean; start?: ItemStart },
): Promise<void> {
  await requireLibrarian(deps, userId);
  await requireView(deps.modals, { triggerId, onTop }, addItemModal({ ownerId: userId, ...start }, kindsOf(deps.db)));
}

/** Opens the form that changes an item, on top of an open modal where `onTop` says so. */
export async function openEditItem(deps: Deps, { itemId, userId, triggerId, onTop, review }: OpenEdit): Promise<void> {
  const item = requireItem(deps.db, itemId);
  await requireTender(deps, item, userId);
  const now = deps.now();
  const nextReview = item.reviewAt > now ? item.reviewAt : nextReviewDate(deps.db, item.kind, now);
  const view = editItemModal(item, { kinds: kindsOf(deps.db), nextReview, review });
  await requireView(deps.modals, { triggerId, onTop }, view);
}

interface OpenEdit {
  itemId: number;
  userId: string;
  triggerId: string;
  onTop?: boolean;
  /** The list of reviews to be shown anew, see views/library/review.ts. */
  review?: string;
}

/** An upload is fetched at the next look at what is due: have it now. */
const fetchSoon = (deps: Deps): void => deps.reschedule();

import type { ModalView } from '@slack/types';
import { addItem, type Content } from '../../src/library/add.ts';
import { redrawReview } from '../../src/library/due-review.ts';
import { ownerFault } from '../../src/library/permissions.ts';
import { requireItem, tagsLike } from '../../src/library/queries.ts';
import { nextReviewDate, restoreItem, reviewAfterChange } from '../../src/library/review.ts';
import { requireNewLink } from '../../src/library/same-item.ts';
import { kindsOf } from '../../src/library/settings.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import { updateItem } from '../../src/library/update.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { readableFile } from '../../src/platform/slack/readable-file.ts';
import { browseActions } from '../../views/library/browse.ts';
import { RESTORE_ITEM, restoredModal } from '../../views/library/details.ts';
import {
  ADD_ITEM,
  addedModal,
  addItemModal,
  EDIT_ITEM,
  editItemModal,
  ITEM_TAGS,
  readEditRef,
  readItem,
  tagOptions,
} from '../../views/library/item.ts';
import { readReviewPlace } from '../../views/library/review.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The forms that add and change items. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  router.command('/content add', { allow: 'library.add', run: ({ person }) => ({ open: addForm(deps, person) }) });
  router.press(browseActions.add, { allow: 'library.add', run: ({ person }) => ({ open: addForm(deps, person) }) });

  router.options(ITEM_TAGS, {
    allow: 'library.find',
    run: ({ typed }) => tagOptions(tagsLike(db, typed, 99), typed),
  });

  router.submit(ADD_ITEM, {
    allow: 'library.add',
    read: (view, now) => readItem(view, { now }),
    check: async ({ value: { content, ownerId }, person }) => ({
      ...(content === null && { link: 'Add a link or a file.' }),
      ...(await faultOfFile(deps, content, person)),
      ...(await faultOfOwner(deps, ownerId)),
    }),
    change: (tx, { value: { content, ...item }, person: { id: by } }, now) => {
      requireNewLink(tx, content);
      if (content !== null) addItem(tx, { ...item, ...content, by }, now);
    },
    run: ({ value: { title } }) => {
      fetchSoon(deps);
      return { update: addedModal(title) };
    },
  });

  router.submit(EDIT_ITEM, {
    allow: 'library.change',
    read: (view, now) => {
      const ref = readEditRef(view);
      return { ...ref, form: readItem(view, { before: requireItem(db, ref.itemId), now }) };
    },
    resource: ({ ref }) => requireItem(db, ref.itemId),
    check: async ({ value: { content, ownerId }, resource: before, person }) => ({
      ...(await faultOfFile(deps, content, person)),
      ...(ownerId !== before.ownerId && (await faultOfOwner(deps, ownerId))),
    }),
    change: (
      tx,
      { ref: { itemId, version, review }, value: { content, reviewAt, ...item }, person: { id: by } },
      now,
    ) => {
      requireNewLink(tx, content, itemId);
      const change = { itemId, version, by, ...item, ...content };
      updateItem(tx, { ...change, reviewAt: reviewAt ?? nextReviewDate(tx, item.kind, now) }, now);
      const list = readReviewPlace(review);
      if (list) redrawReview(tx, { ...list, to: by }, now);
    },
    run: async () => fetchSoon(deps),
  });

  router.press(RESTORE_ITEM, {
    allow: 'library.change',
    resource: ({ value }) => requireItem(db, idIn(value)),
    change: (tx, { resource: { id: itemId }, person: { id: by } }, now) => restoreItem(tx, { itemId, by }, now),
    run: ({ changed: item }) => ({ update: restoredModal(item) }),
  });
}

const addForm = ({ db }: Deps, { id: ownerId }: Person): ModalView => addItemModal({ ownerId }, kindsOf(db));

/** The form that changes an item. `review` is the list of reviews to redraw, see views/library/review.ts. */
export function editForm({ db }: Deps, item: LibraryItem, now: Date, review?: string): ModalView {
  return editItemModal(item, { kinds: kindsOf(db), nextReview: reviewAfterChange(db, item, now), review });
}

async function faultOfOwner({ directory }: Deps, ownerId: string): Promise<{ owner: string } | undefined> {
  const owner = await ownerFault(directory, ownerId);
  return owner === undefined ? undefined : { owner };
}

async function faultOfFile(deps: Deps, content: Content | null, { id: userId }: Person) {
  const fileId = content && 'file' in content ? content.file?.slackId : undefined;
  const file = fileId === undefined ? undefined : await readableFile(deps, { fileId, userId });
  return typeof file === 'string' ? { file } : undefined;
}

/** Fetches an upload now instead of at the next run. */
const fetchSoon = (deps: Deps): void => deps.reschedule();

import { redrawReview } from '../../src/library/due-review.ts';
import { receiverFault } from '../../src/library/permissions.ts';
import {
  countVersions,
  isStale,
  requireCurrentItem,
  requireItem,
  textOf,
  versionsOf,
} from '../../src/library/queries.ts';
import { retireItem } from '../../src/library/review.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { sendItem, shareItem, useCountsOf, useWithLead } from '../../src/library/usage.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { sliceOf } from '../../src/platform/paging.ts';
import { notInAChannel, requireWritable } from '../../src/platform/slack/channel.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { itemActions } from '../../views/library/buttons.ts';
import {
  detailsModal,
  RETIRE_FORM,
  readRetire,
  retiredModal,
  retireModal,
  VERSIONS_PAGE,
  VERSIONS_PAGE_SIZE,
} from '../../views/library/details.ts';
import { readReviewPlace } from '../../views/library/review.ts';
import { readSearch } from '../../views/library/search.ts';
import { onItsWay, readSend, readUse, SEND_ITEM, sendModal, USE_ITEM, useModal } from '../../views/library/share.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';
import { leadFor } from '../leads/lead.ts';
import { editForm } from './items.ts';
import { searchAgain } from './search.ts';

/** Acts on an item: share it, send it, use it with a lead, see its details. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  router.press(itemActions.share, {
    allow: 'library.share',
    run: async (pressed) => {
      const { modal, person } = pressed;
      if (!modal) return undefined;
      const { channelId, shared } = readSearch(modal);
      const itemId = idIn(pressed.value);
      await shareIn(deps, { itemId, channelId, userId: person.id, viewId: modal.id });
      return searchAgain(deps, pressed, { shared: [...new Set([...shared, itemId])] });
    },
  });

  router.press(itemActions.send, {
    allow: 'library.share',
    run: ({ value }) => ({ open: sendModal(requireCurrentItem(db, idIn(value))) }),
  });

  router.submit(SEND_ITEM, {
    allow: 'library.share',
    read: readSend,
    check: async ({ value: { to } }) => {
      const fault = await receiverFault(deps.directory, to);
      return fault ? { to: fault } : undefined;
    },
    change: (tx, { ref: { itemId }, value: { to: toId, words }, person: { id: userId } }, now) =>
      sendItem(tx, { itemId, userId, toId, words }, now),
  });

  router.press(itemActions.get, {
    allow: 'library.share',
    change: (tx, { value, modal, message, pressedAt, person: { id: userId } }, now) => {
      const itemId = idIn(value);
      // Twice in a minute is once; a person who wants it again another day gets it again.
      const press = `${modal?.id ?? message?.ts}:${Math.floor(pressedAt / 60)}`;
      idempotently(tx, `get:${press}:${itemId}:${userId}`, now, () =>
        sendItem(tx, { itemId, userId, toId: userId, words: null }, now),
      );
    },
    run: ({ value, channelId }) => {
      // In direct messages they see it arrive, unless Baton does not have the file yet.
      const isSeen = channelId?.startsWith('D') && requireItem(db, idIn(value)).file?.sha256;
      return isSeen ? undefined : { open: onItsWay };
    },
  });

  router.link(itemActions.open);

  router.press(itemActions.use, {
    allow: 'library.share',
    run: ({ value }) => ({ open: useModal(requireCurrentItem(db, idIn(value))) }),
  });

  router.submit(USE_ITEM, {
    allow: 'library.share',
    read: readUse,
    resource: ({ value: { leadId }, person }) => leadFor(deps, leadId, person),
    change: (tx, { ref: { itemId }, value: { leadId, words }, resource: { actor } }, now) =>
      useWithLead(tx, { itemId, leadId, actor, words }, now),
  });

  router.press(`${itemActions.menu} edit`, {
    allow: 'library.change',
    resource: ({ value }) => requireItem(db, idIn(value)),
    run: ({ resource: item, now }) => ({ open: editForm(deps, item, now) }),
  });

  router.press(`${itemActions.menu} retire`, {
    allow: 'library.change',
    resource: ({ value }) => requireCurrentItem(db, idIn(value)),
    run: ({ resource: item }) => ({ open: retireModal(item) }),
  });

  router.press(`${itemActions.menu} details`, {
    allow: 'library.find',
    run: async ({ value, person }) => ({ open: await detailsPage(deps, idIn(value), 0, person) }),
  });

  router.page(VERSIONS_PAGE, {
    allow: 'library.find',
    run: ({ carry, page, person }) => detailsPage(deps, idIn(carry), page, person),
  });

  router.submit(RETIRE_FORM, {
    allow: 'library.change',
    read: readRetire,
    resource: ({ value: { itemId } }) => requireItem(db, itemId),
    run: async ({ value: { itemId, review }, person: { id: by }, now }) => {
      const list = readReviewPlace(review);
      const item = await deps.write((tx) => {
        if (list) redrawReview(tx, { ...list, to: by }, now);
        return retireItem(tx, { itemId, by }, now);
      });
      return { update: retiredModal(item) };
    },
  });
}

interface Sharing {
  itemId: number;
  channelId: string | null;
  userId: string;
  /** The view of the press: pressing twice shares once. */
  viewId: string;
}

/**
 * Shares an item in the channel of the search.
 * @throws UserError when the person or Baton may not write there.
 */
export async function shareIn(deps: Deps, { itemId, channelId, userId, viewId }: Sharing): Promise<void> {
  if (channelId === null) throw notInAChannel();
  requireCurrentItem(deps.db, itemId);
  await requireWritable(deps, { channelId, userId });
  const now = deps.now();
  await deps.write((tx) =>
    idempotently(tx, `share:${viewId}:${itemId}:${channelId}`, now, () =>
      shareItem(tx, { itemId, userId, channelId }, now),
    ),
  );
}

async function detailsPage(deps: Deps, itemId: number, page: number, person: Person) {
  const { db, now } = deps;
  const item = requireItem(db, itemId);
  return detailsModal({
    item,
    kinds: kindsOf(db),
    isStale: isStale(item, now()),
    mayRetire: await may(deps, 'library.change', person, item),
    counts: useCountsOf(db, itemId),
    text: textOf(db, itemId),
    versions: versionsOf(db, itemId, { ...sliceOf(page, VERSIONS_PAGE_SIZE), limit: VERSIONS_PAGE_SIZE + 1 }),
    page,
    total: countVersions(db, itemId),
  });
}

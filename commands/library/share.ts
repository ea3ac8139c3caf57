import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import { actorOn } from '../../src/leads/actor.ts';
import { requireTender } from '../../src/library/permissions.ts';
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
import { UserError } from '../../src/platform/errors.ts';
import { requireWritable } from '../../src/platform/slack/channel.ts';
import { openOver, updateView } from '../../src/platform/slack/open-view.ts';
import { idIn, readPage } from '../../src/platform/slack/private-metadata.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { pageAction } from '../../views/kit/paging.ts';
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
import { type ItemMenuChoice, readSearch } from '../../views/library/search.ts';
import { onItsWay, readSend, readUse, SEND_ITEM, sendModal, USE_ITEM, useModal } from '../../views/library/share.ts';
import type { Deps } from '../deps.ts';
import { openEditItem } from './items.ts';
import { refreshSearch } from './search.ts';

/** What people do with an item that they found: share it, send it, use it with a lead, look at all of it. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(itemActions.share, async ({ ack, body, action }) => {
    await ack();
    if (!body.view) return;
    const { channelId, shared } = readSearch(body.view);
    const itemId = idIn(action.value);
    await shareIn(deps, { itemId, channelId, userId: body.user.id, viewId: body.view.id });
    await refreshSearch(deps, body, { shared: [...new Set([...shared, itemId])] });
  });

  app.action<BlockAction<ButtonAction>>(itemActions.send, async ({ ack, body, action }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await openOver(deps.modals, body, sendModal(requireCurrentItem(deps.db, idIn(action.value))));
  });

  app.view(SEND_ITEM, async ({ ack, body, view }) => {
    const { itemId, form } = readSend(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const userId = body.user.id;
    await requireColleague(deps.directory, userId);
    const { to: toId, words } = form.value;
    const { isMember, name, standing } = await deps.directory.person(toId);
    if (!isMember) {
      return ack({ response_action: 'errors', errors: { to: `${name} cannot get it from me: they are ${standing}.` } });
    }
    const now = deps.now();
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => sendItem(tx, { itemId, userId, toId, words }, now)),
    );
    await ack();
  });

  app.action<BlockAction<ButtonAction>>(itemActions.get, async ({ ack, body, action }) => {
    await ack();
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const itemId = idIn(action.value);
    const now = deps.now();
    // Twice in a minute is once; whoever wants it again another day gets it again.
    const press = `${body.view?.id ?? body.message?.ts}:${Math.floor(Number(action.action_ts) / 60)}`;
    await deps.write((tx) =>
      idempotently(tx, `get:${press}:${itemId}:${userId}`, now, () =>
        sendItem(tx, { itemId, userId, toId: userId, words: null }, now),
      ),
    );
    // In their direct messages it comes before their eyes, unless Slack has not given it to Baton yet.
    const isSeen = body.channel?.id.startsWith('D') && requireItem(deps.db, itemId).file?.sha256;
    if (!isSeen) await openOver(deps.modals, body, onItsWay);
  });

  // A button with an address opens it by itself, and Slack wants an answer all the same.
  app.action(itemActions.open, ({ ack }) => ack());

  app.action<BlockAction<ButtonAction>>(itemActions.use, async ({ ack, body, action }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await openOver(deps.modals, body, useModal(requireCurrentItem(deps.db, idIn(action.value))));
  });

  app.view(USE_ITEM, async ({ ack, body, view }) => {
    const { itemId, form } = readUse(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { leadId, words } = form.value;
    const actor = await actorOn(deps, leadId, body.user.id);
    const now = deps.now();
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => useWithLead(tx, { itemId, leadId, actor, words }, now)),
    );
    await ack();
  });

  app.action<BlockAction<OverflowAction>>(itemActions.menu, async ({ ack, body, action }) => {
    await ack();
    const [choice, id] = action.selected_option.value.split(':') as [ItemMenuChoice, string];
    const itemId = idIn(id);
    const { trigger_id: triggerId, user } = body;
    if (choice === 'edit') return openEditItem(deps, { itemId, userId: user.id, triggerId, onTop: true });
    if (choice === 'retire') {
      const item = requireCurrentItem(deps.db, itemId);
      await requireTender(deps, item, user.id);
      return openOver(deps.modals, body, retireModal(item));
    }
    await requireColleague(deps.directory, user.id);
    await openOver(deps.modals, body, detailsPage(deps, itemId, 0));
  });

  app.action<BlockAction<ButtonAction>>(pageAction(VERSIONS_PAGE), async ({ ack, body, action }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    const { page, carry } = readPage(action.value);
    await updateView(deps.modals, body.view?.id ?? '', detailsPage(deps, idIn(carry), page));
  });

  app.view(RETIRE_FORM, async ({ ack, body, view }) => {
    const { itemId } = readRetire(view);
    const by = body.user.id;
    await requireTender(deps, requireItem(deps.db, itemId), by);
    const item = await deps.write((tx) => retireItem(tx, { itemId, by }, deps.now()));
    await ack({ response_action: 'update', view: retiredModal(item) });
  });
}

interface Sharing {
  itemId: number;
  channelId: string | null;
  userId: string;
  /** Where it was pressed: pressing twice shares once. */
  viewId: string;
}

/**
 * Shares an item in the channel where somebody looked for it.
 * @throws UserError when they, or Baton, may not write there.
 */
export async function shareIn(deps: Deps, { itemId, channelId, userId, viewId }: Sharing): Promise<void> {
  await requireColleague(deps.directory, userId);
  if (channelId === null) throw new UserError('This can be shared in channels. Use *Send…* for one person.');
  requireCurrentItem(deps.db, itemId);
  await requireWritable(deps, { channelId, userId });
  const now = deps.now();
  await deps.write((tx) =>
    idempotently(tx, `share:${viewId}:${itemId}:${channelId}`, now, () =>
      shareItem(tx, { itemId, userId, channelId }, now),
    ),
  );
}

function detailsPage({ db, now }: Deps, itemId: number, page: number) {
  const item = requireItem(db, itemId);
  return detailsModal({
    item,
    kinds: kindsOf(db),
    isStale: isStale(item, now()),
    counts: useCountsOf(db, itemId),
    text: textOf(db, itemId),
    versions: versionsOf(db, itemId, { limit: VERSIONS_PAGE_SIZE + 1, offset: page * VERSIONS_PAGE_SIZE }),
    page,
    total: countVersions(db, itemId),
  });
}

import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { announceReview } from '../../src/library/due-review.ts';
import { requireTender } from '../../src/library/permissions.ts';
import { requireItem } from '../../src/library/queries.ts';
import { keepItem, retireItem } from '../../src/library/review.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { pageAction } from '../../views/kit/paging.ts';
import {
  KEEP_ITEM,
  RETIRE_ITEM,
  REVIEW_ITEM,
  REVIEW_PAGE,
  readReviewValue,
  writeReviewPlace,
} from '../../views/library/review.ts';
import type { Deps } from '../deps.ts';
import { openEditItem } from './items.ts';

type Act = (tx: Tx, on: { itemId: number; by: string }, now: Date) => unknown;

/** The weekly question to an owner: does this still hold? */
export function register(app: App, deps: Deps): void {
  const act = (actionId: string, change: Act) =>
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      await ack();
      const { itemId, ...list } = readReviewValue(action.value);
      const by = body.user.id;
      await requireTender(deps, requireItem(deps.db, itemId), by);
      const at = placeOf(body);
      await deps.write((tx) => {
        change(tx, { itemId, by }, deps.now());
        // A home is shown anew by itself.
        if (at) announceReview(tx, { ...list, at, to: by }, deps.now());
      });
    });
  act(KEEP_ITEM, keepItem);
  act(RETIRE_ITEM, retireItem);

  app.action<BlockAction<ButtonAction>>(REVIEW_ITEM, async ({ ack, body, action }) => {
    await ack();
    const { itemId, ...list } = readReviewValue(action.value);
    const at = placeOf(body);
    const review = at ? writeReviewPlace({ ...list, at }) : undefined;
    await openEditItem(deps, { itemId, userId: body.user.id, triggerId: body.trigger_id, review });
  });

  app.action<BlockAction<ButtonAction>>(pageAction(REVIEW_PAGE), async ({ ack, body, action }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    const { page, carry: ownerId } = readPage(action.value);
    const list = { ownerId, page, at: placeOf(body), to: body.user.id };
    await deps.write((tx) => announceReview(tx, list, deps.now()));
  });
}

/** The message that the button stands in; null in a home. */
const placeOf = ({ channel, message }: BlockAction<ButtonAction>): { channel: string; ts: string } | null =>
  channel && message ? { channel: channel.id, ts: message.ts } : null;

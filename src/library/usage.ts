import type { Actor } from '../leads/actor.ts';
import { record } from '../leads/history.ts';
import { rules } from '../leads/permissions.ts';
import { leadById, requireLead } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import { markWin } from '../leads/win-mark.ts';
import { and, count, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { requireRule } from '../platform/workflow.ts';
import { requireCurrentItem, requireItem } from './queries.ts';
import type { LibraryItem } from './table.ts';
import { isHelp, isHelpOfRequest, type LibraryUse, libraryUses } from './usage-table.ts';

interface NewUse {
  itemId: number;
  kind: LibraryUse['kind'];
  userId: string;
  leadId?: number | null;
  channelId?: string | null;
  toId?: string | null;
  requestId?: number | null;
  words?: string | null;
}

/** Records a use, at the buyer's stage of that moment. */
export function recordUse(tx: Tx, use: NewUse, now: Date): LibraryUse {
  if (use.leadId != null) markWin(tx, use.leadId);
  return tx
    .insert(libraryUses)
    .values(rowOf(tx, use, now))
    .returning()
    .get();
}

function rowOf(tx: Tx, use: NewUse, now: Date): typeof libraryUses.$inferInsert {
  const lead = use.leadId == null ? undefined : leadById(tx, use.leadId);
  return { ...use, stage: lead?.stage ?? requireItem(tx, use.itemId).stage, at: now };
}

export interface Help {
  itemId: number;
  userId: string;
  helped: boolean;
  words: string | null;
  requestId?: number | null;
  leadId?: number | null;
}

/** Records whether an item helped, once per person, item and request: a second answer replaces the first. */
export function recordHelp(tx: Tx, { helped, ...help }: Help, now: Date): void {
  const row = rowOf(tx, { ...help, kind: helped ? 'helped' : 'not_helped' }, now);
  const { itemId, userId } = help;
  const mine = and(
    eq(libraryUses.itemId, itemId),
    eq(libraryUses.userId, userId),
    help.requestId == null ? isHelp : and(isHelpOfRequest, eq(libraryUses.requestId, help.requestId)),
  );
  const known = tx.select({ id: libraryUses.id, leadId: libraryUses.leadId }).from(libraryUses).where(mine).get();
  for (const leadId of new Set([known?.leadId, help.leadId])) if (leadId != null) markWin(tx, leadId);
  if (known) tx.update(libraryUses).set(row).where(eq(libraryUses.id, known.id)).run();
  else tx.insert(libraryUses).values(row).run();
}

/**
 * Shares an item in a channel: Baton's message names the person, and includes the file. The caller checks with Slack
 * that `userId` may write there.
 * @throws UserError when it is retired.
 */
export function shareItem(
  tx: Tx,
  { itemId, userId, channelId }: { itemId: number; userId: string; channelId: string },
  now: Date,
): LibraryItem {
  const item = requireCurrentItem(tx, itemId);
  const use = recordUse(tx, { itemId, kind: 'shared', userId, channelId }, now);
  enqueue(tx, 'library_passed', { useId: use.id }, { orderingKey: channelId }, now);
  return item;
}

/** Sends an item to a colleague in a direct message. The caller checks `toId`. */
export function sendItem(
  tx: Tx,
  { itemId, userId, toId, words }: { itemId: number; userId: string; toId: string; words: string | null },
  now: Date,
): LibraryItem {
  const item = requireCurrentItem(tx, itemId);
  const use = recordUse(tx, { itemId, kind: 'sent', userId, toId, words }, now);
  enqueue(tx, 'library_passed', { useId: use.id }, { orderingKey: toId }, now);
  return item;
}

/** Records a use with a lead, in its history too. */
export function useWithLead(
  tx: Tx,
  { itemId, leadId, actor, words }: { itemId: number; leadId: number; actor: Actor; words: string | null },
  now: Date,
): { item: LibraryItem; lead: Lead } {
  const lead = requireLead(tx, leadId);
  requireRule(rules.salesAndMarketing, lead, actor);
  const item = requireCurrentItem(tx, itemId);
  recordUse(tx, { itemId, kind: 'used', userId: actor.id, leadId, words }, now);
  record(tx, lead, { kind: 'content_used', actorId: actor.id, details: { itemId, title: item.title, words } }, now);
  return { item, lead };
}

export const useById = (db: Db, id: number): LibraryUse | undefined =>
  db.select().from(libraryUses).where(eq(libraryUses.id, id)).get();

/** The number of uses of each kind, and of answers. */
export interface UseCounts {
  shared: number;
  sent: number;
  used: number;
  helped: number;
  not_helped: number;
}

export function useCountsOf(db: Db, itemId: number): UseCounts {
  const counts: UseCounts = { shared: 0, sent: 0, used: 0, helped: 0, not_helped: 0 };
  const rows = db
    .select({ kind: libraryUses.kind, times: count() })
    .from(libraryUses)
    .where(eq(libraryUses.itemId, itemId))
    .groupBy(libraryUses.kind)
    .all();
  for (const { kind, times } of rows) counts[kind] = times;
  return counts;
}

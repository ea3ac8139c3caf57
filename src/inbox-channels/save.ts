import { recordAudit } from '../platform/audit/record.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { FormError } from '../platform/errors.ts';
import { requireSalesTeam } from '../teams/queries.ts';
import { allInboxChannels, requireInboxChannel } from './queries.ts';
import { type InboxChannel, inboxChannels } from './table.ts';
import { MOST_CHANNELS } from './types.ts';

export type InboxForm = Pick<InboxChannel, 'channelId' | 'mode' | 'teamId' | 'source' | 'marketerId'>;

/**
 * Adds an inbox channel, or changes the one with this id. Messages from before now are not read.
 * @throws FormError for a second entry of a channel, and beyond the most.
 */
export function saveInboxChannel(
  tx: Tx,
  form: InboxForm,
  { id, by }: { id: number | null; by: string },
  now: Date,
): void {
  requireSalesTeam(tx, form.teamId);
  const all = allInboxChannels(tx);
  if (all.some((one) => one.channelId === form.channelId && one.id !== id)) {
    throw new FormError({ channelId: 'This channel is an inbox already.' });
  }
  if (id === null && all.length >= MOST_CHANNELS) {
    throw new FormError({ channelId: `At most ${MOST_CHANNELS} channels can be inboxes. Remove one first.` });
  }
  const stamp = { updatedAt: now, updatedBy: by };
  const start = { readUntil: (now.getTime() / 1000).toFixed(6), failure: null };
  if (id === null)
    tx.insert(inboxChannels)
      .values({ ...form, ...start, ...stamp })
      .run();
  else {
    const before = requireInboxChannel(tx, id);
    const moved = before.channelId === form.channelId ? {} : start;
    tx.update(inboxChannels)
      .set({ ...form, ...moved, ...stamp })
      .where(eq(inboxChannels.id, id))
      .run();
  }
  recordAudit(tx, { kind: 'inbox.changed', actor: by, subject: form.channelId, details: { mode: form.mode } }, now);
}

/** Proposals stay. */
export function removeInboxChannel(tx: Tx, id: number, by: string, now: Date): void {
  const { channelId } = requireInboxChannel(tx, id);
  tx.delete(inboxChannels).where(eq(inboxChannels.id, id)).run();
  recordAudit(tx, { kind: 'inbox.removed', actor: by, subject: channelId }, now);
}

/** The message about a win in the channel for wins. */
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { winsChannel } from './settings.ts';
import type { Lead } from './table.ts';

export const winKey = (leadId: number): PostedKey => ({ kind: 'lead_win', subjectId: leadId });

/** Undefined if the company has no channel for wins, and none has been told of this one. */
const channelFor = (db: Db, leadId: number): string | undefined =>
  placeOfPosted(db, winKey(leadId))?.channel ?? settingOf(db, winsChannel) ?? undefined;

/** Posts the win, or shows a change of it: its value, or that the deal is open again. */
export function announceWin(tx: Tx, { id: leadId }: Lead, now: Date): void {
  const channel = channelFor(tx, leadId);
  if (channel === undefined) return;
  enqueue(tx, 'lead_win', { leadId }, { orderingKey: channel, dedupeKey: dedupeKeyOf(winKey(leadId)) }, now);
}

/** Nothing happens for a deal whose win was not posted. */
export function announceWinOver(tx: Tx, lead: Lead, now: Date): void {
  if (placeOfPosted(tx, winKey(lead.id))) announceWin(tx, lead, now);
}

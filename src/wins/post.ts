/** Where wins are posted. */
import { winKey } from '../leads/win-mark.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { requireTeam } from '../teams/queries.ts';
import { sharedChannel, winsChannel } from '../teams/settings.ts';

/** The channel for wins, else that of both teams, else that of the lead's team. */
export const channelOfWin = (db: Db, teamId: number): string =>
  settingOf(db, winsChannel) ?? settingOf(db, sharedChannel) ?? requireTeam(db, teamId).channelId;

/** Posts the win, or shows a change of it: its value, its people, or that the deal is open again. */
export function announceWin(tx: Tx, lead: { id: number; teamId: number }, now: Date): void {
  const key = winKey(lead.id);
  const orderingKey = placeOfPosted(tx, key)?.channel ?? channelOfWin(tx, lead.teamId);
  enqueue(tx, 'lead_win', { leadId: lead.id }, { orderingKey, dedupeKey: dedupeKeyOf(key) }, now);
}

export const weekKey = (weekId: number): PostedKey => ({ kind: 'win_week', subjectId: weekId });

/** Posts the small wins of a week, or shows a change of them. */
export const announceWeek = (tx: Tx, { id: weekId, channelId }: { id: number; channelId: string }, now: Date): void =>
  enqueue(tx, 'win_week', { weekId }, { orderingKey: channelId, dedupeKey: dedupeKeyOf(weekKey(weekId)) }, now);

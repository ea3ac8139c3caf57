import { celebrationPost } from '../../views/wins/celebration.ts';
import { weekPost, winOver, winPost } from '../../views/wins/post.ts';
import { leadById } from '../leads/queries.ts';
import { winKey } from '../leads/win-mark.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { readDraft } from '../wins/celebration/draft.ts';
import { celebrationById, quarterNamed } from '../wins/celebration/quarter.ts';
import { celebrationKey } from '../wins/celebration/save.ts';
import { winById } from '../wins/keep.ts';
import type { winPayloads } from '../wins/messages.ts';
import { channelOfWin, weekKey } from '../wins/post.ts';
import { winOf, winsOfWeek } from '../wins/read.ts';
import { weekById } from '../wins/weeks.ts';

/** The posts about wins. */
export const winMessages: MessageTable<PayloadsOf<typeof winPayloads>> = {
  lead_win: keptMessage({
    key: ({ leadId }) => winKey(leadId),
    draw: (db, { leadId }) => {
      const lead = leadById(db, leadId);
      if (!lead) return undefined;
      const win = winOf(db, lead);
      if (!win) return { to: undefined, message: winOver(lead) };
      const isOwn = winById(db, leadId)?.posting === 'own';
      return { to: isOwn ? channelOfWin(db, lead.teamId) : undefined, message: winPost(win) };
    },
  }),
  celebration: keptMessage({
    key: ({ id, channel }) => celebrationKey(id, channel),
    draw: (db, { id, channel }) => {
      const celebration = celebrationById(db, id);
      if (celebration?.state !== 'posted') return undefined;
      const message = celebrationPost(readDraft(db, quarterNamed(db, celebration.quarter)));
      return { to: channel, message, atOnce: true };
    },
  }),
  win_week: keptMessage({
    key: ({ weekId }) => weekKey(weekId),
    draw: (db, { weekId }) => {
      const week = weekById(db, weekId);
      if (!week) return undefined;
      const wins = winsOfWeek(db, weekId);
      return { to: wins.length === 0 ? undefined : week.channelId, message: weekPost(wins) };
    },
  }),
};

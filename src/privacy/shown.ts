/** The messages that show a lead besides its own card. Each is rendered from the lead, so drawing it again is enough. */

import { showProposalsOf } from '../inbox-channels/decide.ts';
import { leadSubject } from '../leads/live.ts';
import { winKey } from '../leads/win-mark.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { announceCard as announceRequest } from '../requests/history.ts';
import { refreshMessages } from '../requests/person-message.ts';
import { requireRequest } from '../requests/queries.ts';
import { contentRequests, requestVotes } from '../requests/table.ts';
import { redrawRidesOfLead } from '../ride-alongs/redraw.ts';
import { winById } from '../wins/keep.ts';
import { announceWeek, announceWin } from '../wins/post.ts';
import { weekById } from '../wins/weeks.ts';

/** Posts of wins, ride-alongs, messages below its message in an inbox channel, requests for this lead, and direct messages with buttons. */
export function showErased(tx: Tx, lead: { id: number; teamId: number }, now: Date): void {
  refreshLive(tx, leadSubject(lead.id), now);
  if (placeOfPosted(tx, winKey(lead.id))) announceWin(tx, lead, now);
  const weekId = winById(tx, lead.id)?.weekId ?? null;
  const week = weekId === null ? undefined : weekById(tx, weekId);
  if (week) announceWeek(tx, week, now);
  redrawRidesOfLead(tx, lead.id, now);
  showProposalsOf(tx, lead.id, now);
  for (const requestId of requestsFor(tx, lead.id)) {
    refreshMessages(tx, requestId, now);
    announceRequest(tx, requireRequest(tx, requestId), now);
  }
}

function requestsFor(tx: Tx, leadId: number): Set<number> {
  const asked = tx.select({ id: contentRequests.id }).from(contentRequests).where(eq(contentRequests.leadId, leadId));
  const voted = tx.select({ id: requestVotes.requestId }).from(requestVotes).where(eq(requestVotes.leadId, leadId));
  return new Set([...asked.all(), ...voted.all()].map(({ id }) => id));
}

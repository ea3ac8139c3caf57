import { leadById } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import { itemById } from '../library/queries.ts';
import { kindLabel, kindsOf } from '../library/settings.ts';
import type { LibraryItem } from '../library/table.ts';
import { takesMessages } from '../platform/alerts/alerts.ts';
import type { Db } from '../platform/db/open.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { managerOf } from '../teams/holders.ts';
import { teamById } from '../teams/queries.ts';
import { type Amount, waitingAmounts } from './amounts.ts';
import { cardOf } from './card-place.ts';
import { lastEntry, requestById, voteOf, votersOf } from './queries.ts';
import type { ContentRequest } from './table.ts';
import type { ChangeDetails, RequestChange } from './types.ts';

/** The data that every view of a request shows, besides its own row. */
export interface RequestRow {
  request: ContentRequest;
  /** Current label of its kind. */
  kindLabel: string;
  /** The lead that it is for. */
  lead: Lead | undefined;
  amounts: Amount[];
  /** The delivered item, or the existing one of a decline. */
  item: LibraryItem | undefined;
  /** Its card in Slack. */
  card: PostedPlace | undefined;
}

/** The data that only its card shows. */
export interface RequestCard extends RequestRow {
  /** The first people who need it, including the requester. */
  voters: string[];
  lastDecline?: { actorId: string | null; details: ChangeDetails['declined'] };
  lastDelivery?: { actorId: string | null; details: ChangeDetails['delivered'] };
  lastReopening?: { actorId: string | null; details: ChangeDetails['reopened'] };
}

export function requestRow(db: Db, request: ContentRequest): RequestRow {
  return {
    request,
    kindLabel: kindLabel(kindsOf(db), request.kind),
    lead: request.leadId === null ? undefined : leadById(db, request.leadId),
    amounts: waitingAmounts(db, request.id),
    item: request.itemId === null ? undefined : itemById(db, request.itemId),
    card: cardOf(db, request.id),
  };
}

/** Undefined if the request does not exist. */
export function readCard(db: Db, requestId: number): RequestCard | undefined {
  const request = requestById(db, requestId);
  if (!request) return undefined;
  const last = (kind: RequestChange) => lastEntry(db, requestId, kind);
  const card: RequestCard = {
    ...requestRow(db, request),
    voters: votersOf(db, requestId),
  };
  if (request.status === 'declined') card.lastDecline = last('declined') as RequestCard['lastDecline'];
  if (request.status === 'delivered') card.lastDelivery = last('delivered') as RequestCard['lastDelivery'];
  if (request.closedAt === null) card.lastReopening = last('reopened') as RequestCard['lastReopening'];
  return card;
}

/** The place for messages about a request: its card, or the team's channel if it has no card. */
export function placeOf(
  db: Db,
  request: ContentRequest,
): { channel: string; orElse: string[]; home: string | undefined } | undefined {
  const team = teamById(db, request.teamId);
  if (!team) return undefined;
  return {
    channel: cardOf(db, request.id)?.channel ?? team.channelId,
    orElse: [managerOf(db, team)],
    // The card of a closed request stays where it is.
    home: request.closedAt === null && takesMessages(db, team.channelId) ? team.channelId : undefined,
  };
}

/** The lead that a person needs it for. */
export function leadOfVoter(db: Db, requestId: number, userId: string): Lead | undefined {
  const leadId = voteOf(db, requestId, userId)?.leadId ?? null;
  return leadId === null ? undefined : leadById(db, leadId);
}

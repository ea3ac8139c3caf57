import { takesMessages } from '../../platform/alerts/alerts.ts';
import type { Db } from '../../platform/db/open.ts';
import type { PostedPlace } from '../../platform/outbox/posted-messages.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import { managerOf } from '../../teams/holders.ts';
import { teamById } from '../../teams/queries.ts';
import { cardOf } from '../card-place.ts';
import { isEnded } from '../lifecycle.ts';
import { marketerOf } from '../marketer.ts';
import { countEntries, lastEntry, leadById } from '../queries.ts';
import { assignmentsOf } from '../routing/queries.ts';
import type { Lead } from '../table.ts';
import type { ChangeDetails, LeadChange, RouteReason } from '../types.ts';

/** The data of a lead's card. */
export interface LeadCard {
  lead: Lead;
  touches: number;
  lastTouch?: { actorId: string | null; at: Date; details: ChangeDetails['touched'] };
  lastDecline?: { actorId: string | null; details: ChangeDetails['declined'] };
  /** Marketing's answer to the last decline, since it resubmitted the lead. */
  lastAnswer?: { actorId: string | null; details: ChangeDetails['handed_back'] };
  lastLoss?: { details: ChangeDetails['lost'] };
  /** Whether anyone in the team may take it, or only its assignee. */
  isPool: boolean;
  /** Why the assignee was chosen. */
  routeReason?: RouteReason;
  /** The card of the person's earlier lead, if marketing handed them off again. */
  earlier?: PostedPlace;
  /** Its address. */
  earlierLink?: string;
  /** Its record in the CRM. */
  recordLink?: { url: string; crm: string };
  /** The page of the seller who has it, to book a time. */
  bookingLink?: string;
}

/** Undefined if the lead does not exist. */
export function readCard(db: Db, leadId: number): LeadCard | undefined {
  const lead = leadById(db, leadId);
  if (!lead) return undefined;
  const last = (kind: LeadChange) => lastEntry(db, leadId, kind);
  const card: LeadCard = {
    lead,
    touches: lead.touchedAt ? countEntries(db, leadId, 'touched') : 0,
    isPool: teamById(db, lead.teamId)?.routing === 'pool',
  };
  const { earlierLeadId } = (last('handed_off')?.details ?? {}) as Partial<ChangeDetails['handed_off']>;
  const earlier = earlierLeadId ? cardOf(db, earlierLeadId) : undefined;
  if (earlier) card.earlier = earlier;
  if (lead.status === 'new') card.routeReason = assignmentsOf(db, leadId).at(0)?.why;
  if (card.touches > 0) card.lastTouch = last('touched') as LeadCard['lastTouch'];
  if (lead.status === 'returned') card.lastDecline = last('declined') as LeadCard['lastDecline'];
  if (lead.handedBackAt !== null) card.lastAnswer = last('handed_back') as LeadCard['lastAnswer'];
  if (lead.status === 'lost') card.lastLoss = last('lost') as LeadCard['lastLoss'];
  const sellerId = lead.ownerId ?? lead.assigneeId;
  const bookingLink = sellerId === null || isEnded(lead) ? null : preferencesOf(db, sellerId).bookingLink;
  if (bookingLink !== null) card.bookingLink = bookingLink;
  return card;
}

/** The place for messages about a lead: its card, or the team's channel if it has no card. */
export function placeOf(
  db: Db,
  lead: Lead,
): { channel: string; orElse: string[]; home: string | undefined } | undefined {
  const team = teamById(db, lead.teamId);
  if (!team) return undefined;
  return {
    channel: cardOf(db, lead.id)?.channel ?? team.channelId,
    orElse: [managerOf(db, team), marketerOf(db, lead)],
    // The card of an ended lead stays where it is.
    home: !isEnded(lead) && takesMessages(db, team.channelId) ? team.channelId : undefined,
  };
}

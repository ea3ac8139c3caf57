import { and, count, desc, eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { teamById } from '../../teams/queries.ts';
import { cardOf } from '../card-place.ts';
import { type HistoryEntry, leadById } from '../queries.ts';
import { assignmentsOf } from '../routing/queries.ts';
import { type Lead, leadHistory } from '../table.ts';
import type { ChangeDetails, LeadChange, RouteReason } from '../types.ts';

/** What the card of a lead shows. */
export interface LeadCard {
  lead: Lead;
  touches: number;
  lastTouch?: { actorId: string | null; at: Date; details: ChangeDetails['touched'] };
  lastDecline?: { actorId: string | null; details: ChangeDetails['declined'] };
  /** What marketing answered to a decline, since it handed the lead back. */
  lastAnswer?: { actorId: string | null; details: ChangeDetails['handed_back'] };
  lastLoss?: { details: ChangeDetails['lost'] };
  /** Anyone of the team may take it, or it waits for one of them. */
  isPool: boolean;
  /** Why the person who is to accept it was chosen. */
  routeReason?: RouteReason;
}

/** Undefined when there is no such lead. */
export function readCard(db: Db, leadId: number): LeadCard | undefined {
  const lead = leadById(db, leadId);
  if (!lead) return undefined;
  const card: LeadCard = {
    lead,
    touches: lead.touchedAt ? countOf(db, leadId, 'touched') : 0,
    isPool: teamById(db, lead.teamId)?.routing === 'pool',
  };
  if (lead.status === 'new') card.routeReason = assignmentsOf(db, leadId).at(0)?.why;
  if (card.touches > 0) card.lastTouch = last(db, leadId, 'touched') as LeadCard['lastTouch'];
  if (lead.status === 'returned') card.lastDecline = last(db, leadId, 'declined') as LeadCard['lastDecline'];
  if (lead.handedBackAt !== null) card.lastAnswer = last(db, leadId, 'handed_back') as LeadCard['lastAnswer'];
  if (lead.status === 'lost') card.lastLoss = last(db, leadId, 'lost') as LeadCard['lastLoss'];
  return card;
}

/** Where messages about a lead go: to its card, or to the team's channel while there is none. */
export function placeOf(db: Db, lead: Lead): { channel: string; orElse: string[] } | undefined {
  const team = teamById(db, lead.teamId);
  if (!team) return undefined;
  return { channel: cardOf(db, lead.id)?.channel ?? team.channelId, orElse: [team.managerId, lead.handedOffBy] };
}

const ofKind = and(eq(leadHistory.leadId, sql.placeholder('leadId')), eq(leadHistory.kind, sql.placeholder('kind')));
const number = prepared((db) => db.select({ rows: count() }).from(leadHistory).where(ofKind).prepare());
const newest = prepared((db) =>
  db.select().from(leadHistory).where(ofKind).orderBy(desc(leadHistory.id)).limit(1).prepare(),
);

const countOf = (db: Db, leadId: number, kind: LeadChange): number => number(db).get({ leadId, kind })?.rows ?? 0;

const last = (db: Db, leadId: number, kind: LeadChange): HistoryEntry | undefined => newest(db).get({ leadId, kind });

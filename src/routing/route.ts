import { DateTime } from 'luxon';
import { and, eq } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Lead } from '../leads/table.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { type Absence, type Candidate, chooseSeller, type Route } from './choose.ts';
import type { Crew } from './crew.ts';
import { accountOwnerOf, assignmentsOf, awayUntil, sellersOf, turnsSince } from './queries.ts';
import { assignments, sellers } from './table.ts';
import { giveBack, startingPass } from './turns.ts';

export interface RouteRequest {
  crew: Crew;
  /** The seller whom the marketer named. */
  namedId: string | null;
  /** Who is not to be asked, beyond those who had the lead already. */
  except?: readonly string[];
}

/** Whom a lead would go to, and why, without doing it. */
export function planRoute(
  db: Db,
  lead: Pick<Lead, 'id' | 'companyDomain' | 'teamId'>,
  request: RouteRequest,
  now: Date,
): Route {
  const team = requireTeam(db, lead.teamId);
  return chooseSeller({
    candidates: candidatesOf(db, team, request.crew, now),
    mode: team.routing,
    oneSellerId: team.oneSellerId,
    accountOwnerId: team.accountRule ? accountOwnerOf(db, lead) : null,
    namedId: request.namedId,
    hadIt: new Set([...assignmentsOf(db, lead.id).map(({ userId }) => userId), ...(request.except ?? [])]),
    fallbackId: team.fallbackId ?? team.managerId,
  });
}

/** Chooses who is to act on a lead, counts the turn, and notes the assignment. The lead itself is the caller's to change. */
export function routeLead(tx: Tx, lead: Lead, request: RouteRequest, now: Date): Route {
  const route = planRoute(tx, lead, request, now);
  for (const { userId, pass } of route.turns) {
    tx.insert(sellers)
      .values({ teamId: lead.teamId, userId, pass })
      .onConflictDoUpdate({ target: [sellers.teamId, sellers.userId], set: { pass } })
      .run();
  }
  assign(tx, lead, { userId: route.userId, why: route.why }, now);
  return route;
}

/** Notes that somebody is to act on a lead now. */
export function assign(tx: Tx, lead: Lead, { userId, why }: Pick<Route, 'userId' | 'why'>, now: Date): void {
  tx.insert(assignments)
    .values({ leadId: lead.id, teamId: lead.teamId, userId, why, isTurn: why === 'turn', at: now })
    .run();
}

/** Gives a turn back to whoever was asked in turn and did not get the lead. */
export function giveTurnBack(tx: Tx, lead: Lead): void {
  const [last] = assignmentsOf(tx, lead.id);
  if (!last?.isTurn) return;
  const seller = sellersOf(tx, lead.teamId).find(({ userId }) => userId === last.userId);
  if (!seller) return;
  const ofSeller = and(eq(sellers.teamId, seller.teamId), eq(sellers.userId, seller.userId));
  tx.update(sellers)
    .set({ pass: giveBack({ ...seller, weight: Math.max(1, seller.weight) }).pass })
    .where(ofSeller)
    .run();
  tx.update(assignments).set({ isTurn: false }).where(eq(assignments.id, last.id)).run();
}

/** Everybody of the crew with their turns, and why they can take no lead now. */
export function candidatesOf(db: Db, team: Team, crew: Crew, now: Date): Candidate[] {
  const known = new Map(sellersOf(db, team.id).map((seller) => [seller.userId, seller]));
  const present = [...known.values()].filter(({ userId }) => crew.has(userId));
  const start = startingPass(present);
  const today = DateTime.fromJSDate(now, { zone: team.zone }).startOf('day').toJSDate();
  return [...crew].map(([userId, absence]) => {
    const seller = known.get(userId);
    // A manager answers for the team; the leads are the sellers', unless somebody says otherwise.
    const weight = seller?.weight ?? (userId === team.managerId ? 0 : 1);
    const cap = seller?.dailyCap ?? team.dailyCap;
    return {
      userId,
      weight: Math.max(1, weight),
      pass: seller?.pass ?? start,
      absence: absence ?? ownAbsence(db, { userId, weight, cap, now, today }),
    };
  });
}

interface Circumstances {
  userId: string;
  weight: number;
  cap: number | null;
  now: Date;
  today: Date;
}

function ownAbsence(db: Db, { userId, weight, cap, now, today }: Circumstances): Absence | null {
  if (weight === 0) return 'takes no leads by turn';
  if (awayUntil(db, userId, now) !== undefined) return 'is out of office';
  if (cap !== null && turnsSince(db, userId, today) >= cap) return 'has had enough leads today';
  return null;
}

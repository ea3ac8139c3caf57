import { DateTime } from 'luxon';
import { and, eq } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Lead } from '../leads/table.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { type Absence, type Candidate, chooseSeller, type Route } from './choose.ts';
import { accountOwnerOf, assignmentsOf, awayUntil, type Seller, sellersOf, turnsSince } from './queries.ts';
import { assignments, sellers } from './table.ts';
import { giveBack } from './turns.ts';

export interface RouteRequest {
  /** When the lead will be due: who does not want to be disturbed for longer is skipped. */
  dueAt: Date;
  /** The seller whom the marketer named. */
  namedId: string | null;
  /** Who is not to be asked, beyond those who had the lead already. */
  except?: readonly string[];
}

/** Whom a lead would go to, and why, without doing it. */
export function planRoute(
  db: Db,
  lead: Pick<Lead, 'id' | 'companyDomain' | 'teamId' | 'handedOffAt'>,
  request: RouteRequest,
  now: Date,
): Route {
  const team = requireTeam(db, lead.teamId);
  return chooseSeller({
    candidates: candidatesOf(db, team, { now, dueAt: request.dueAt }),
    mode: team.routing,
    oneSellerId: team.oneSellerId,
    accountOwnerId: team.accountRule ? accountOwnerOf(db, lead) : null,
    namedId: request.namedId,
    hadIt: new Set([...hadIt(db, lead), ...(request.except ?? [])]),
    fallbackId: team.fallbackId ?? team.managerId,
  });
}

/** Who had the lead since it came; a nurtured one that is back begins anew. */
const hadIt = (db: Db, lead: Pick<Lead, 'id' | 'handedOffAt'>) =>
  assignmentsOf(db, lead.id)
    .filter(({ at }) => at >= lead.handedOffAt)
    .map(({ userId }) => userId);

/** Chooses who is to act on a lead, counts the turn, and notes the assignment. The lead itself is the caller's to change. */
export function routeLead(tx: Tx, lead: Lead, request: RouteRequest, now: Date): Route {
  const route = planRoute(tx, lead, request, now);
  for (const { userId, pass } of route.turns) setPass(tx, lead.teamId, userId, pass);
  assign(tx, lead, { userId: route.userId, why: route.why }, now);
  return route;
}

/** Counts a turn for somebody who took a lead without being asked. */
export function takeTurn(tx: Tx, lead: Lead, userId: string, now: Date): void {
  const team = requireTeam(tx, lead.teamId);
  const seller = sellersOf(tx, team.id).find((one) => one.userId === userId);
  if (seller) setPass(tx, team.id, userId, seller.pass + 1 / (weightOf(team, seller) || 1));
  assign(tx, lead, { userId, why: 'took' }, now);
}

/** Notes that somebody is to act on a lead now. */
export function assign(tx: Tx, lead: Lead, { userId, why }: Pick<Route, 'userId' | 'why'>, now: Date): void {
  tx.insert(assignments)
    .values({ leadId: lead.id, teamId: lead.teamId, userId, why, isTurn: why === 'turn' || why === 'took', at: now })
    .run();
}

/** Gives a turn back to whoever was asked in turn and did not get the lead. */
export function giveTurnBack(tx: Tx, lead: Lead): void {
  const [last] = assignmentsOf(tx, lead.id);
  if (!last?.isTurn) return;
  const seller = sellersOf(tx, lead.teamId).find(({ userId }) => userId === last.userId);
  if (!seller) return;
  const weight = weightOf(requireTeam(tx, lead.teamId), seller) || 1;
  setPass(tx, lead.teamId, seller.userId, giveBack({ ...seller, weight }).pass);
  tx.update(assignments).set({ isTurn: false }).where(eq(assignments.id, last.id)).run();
}

/** Everybody of the team with their turns, and why they can take no lead now. */
export function candidatesOf(db: Db, team: Team, { now, dueAt }: { now: Date; dueAt: Date }): Candidate[] {
  const today = DateTime.fromJSDate(now, { zone: team.zone }).startOf('day').toJSDate();
  const why = (seller: Seller): Absence | null => {
    if (seller.absence !== null) return seller.absence;
    if (weightOf(team, seller) === 0) return 'takes no leads by turn';
    if (awayUntil(db, seller.userId, now) !== undefined) return 'is out of office';
    if (seller.undisturbedUntil !== null && seller.undisturbedUntil > dueAt) return 'does not want to be disturbed';
    const cap = seller.dailyCap ?? team.dailyCap;
    if (cap !== null && turnsSince(db, seller.userId, today) >= cap) return 'has had enough leads today';
    return null;
  };
  return sellersOf(db, team.id)
    .filter((seller) => seller.isPresent)
    .map((seller) => ({
      userId: seller.userId,
      weight: weightOf(team, seller) || 1,
      pass: seller.pass,
      absence: why(seller),
    }));
}

/** A manager answers for the team; the leads are the sellers', unless somebody says otherwise. */
const weightOf = (team: Team, { userId, weight }: Seller) => weight ?? (userId === team.managerId ? 0 : 1);

function setPass(tx: Tx, teamId: number, userId: string, pass: number): void {
  tx.update(sellers)
    .set({ pass })
    .where(and(eq(sellers.teamId, teamId), eq(sellers.userId, userId)))
    .run();
}

import { DateTime } from 'luxon';
import type { Db } from '../../platform/db/open.ts';
import { insertRow, updateRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import type { Lead } from '../table.ts';
import { type Absence, type Candidate, chooseSeller, type Route } from './choose.ts';
import { fallbackOwnerOf } from './fallback-owner.ts';
import { absent, accountOwnerOf, assignmentsOf, type Seller, sellersHere, sellersOf, turnsSince } from './queries.ts';
import { giveBack } from './round-robin.ts';
import { assignments, sellers } from './table.ts';
import type { Queue } from './types.ts';

export interface RouteRequest {
  /** The team that has the lead. */
  team: Team;
  /** When the lead will be due: people with Do Not Disturb beyond that are skipped. */
  dueAt: Date;
  /** The seller whom the marketer named. */
  namedId: string | null;
  /** Leads that were not accepted in time have a queue of their own. */
  queue: Queue;
  /** People to skip, besides those who had the lead already. */
  except?: readonly string[];
  /** One of a list: it counts for no one's daily limit. */
  ofList?: boolean;
}

/** The person whom a lead would go to, and why, without assigning it. */
export function planRoute(
  db: Db,
  lead: Pick<Lead, 'id' | 'companyDomain' | 'teamId' | 'handedOffAt'>,
  request: RouteRequest,
  now: Date,
): Route {
  const { team } = request;
  return chooseSeller({
    candidates: candidatesOf(db, team, request, now),
    mode: team.routing,
    oneSellerId: team.oneSellerId,
    accountOwnerId: team.accountRule ? accountOwnerOf(db, lead) : null,
    namedId: request.namedId,
    hadIt: new Set([...(request.queue === 'moved' ? hadIt(db, lead) : []), ...(request.except ?? [])]),
    fallbackId: fallbackOwnerOf(db, team, now),
  });
}

/** People who were assigned this lead since its hand-off and did not keep it. */
const hadIt = (db: Db, lead: Pick<Lead, 'id' | 'handedOffAt'>) =>
  assignmentsOf(db, lead.id)
    .filter(({ at }) => at >= lead.handedOffAt)
    .map(({ userId }) => userId);

/**
 * Chooses the person who is to act on a lead, counts the turn and records the assignment. The caller updates the lead.
 */
export function routeLead(tx: Tx, lead: Lead, request: RouteRequest, now: Date): Route {
  const route = planRoute(tx, lead, request, now);
  for (const { userId, pass } of route.turns) setPass(tx, lead.teamId, userId, request.queue, pass);
  const turnIn = route.why === 'turn' && !request.ofList ? request.queue : null;
  assign(tx, lead, { userId: route.userId, why: route.why, turnIn }, now);
  return route;
}

/** Counts a turn for a person who took a lead without being asked. */
export function takeTurn(tx: Tx, lead: Lead, userId: string, now: Date): void {
  const team = requireTeam(tx, lead.teamId);
  const seller = sellersOf(tx, team.id).find((one) => one.userId === userId);
  if (seller) setPass(tx, team.id, userId, 'first', seller.pass + 1 / (weightOf(team, seller) || 1));
  assign(tx, lead, { userId, why: 'took', turnIn: seller ? 'first' : null }, now);
}

/** Records that a person is to act on a lead now. */
export function assign(
  tx: Tx,
  lead: Lead,
  { userId, why, turnIn = null }: Pick<Route, 'userId' | 'why'> & { turnIn?: Queue | null },
  now: Date,
): void {
  insertRow(tx, assignments, { leadId: lead.id, teamId: lead.teamId, userId, why, turnIn, at: now });
}

/** Returns a turn to the person who was asked in turn and did not get the lead. */
export function giveTurnBack(tx: Tx, lead: Lead): void {
  const [last] = assignmentsOf(tx, lead.id);
  if (!last?.turnIn) return;
  const seller = sellersOf(tx, lead.teamId).find(({ userId }) => userId === last.userId);
  if (!seller) return;
  const weight = weightOf(requireTeam(tx, lead.teamId), seller) || 1;
  const pass = giveBack({ userId: seller.userId, weight, pass: passIn(last.turnIn, seller) }).pass;
  setPass(tx, lead.teamId, seller.userId, last.turnIn, pass);
  updateRow(tx, assignments, { id: last.id }, { turnIn: null });
}

/** Everyone in the team with their turns, and why they cannot take a lead now. */
function candidatesOf(db: Db, team: Team, { dueAt, queue, ofList = false }: RouteRequest, now: Date): Candidate[] {
  const away = absent(db, now);
  const why = (seller: Seller): Absence | null => {
    if (seller.absence !== null) return seller.absence;
    if (away.has(seller.userId)) return 'is out of office';
    if (seller.undisturbedUntil !== null && seller.undisturbedUntil > dueAt) return 'does not want to be disturbed';
    // After the absences: limits on turns do not apply to a person who is chosen by name.
    if (weightOf(team, seller) === 0) return 'takes no leads by turn';
    const cap = seller.dailyCap ?? team.dailyCap;
    if (!ofList && cap !== null && turnsSince(db, seller.userId, startOfDay(team.zone, now)) >= cap)
      return 'has had enough leads today';
    return null;
  };
  return sellersHere(db, team.id).map((seller) => ({
    userId: seller.userId,
    weight: weightOf(team, seller) || 1,
    pass: passIn(queue, seller),
    absence: why(seller),
  }));
}

const startOfDay = (zone: string, at: Date) => DateTime.fromJSDate(at, { zone }).startOf('day').toJSDate();

/** By default a manager takes no turns: they answer for the team, and the leads are for its sellers. */
const weightOf = (team: Team, { userId, weight }: Seller) => weight ?? (userId === team.managerId ? 0 : 1);

const passIn = (queue: Queue, seller: Seller) => (queue === 'first' ? seller.pass : seller.movedPass);

function setPass(tx: Tx, teamId: number, userId: string, queue: Queue, pass: number): void {
  updateRow(tx, sellers, { teamId, userId }, queue === 'first' ? { pass } : { movedPass: pass });
}

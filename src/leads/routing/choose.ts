import type { RoutingMode } from '../../teams/types.ts';
import type { RouteReason } from '../types.ts';
import { afterTurn, nextInTurn, type Turn } from './round-robin.ts';

/** Why a person gets no leads now according to Slack, in words that follow their name. */
export type SlackAbsence =
  | 'has an away status'
  | 'is deactivated'
  | 'is a guest'
  | 'is from another workspace'
  | 'is a bot';

export type Absence =
  | SlackAbsence
  | 'is out of office'
  | 'does not want to be disturbed'
  | 'has had enough leads today'
  | 'takes no leads by turn';

const ofTurns = new Set<Absence>(['takes no leads by turn', 'has had enough leads today']);

export interface Candidate extends Turn {
  /** Null if they can take a lead now. */
  absence: Absence | null;
}

export interface Route {
  userId: string;
  why: RouteReason;
  skipped: { userId: string; absence: Absence }[];
  /** The turns that change by this route, if it took a turn. */
  turns: Turn[];
}

export interface Routing {
  /** Everyone in the team. */
  candidates: readonly Candidate[];
  mode: RoutingMode;
  /** In mode `one`. */
  oneSellerId: string | null;
  /** Owner of an earlier lead at the same company, if account match is on. */
  accountOwnerId: string | null;
  /** The seller whom the marketer named. */
  namedId: string | null;
  /** People who have had this lead already. */
  hadIt: ReadonlySet<string>;
  /** Takes leads that no one else can take: there is always a named person. */
  fallbackId: string;
}

/**
 * The person who should act on a lead now. People who cannot are skipped before a turn is counted. In a pool, where the
 * first to accept owns the lead, this is who is asked if no one accepts.
 */
export function chooseSeller(routing: Routing): Route {
  const { candidates, mode, hadIt } = routing;
  const free = candidates.filter((one) => one.absence === null && !hadIt.has(one.userId));
  const skipped = candidates.flatMap(({ userId, absence }) => (absence === null ? [] : [{ userId, absence }]));
  /** Limits on turns do not apply to a person who is chosen by name. */
  const isThere = (userId: string | null) =>
    candidates.find(
      (one) => one.userId === userId && !hadIt.has(one.userId) && (one.absence === null || ofTurns.has(one.absence)),
    );
  const route = (userId: string, why: RouteReason, turns: Turn[] = []): Route => ({
    userId,
    why,
    skipped,
    turns,
  });

  const named = isThere(routing.namedId);
  if (named) return route(named.userId, 'named');
  const accountOwner = isThere(routing.accountOwnerId);
  if (accountOwner) return route(accountOwner.userId, 'account');
  const only = mode === 'one' ? isThere(routing.oneSellerId) : undefined;
  if (only) return route(only.userId, 'one_seller');
  const next = nextInTurn(free);
  if (!next) return route(routing.fallbackId, 'fallback');
  const away = new Set(candidates.filter((one) => one.absence !== null).map((one) => one.userId));
  const turns = afterTurn(candidates, next, away).filter((turn, index) => turn.pass !== candidates[index]?.pass);
  return route(next.userId, 'turn', turns);
}

import type { RoutingMode } from '../../teams/types.ts';
import type { RouteReason } from '../types.ts';
import { afterTurn, nextInTurn, type Turn } from './round-robin.ts';

/** Why somebody gets no leads now as Slack has it, in words that follow their name. */
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
  /** Null: they can take a lead now. */
  absence: Absence | null;
}

export interface Route {
  userId: string;
  why: RouteReason;
  skipped: { userId: string; absence: Absence }[];
  /** The turns that are others after this, where it was a turn. */
  turns: Turn[];
}

export interface Routing {
  /** Everybody of the team. */
  candidates: readonly Candidate[];
  mode: RoutingMode;
  /** In mode `one`. */
  oneSellerId: string | null;
  /** Owner of an earlier lead at the same company, where that counts. */
  accountOwnerId: string | null;
  /** The seller whom the marketer named. */
  namedId: string | null;
  /** Who has had this lead already. */
  hadIt: ReadonlySet<string>;
  /** Takes what nobody else can: there is always a named person. */
  fallbackId: string;
}

/**
 * Who should act on a lead now. Everybody who cannot is skipped before a turn is counted. In a pool, where the first to
 * accept has it, this is who is asked when nobody does.
 */
export function chooseSeller(routing: Routing): Route {
  const { candidates, mode, hadIt } = routing;
  const free = candidates.filter((one) => one.absence === null && !hadIt.has(one.userId));
  const skipped = candidates.flatMap(({ userId, absence }) => (absence === null ? [] : [{ userId, absence }]));
  /** Limits of turns are no limits for whoever is meant in person. */
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

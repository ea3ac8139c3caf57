/** Things about wins that wait for a manager: shown on their home, and in their morning message. */
import type { Db } from '../../platform/db/open.ts';
import { WEEK_MS } from '../../platform/time/units.ts';
import { decidesOn } from '../../teams/agreement.ts';
import { allTeams } from '../../teams/queries.ts';
import { openProposal } from '../rules.ts';
import type { WinRules } from '../table.ts';
import { type Quarter, quarterToCelebrate } from './quarter.ts';

export interface WaitingWins {
  /** A proposed change of the rules of credit that they decide on. */
  proposal: WinRules | undefined;
  /** A quarter whose celebration is drafted. */
  quarter: Quarter | undefined;
}

/** After that, the draft waits behind `/baton wins` alone. */
const SHOWN_MS = 4 * WEEK_MS;

/** Undefined when nothing waits. */
export function winsWaitingFor(db: Db, userId: string, now: Date): WaitingWins | undefined {
  const open = openProposal(db);
  const proposal = open && decidesOn(db, open, userId) ? open : undefined;
  const isManager = allTeams(db).some(({ managerId }) => managerId === userId);
  const last = isManager ? quarterToCelebrate(db, now) : undefined;
  const quarter = last && now.getTime() - last.to.getTime() < SHOWN_MS ? last : undefined;
  return proposal || quarter ? { proposal, quarter } : undefined;
}

/** Since when each of them waits. */
export function winsSince(db: Db, userId: string, now: Date): Date[] {
  const { proposal, quarter } = winsWaitingFor(db, userId, now) ?? {};
  return [proposal?.proposedAt, quarter?.to].filter((at) => at !== undefined);
}

/** Things about wins that wait for a manager: shown on their home, and in their morning message. */
import type { Db } from '../platform/db/open.ts';
import { decidesOn, openProposal } from './rules.ts';
import type { WinRules } from './table.ts';

export interface WaitingWins {
  /** A proposed change of the rules of credit that they decide on. */
  proposal: WinRules | undefined;
}

/** Since when each of them waits. */
export const winsSince = (db: Db, userId: string): Date[] => {
  const waiting = winsWaitingFor(db, userId);
  return waiting?.proposal ? [waiting.proposal.proposedAt] : [];
};

/** Undefined when nothing waits. */
export function winsWaitingFor(db: Db, userId: string): WaitingWins | undefined {
  const open = openProposal(db);
  const proposal = open && decidesOn(db, open, userId) ? open : undefined;
  return proposal && { proposal };
}

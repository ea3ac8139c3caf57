/** Both teams change the rules of credit together: the manager of one side proposes, one of the other side agrees. */
import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { decidesOn } from '../teams/agreement.ts';
import { allTeams } from '../teams/queries.ts';
import { otherSide } from '../teams/sides.ts';
import type { TeamKind } from '../teams/table.ts';
import { openProposal, rulesById } from './rules.ts';
import { type WinRules, winRules } from './table.ts';
import type { Weights } from './types.ts';

interface Proposal {
  by: string;
  /** Those that the person answers for. */
  sides: readonly TeamKind[];
  weights: Weights;
  words: string | null;
}

/**
 * Replaces an open proposal of the same side.
 * @throws UserError while one of the other side waits.
 */
export function proposeRules(tx: Tx, { by, sides, weights, words }: Proposal, now: Date): void {
  const open = openProposal(tx);
  if (open && open.proposedBy !== by && !sides.includes(open.side)) {
    throw new UserError('The other side has proposed a change. Please answer it first.');
  }
  const side = open?.side ?? sides[0];
  if (side === undefined)
    throw new UserError('Only the managers of sales and marketing teams propose rules of credit.');
  if (open) settle(tx, open, { state: 'withdrawn', decidedBy: by, decidedAt: now });
  const { hand_off: handOff, ride_along: rideAlong, ...others } = weights;
  tx.insert(winRules)
    .values({ handOff, rideAlong, ...others, words, proposedBy: by, side, proposedAt: now, state: 'proposed' })
    .run();
  tellManagers(tx, now);
}

interface Decision {
  id: number;
  by: string;
  sides: readonly TeamKind[];
  state: 'agreed' | 'declined' | 'withdrawn';
}

/** A second, equal decision changes nothing. @throws UserError for the proposing side, and after another decision. */
export function decideRules(tx: Tx, { id, by, sides, state }: Decision, now: Date): void {
  const proposal = rulesById(tx, id);
  if (!proposal) throw new UserError('This proposal no longer exists.');
  if (proposal.state === state) return;
  if (proposal.state !== 'proposed') {
    throw new UserError(`This proposal was ${proposal.state} by ${mention(proposal.decidedBy ?? '')}.`);
  }
  if (state === 'withdrawn' && proposal.proposedBy !== by) {
    throw new UserError(`Only ${mention(proposal.proposedBy)} can withdraw this proposal.`);
  }
  if (state !== 'withdrawn' && !decidesOn(tx, proposal, by, sides)) {
    throw new UserError(`A manager in ${otherSide(proposal.side)} decides on this proposal.`);
  }
  settle(tx, proposal, { state, decidedBy: by, decidedAt: now });
  tellManagers(tx, now);
}

const settle = (tx: Tx, { id }: WinRules, change: Pick<WinRules, 'state' | 'decidedBy' | 'decidedAt'>): void =>
  void tx.update(winRules).set(change).where(eq(winRules.id, id)).run();

/** Their homes show the proposal: it is no message of its own. */
const tellManagers = (tx: Tx, now: Date): void =>
  noteChange(tx, { people: allTeams(tx).map(({ managerId }) => managerId) }, now);

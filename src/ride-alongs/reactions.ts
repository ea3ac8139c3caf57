import type { Db } from '../platform/db/open.ts';
import { heardReactions } from '../platform/slack/heard-reactions.ts';
import { isRaisedHand } from '../platform/slack/raised-hand.ts';
import { rideAlongReactions } from './table.ts';

/** A raised hand on the offer claims a seat; taking it away gives the seat back. */
export const meaningOf = (_: Db, emoji: string): 'claim' | undefined => (isRaisedHand(emoji) ? 'claim' : undefined);

export const reactions = heardReactions(rideAlongReactions, meaningOf);

import type { Db } from '../platform/db/open.ts';
import { heardReactions } from '../platform/slack/heard-reactions.ts';
import { isRaisedHand, withoutSkinTone } from '../platform/slack/raised-hand.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import type { Actor } from './actor.ts';
import { type ContentRequest, requestReactions } from './table.ts';
import type { ReactionMeaning } from './types.ts';

const VOTE = 'heavy_plus_sign';

/** Undefined for every other emoji. Skin tones (`::skin-tone-3`) are ignored. */
export function meaningOf(_: Db, emoji: string): ReactionMeaning | undefined {
  if (isRaisedHand(emoji)) return 'claim';
  return withoutSkinTone(emoji) === VOTE ? 'vote' : undefined;
}

export const reactions = heardReactions(requestReactions, meaningOf);

const TAKE_BACK_MS = 10 * MINUTE_MS;

/** Removing the emoji soon after claiming undoes a slip; later it has no effect. */
export const isSlip = ({ status, ownerId, claimedAt }: ContentRequest, actor: Actor, at: Date): boolean =>
  status === 'claimed' &&
  ownerId === actor.id &&
  claimedAt !== null &&
  at.getTime() - claimedAt.getTime() <= TAKE_BACK_MS;

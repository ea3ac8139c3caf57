import type { Db } from '../platform/db/open.ts';
import { heardReactions } from '../platform/slack/heard-reactions.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import type { Actor } from './actor.ts';
import { type ContentRequest, requestReactions } from './table.ts';
import type { ReactionMeaning } from './types.ts';

/** Slack's short names and their aliases; those with the same image mean the same. */
const meanings: Record<string, ReactionMeaning> = {
  raised_hand: 'claim',
  hand: 'claim',
  raised_hand_with_fingers_splayed: 'claim',
  raised_back_of_hand: 'claim',
  raising_hand: 'claim',
  'man-raising-hand': 'claim',
  'woman-raising-hand': 'claim',
  heavy_plus_sign: 'vote',
};

/** Undefined for every other emoji. Skin tones (`::skin-tone-3`) are ignored. */
export const meaningOf = (_: Db, emoji: string): ReactionMeaning | undefined => meanings[emoji.split('::')[0] ?? ''];

export const reactions = heardReactions(requestReactions, meaningOf);

const TAKE_BACK_MS = 10 * MINUTE_MS;

/** Removing the emoji soon after claiming undoes a slip; later it has no effect. */
export const isSlip = ({ status, ownerId, claimedAt }: ContentRequest, actor: Actor, at: Date): boolean =>
  status === 'claimed' &&
  ownerId === actor.id &&
  claimedAt !== null &&
  at.getTime() - claimedAt.getTime() <= TAKE_BACK_MS;

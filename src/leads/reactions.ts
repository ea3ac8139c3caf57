import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { heardReactions } from '../platform/slack/heard-reactions.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import type { Actor } from './actor.ts';
import { cardEmoji, takeBackMinutes } from './settings.ts';
import { type Lead, leadReactions } from './table.ts';
import type { ReactionMeaning } from './types.ts';

/** Slack's short names with the same image, which therefore mean the same. */
const lookalikes = [
  ['white_check_mark', 'heavy_check_mark', 'ballot_box_with_check'],
  ['x', 'negative_squared_cross_mark', 'heavy_multiplication_x'],
  ['telephone_receiver', 'phone', 'telephone', 'calling'],
  ['+1', 'thumbsup'],
  ['-1', 'thumbsdown'],
  ['raised_hand', 'hand'],
  ['dart', 'bullseye'],
];

/**
 * The meaning that the company gave to an emoji; undefined for every other emoji. The chosen emoji takes precedence
 * over its lookalikes. Skin tones (`::skin-tone-3`) are ignored.
 */
export function meaningOf(db: Db, emoji: string): ReactionMeaning | undefined {
  const name = emoji.split('::')[0] ?? '';
  const chosen = Object.entries(settingOf(db, cardEmoji)) as [ReactionMeaning, string][];
  const alike = lookalikes.find((names) => names.includes(name)) ?? [];
  const found = chosen.find(([, one]) => one === name) ?? chosen.find(([, one]) => alike.includes(one));
  return found?.[0];
}

export const reactions = heardReactions(leadReactions, meaningOf);

/** Removing the emoji soon after accepting undoes a slip; later it has no effect. */
export const isSlip = (db: Db, { status, ownerId, acceptedAt }: Lead, actor: Actor, at: Date): boolean =>
  status === 'accepted' &&
  ownerId === actor.id &&
  acceptedAt !== null &&
  at.getTime() - acceptedAt.getTime() <= settingOf(db, takeBackMinutes) * MINUTE_MS;

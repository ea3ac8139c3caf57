import { and, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { weighReaction } from '../platform/slack/reaction-state.ts';
import { requestReactions } from './table.ts';

export type ReactionMeaning = 'claim' | 'vote';

/** Slack's short names and their aliases; what looks the same means the same. */
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

/** Undefined for every other emoji. Skin tones (`::skin-tone-3`) make no difference. */
export const meaningOf = (emoji: string): ReactionMeaning | undefined => meanings[emoji.split('::')[0] ?? ''];

export interface HeardReaction {
  requestId: number;
  userId: string;
  emoji: string;
  present: boolean;
  /** Slack's `event_ts`: which of two words on one reaction is the newer one. */
  eventTs: string;
}

/**
 * Remembers what Slack says of a reaction.
 * @returns whether that is news: false for repetitions and for events that a newer one has overtaken.
 */
export function hearReaction(tx: Tx, heard: HeardReaction): boolean {
  const { requestId, userId, emoji, present, eventTs } = heard;
  const known = heardReactions(tx, requestId).find((one) => one.userId === userId && one.emoji === emoji);
  const { isNewer, isNews } = weighReaction(known, heard);
  if (isNewer) {
    tx.insert(requestReactions)
      .values(heard)
      .onConflictDoUpdate({
        target: [requestReactions.requestId, requestReactions.userId, requestReactions.emoji],
        set: { present, eventTs },
      })
      .run();
  }
  return isNews;
}

/** What Slack last said of each reaction on the card of a request, those that were taken back included. */
export const heardReactions = (db: Db, requestId: number) =>
  db.select().from(requestReactions).where(eq(requestReactions.requestId, requestId)).all();

/** Whether this person still says the same with another emoji that means it. */
export const stillMeans = (
  db: Db,
  { requestId, userId }: Pick<HeardReaction, 'requestId' | 'userId'>,
  meaning: ReactionMeaning,
): boolean =>
  db
    .select()
    .from(requestReactions)
    .where(
      and(
        eq(requestReactions.requestId, requestId),
        eq(requestReactions.userId, userId),
        eq(requestReactions.present, true),
      ),
    )
    .all()
    .some((one) => meaningOf(one.emoji) === meaning);

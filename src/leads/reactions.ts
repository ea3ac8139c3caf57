import { and, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { insertNewRow, updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { weighReaction } from '../platform/slack/reaction-state.ts';
import { cardEmoji } from './settings.ts';
import { cardReactions } from './table.ts';
import type { ReactionMeaning } from './types.ts';

/** Slack's short names that look the same, and so mean the same. */
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
 * What an emoji on a card says, as the company chose it; undefined for every other. The one that was chosen counts before
 * its lookalikes. Skin tones (`::skin-tone-3`) make no difference.
 */
export function meaningOf(db: Db, emoji: string): ReactionMeaning | undefined {
  const name = emoji.split('::')[0] ?? '';
  const chosen = Object.entries(settingOf(db, cardEmoji)) as [ReactionMeaning, string][];
  const alike = lookalikes.find((names) => names.includes(name)) ?? [];
  const found = chosen.find(([, one]) => one === name) ?? chosen.find(([, one]) => alike.includes(one));
  return found?.[0];
}

export interface HeardReaction {
  leadId: number;
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
  const { isNewer, isNews } = weighReaction(
    known(tx).get({ leadId: heard.leadId, userId: heard.userId, emoji: heard.emoji }),
    heard,
  );
  if (isNewer) remember(tx, heard);
  return isNews;
}

function remember(tx: Tx, heard: HeardReaction): void {
  const { present, eventTs, ...key } = heard;
  if (!insertNewRow(tx, cardReactions, heard)) updateRow(tx, cardReactions, key, { present, eventTs });
}

const known = prepared((db) =>
  db
    .select()
    .from(cardReactions)
    .where(
      and(
        eq(cardReactions.leadId, sql.placeholder('leadId')),
        eq(cardReactions.userId, sql.placeholder('userId')),
        eq(cardReactions.emoji, sql.placeholder('emoji')),
      ),
    )
    .prepare(),
);

/** What Slack last said of each reaction on the card of a lead, those that were taken back included. */
export const heardReactions = (db: Db, leadId: number) =>
  db.select().from(cardReactions).where(eq(cardReactions.leadId, leadId)).all();

/** Whether this person still says the same with another emoji that looks like it. */
export const stillMeans = (
  db: Db,
  { leadId, userId }: Pick<HeardReaction, 'leadId' | 'userId'>,
  meaning: ReactionMeaning,
): boolean =>
  heardReactions(db, leadId).some(
    (one) => one.present && one.userId === userId && meaningOf(db, one.emoji) === meaning,
  );

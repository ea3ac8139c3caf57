/** Reactions on one kind of card: the table of their last known state. */
import { type AnySQLiteColumn, and, eq, integer, primaryKey, sql, sqliteTable, text } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { preparedRows } from '../db/prepared.ts';
import { insertNewRow, updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { weighReaction } from './reaction-state.ts';

/** `subject` is the column of the lead or request whose card it is. */
export const reactionTable = (name: string, subject: string, subjectId: () => AnySQLiteColumn) =>
  sqliteTable(
    name,
    {
      subjectId: integer(subject).notNull().references(subjectId),
      userId: text().notNull(),
      /** Slack's short name, without colons. */
      emoji: text().notNull(),
      present: integer({ mode: 'boolean' }).notNull(),
      /** `event_ts` of the newest known event, as Slack writes it. */
      eventTs: text().notNull(),
    },
    (reaction) => [primaryKey({ columns: [reaction.subjectId, reaction.userId, reaction.emoji] })],
  );

type ReactionTable = ReturnType<typeof reactionTable>;
type HeardReaction = ReactionTable['$inferSelect'];

interface HeardReactions<Meaning> {
  /**
   * Stores the state of a reaction.
   * @returns whether it is news: false for repeated events and for events that a newer one has overtaken.
   */
  hear(tx: Tx, reaction: HeardReaction): boolean;
  /** The last known state of each reaction on a card, including removed ones. */
  of(db: Db, subjectId: number): HeardReaction[];
  /** Whether this person still has another emoji with the same meaning on the card. */
  stillMeans(db: Db, reaction: Pick<HeardReaction, 'subjectId' | 'userId'>, meaning: Meaning): boolean;
}

export function heardReactions<Meaning extends string>(
  table: ReactionTable,
  meaningOf: (db: Db, emoji: string) => Meaning | undefined,
): HeardReactions<Meaning> {
  const known = preparedRows(
    table,
    and(
      eq(table.subjectId, sql.placeholder('subjectId')),
      eq(table.userId, sql.placeholder('userId')),
      eq(table.emoji, sql.placeholder('emoji')),
    ),
  );
  const of = (db: Db, subjectId: number) => db.select().from(table).where(eq(table.subjectId, subjectId)).all();
  return {
    of,
    hear(tx, reaction) {
      const { present, eventTs, ...key } = reaction;
      const { isNewer, isNews } = weighReaction(known(tx).get(key), reaction);
      if (isNewer && !insertNewRow(tx, table, reaction)) updateRow(tx, table, key, { present, eventTs });
      return isNews;
    },
    stillMeans: (db, { subjectId, userId }, meaning) =>
      of(db, subjectId).some((one) => one.present && one.userId === userId && meaningOf(db, one.emoji) === meaning),
  };
}

/** How posts name people: by a mention, unless they chose otherwise or are no longer here. */
import { eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { standingOf } from '../teams/standing.ts';
import { winCredits, winPeople, winRecords } from './table.ts';
import type { Showing } from './types.ts';

function showingOf(db: Db, userId: string): Showing {
  const standing = standingOf(db, userId);
  if (standing === 'deactivated') return 'left';
  if (standing !== 'member') return 'outside';
  return preferencesOf(db, userId).wins;
}

export const showingsOf = (db: Db, userIds: Iterable<string>): Map<string, Showing> =>
  new Map([...new Set(userIds)].map((userId) => [userId, showingOf(db, userId)]));

const everyone = prepared((db) => db.selectDistinct({ userId: winRecords.userId }).from(winRecords).prepare());

/** Everyone with a part in a win, for the reader of standings. */
export const peopleOfWins = (db: Db): string[] =>
  everyone(db)
    .all()
    .map(({ userId }) => userId);

const known = preparedRows(winPeople, eq(winPeople.userId, sql.placeholder('userId')));

/** People whom posts name in another way than they should. */
const changedPeople = (db: Db): { userId: string; shown: Showing; isNew: boolean }[] =>
  peopleOfWins(db).flatMap((userId) => {
    const shown = showingOf(db, userId);
    const before = known(db).get({ userId })?.shown;
    return before === shown ? [] : [{ userId, shown, isNew: before === undefined }];
  });

const leadsOf = prepared((db) =>
  db
    .selectDistinct({ leadId: winCredits.leadId })
    .from(winCredits)
    .where(eq(winCredits.userId, sql.placeholder('userId')))
    .prepare(),
);

export const hasChangedPeople = (db: Db): boolean => changedPeople(db).length > 0;

/** Notes how people are named now; calls `again` for each win of those who were named in another way before. */
export function notePeople(tx: Tx, again: (leadId: number) => void): void {
  for (const { userId, shown, isNew } of changedPeople(tx)) {
    tx.insert(winPeople)
      .values({ userId, shown })
      .onConflictDoUpdate({ target: winPeople.userId, set: { shown } })
      .run();
    if (!isNew || shown !== 'named') for (const { leadId } of leadsOf(tx).all({ userId })) again(leadId);
  }
}

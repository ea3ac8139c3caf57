/** Keeps the figures of days and months counted, in the background. */
import { and, asc, eq, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { nextEventLoopTurn } from '../platform/event-loop.ts';
import type { Services } from '../platform/services.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { countRows } from './count-rows.ts';
import { dayOf, freshMonths, marksOf, monthOf, read } from './kept-tallies.ts';
import { momentsIn } from './moments.ts';
import { type BoardView, boardViews } from './scope.ts';
import { scoreboardTallies as kept, type ScoreboardLead } from './table.ts';
import { addTallies, noTallies, type Tallies } from './tallies.ts';

/** Days in which a changed lead has, or had, a moment have to be counted again. */
export function markDays(tx: Tx, stories: readonly ScoreboardLead[]): void {
  const activity = stories.flatMap(momentsIn);
  const cohort = stories.map(({ handedOffAt }) => handedOffAt);
  for (const day of new Set(activity.map(dayOf))) mark(tx, 'activity', day);
  for (const day of new Set(cohort.map(dayOf))) mark(tx, 'cohort', day);
}

const mark = (tx: Tx, view: BoardView, day: number) => marked(tx).run({ view, day });

const marked = prepared((db) =>
  db
    .insert(kept)
    .values({
      ...{ view: sql.placeholder('view'), day: sql.placeholder('day') },
      ...{ level: 'day', marks: 1, counted: 0 },
    })
    .onConflictDoUpdate({ target: [kept.view, kept.level, kept.day], set: { marks: sql`${kept.marks} + 1` } })
    .prepare(),
);

/** A task: counts the days that changed, then the months that are over. Today changes too often. */
export async function keepTallies(
  { db, write, now }: Pick<Services, 'db' | 'write' | 'now'>,
  stop?: AbortSignal,
): Promise<void> {
  const today = dayOf(now());
  for (const view of boardViews) {
    for (let stale = staleDay(db, view, today); stale && !stop?.aborted; stale = staleDay(db, view, today)) {
      const { day, marks } = stale;
      const tallies = countRows(db, { view, from: new Date(day * DAY_MS), to: new Date((day + 1) * DAY_MS) });
      await write((tx) => save(tx, { view, level: 'day', day, marks, counted: marks, tallies }));
      await nextEventLoopTurn();
    }
    await keepMonths({ db, write }, view, { today, stop });
  }
}

const staleDay = (db: Db, view: BoardView, before: number) =>
  db
    .select({ day: kept.day, marks: kept.marks })
    .from(kept)
    .where(and(eq(kept.view, view), eq(kept.level, 'day'), lt(kept.day, before), sql`${kept.marks} <> ${kept.counted}`))
    .orderBy(asc(kept.day))
    .limit(1)
    .get();

async function keepMonths(
  { db, write }: Pick<Services, 'db' | 'write'>,
  view: BoardView,
  { today, stop }: { today: number; stop: AbortSignal | undefined },
): Promise<void> {
  const end = monthOf(today).first;
  const days = marksOf(db, view, 0, end);
  const fresh = freshMonths(db, view, 0, end);
  for (const [day, all] of Map.groupBy(days, (one) => monthOf(one.day).first)) {
    if (stop?.aborted) return;
    if (fresh.has(day)) continue;
    const tallies = noTallies();
    for (const one of read(
      db,
      view,
      'day',
      all.map((row) => row.day),
    ))
      addTallies(tallies, one);
    const counted = all.reduce((sum, { marks }) => sum + marks, 0);
    await write((tx) => save(tx, { view, level: 'month', day, marks: counted, counted, tallies }));
    await nextEventLoopTurn();
  }
}

/** The marks of a day may have gone up while it was counted: then it is counted again. */
function save(tx: Tx, { marks, counted, tallies, ...key }: typeof kept.$inferInsert & { tallies: Tallies }): void {
  tx.insert(kept)
    .values({ ...key, marks, counted, tallies })
    .onConflictDoUpdate({
      target: [kept.view, kept.level, kept.day],
      set: { counted, tallies },
    })
    .run();
}

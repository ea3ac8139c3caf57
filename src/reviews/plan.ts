/** The next review: by the schedule, or on the day to which a manager postponed it. */
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, nextStartOfWork, startOfWorkOn } from '../teams/working-time.ts';
import { monthAfter, monthBefore, monthIn, usualDay } from './days.ts';
import { plannedReview, reviewOfMonth, updateReview } from './queries.ts';
import { reviewDay } from './settings.ts';
import { type Review, reviews } from './table.ts';

interface Plan {
  month: string;
  dueAt: Date;
  movedBy: string | null;
}

/** Why no review comes; undefined if one does. */
export function missingFor(db: Db): 'team' | 'channel' | 'day' | undefined {
  if (!oldestSalesTeam(db)) return 'team';
  if (settingOf(db, sharedChannel) === null) return 'channel';
  return settingOf(db, reviewDay) === 'off' ? 'day' : undefined;
}

/** The next review, also before it is stored; undefined if none comes. */
export function nextPlan(db: Db, now: Date): Plan | undefined {
  const team = oldestSalesTeam(db);
  const day = settingOf(db, reviewDay);
  if (!team || day === 'off' || settingOf(db, sharedChannel) === null) return undefined;
  const usual = (month: string) => usualDay(team, monthAfter(month), day);
  const today = dateIn(team, now);
  const planned = plannedReview(db);
  if (planned && usual(monthAfter(planned.month)) > today) {
    if (planned.movedBy !== null || planned.dueAt <= now) return planned;
    return {
      month: planned.month,
      movedBy: null,
      dueAt: atLeast(team, startOfWorkOn(team, usual(planned.month)), now),
    };
  }
  let month = monthBefore(monthIn(team.zone, now));
  while (usual(month) < today || isOver(db, month)) month = monthAfter(month);
  return { month, movedBy: null, dueAt: startOfWorkOn(team, usual(month)) };
}

/** A schedule that changes does not make a review late. */
const atLeast = (team: Team, at: Date, now: Date): Date =>
  dateIn(team, at) < dateIn(team, now) ? nextStartOfWork(team, now) : at;

const isOver = (db: Db, month: string): boolean => {
  const known = reviewOfMonth(db, month);
  return known !== undefined && known.status !== 'planned';
};

/** Stores the plan, so that a review that Baton sleeps through is known to be late. Undefined if none comes. */
export function ensurePlanned(tx: Tx, now: Date): Review | undefined {
  const plan = nextPlan(tx, now);
  const known = plannedReview(tx);
  if (known && known.month !== plan?.month) tx.delete(reviews).where(eq(reviews.id, known.id)).run();
  if (!plan) return undefined;
  if (known?.month === plan.month) return updateReview(tx, known, { dueAt: plan.dueAt });
  return tx
    .insert(reviews)
    .values({ ...plan, status: 'planned' })
    .returning()
    .get();
}

/** The monthly review on a home: the reader's open actions, and for managers the review that is open or next. */
import { countPoints } from '../agenda/queries.ts';
import type { Db } from '../platform/db/open.ts';
import { missingFor, nextPlan } from '../reviews/plan.ts';
import { openActions, openReview } from '../reviews/queries.ts';
import { todayOf } from '../reviews/shown.ts';
import type { ReviewAction } from '../reviews/table.ts';
import { teamsOfKind } from '../teams/queries.ts';

/** Actions of a person that are listed. */
export const ACTIONS_SIZE = 3;

export interface OwnActions {
  actions: ReviewAction[];
  total: number;
  today: string;
}

/** Open actions of this person, by due date. */
export const readOwnActions = (db: Db, userId: string, now: Date): OwnActions => ({
  ...openActions(db, { limit: ACTIONS_SIZE, offset: 0 }, userId),
  today: todayOf(db, now),
});

export type NextReview =
  | { month: string; dueAt: Date; isOpen: boolean; points: number; actions: number }
  /** No channel is chosen in which both teams would read it. */
  | 'no channel';

/** Undefined if none comes for another reason. */
export function readNextReview(db: Db, now: Date): NextReview | undefined {
  const open = openReview(db);
  const next = open ?? nextPlan(db, now);
  if (next) {
    const { month, dueAt } = next;
    const actions = openActions(db, { limit: 0, offset: 0 }).total;
    return { month, dueAt, isOpen: open !== undefined, points: countPoints(db, null), actions };
  }
  const hasBoth = teamsOfKind(db, 'sales').length > 0 && teamsOfKind(db, 'marketing').length > 0;
  return hasBoth && missingFor(db) === 'channel' ? 'no channel' : undefined;
}

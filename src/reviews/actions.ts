/** The actions of reviews. They are open until they are done or dropped, in whichever review that is. */
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { colleagueFault } from '../teams/membership.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { workingDayBefore } from '../teams/working-days.ts';
import { dateIn, startOfWorkOn, workingDaysAhead } from '../teams/working-time.ts';
import { announceAction } from './announce.ts';
import { openReview, requireAction, requireOpenReview } from './queries.ts';
import { type ReviewAction, reviewActions } from './table.ts';

type Agreed = Pick<ReviewAction, 'what' | 'ownerId' | 'dueOn'>;

/** A week of work from today, as an ISO date. */
export function usualDueDate(db: Db, now: Date): string {
  const team = oldestSalesTeam(db);
  return team ? workingDaysAhead(team, now, 5) : now.toISOString().slice(0, 10);
}

/** Why a person cannot own an action; undefined if they can. */
export const ownerFault = (directory: Directory, userId: string): Promise<string | undefined> =>
  colleagueFault(directory, userId, 'own an action');

/** Why an action cannot be due on this day; undefined if it can. */
export function dueFault(db: Db, dueOn: string, now: Date): string | undefined {
  const team = oldestSalesTeam(db);
  return team && dueOn < dateIn(team, now) ? 'This day is over. Choose today or a later day.' : undefined;
}

/** @throws UserError if the review is over. */
export function addAction(
  tx: Tx,
  { reviewId, by, ...agreed }: Agreed & { reviewId: number; by: string },
  now: Date,
): void {
  requireOpenReview(tx, reviewId);
  insertAction(tx, { reviewId, by, ...agreed }, now);
}

/** Agreed outside of a review: the one that is open and the next ones look at it. */
export const agreeAction = (tx: Tx, agreed: Agreed & { by: string }, now: Date): ReviewAction =>
  insertAction(tx, { reviewId: null, ...agreed }, now);

function insertAction(tx: Tx, agreed: Agreed & Pick<ReviewAction, 'reviewId' | 'by'>, now: Date): ReviewAction {
  const values = { ...agreed, at: now, remindAt: reminderFor(tx, agreed.dueOn, now) };
  const action = tx.insert(reviewActions).values(values).returning().get();
  announceAction(tx, action, { openId: openReview(tx)?.id }, now);
  return action;
}

/** Of an open action. A new owner is told like a first one; a new date has a reminder of its own. */
export function changeAction(tx: Tx, { actionId, ...agreed }: Agreed & { actionId: number }, now: Date): void {
  const action = requireUnsettled(tx, actionId);
  const isMoved = agreed.dueOn !== action.dueOn;
  update(
    tx,
    action,
    {
      ...agreed,
      ...(isMoved && { remindAt: reminderFor(tx, agreed.dueOn, now) }),
      ...(agreed.ownerId !== action.ownerId && { toldOf: null }),
    },
    now,
  );
}

/** A second press changes nothing. @throws UserError if it was settled in the other way. */
export function settleAction(
  tx: Tx,
  { actionId, ...settled }: { actionId: number; by: string } & ({ as: 'done' } | { as: 'dropped'; reason: string }),
  now: Date,
): void {
  const action = requireAction(tx, actionId);
  if (action.status === settled.as) return;
  requireUnsettled(tx, actionId);
  const reason = settled.as === 'dropped' ? settled.reason : null;
  update(tx, action, { status: settled.as, settledBy: settled.by, settledAt: now, reason, remindAt: null }, now);
}

/** After a mistake: it is open again. */
export function reopenAction(tx: Tx, actionId: number, now: Date): void {
  const action = requireAction(tx, actionId);
  if (action.status === 'open') return;
  const remindAt = reminderFor(tx, action.dueOn, now);
  update(tx, action, { status: 'open', settledBy: null, settledAt: null, reason: null, remindAt }, now);
}

export function requireUnsettled(db: Db, actionId: number): ReviewAction {
  const action = requireAction(db, actionId);
  if (action.status === 'open') return action;
  throw new UserError(`This action is ${action.status} already.`);
}

function update(tx: Tx, action: ReviewAction, change: Partial<ReviewAction>, now: Date): void {
  tx.update(reviewActions).set(change).where(eq(reviewActions.id, action.id)).run();
  const after = { ...action, ...change };
  announceAction(tx, after, { openId: openReview(tx)?.id, ownerBefore: action.ownerId }, now);
}

/** The start of work on the working day before. Null if that is today or over: then the thread has just told the owner. */
function reminderFor(db: Db, dueOn: string, now: Date): Date | null {
  const team = oldestSalesTeam(db);
  if (!team) return null;
  const day = workingDayBefore(team, dueOn);
  return day > dateIn(team, now) ? startOfWorkOn(team, day) : null;
}

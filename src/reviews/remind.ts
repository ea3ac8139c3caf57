/** Reminds the owners of actions, and tells a manager of owners who left or are out of office. */
import { awayUntil } from '../leads/routing/queries.ts';
import { inArray } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { membershipOf } from '../teams/members.ts';
import { allTeams, oldestSalesTeam } from '../teams/queries.ts';
import { isHere, leavers } from '../teams/standing.ts';
import { endOfWorkOn } from '../teams/working-time.ts';
import { dueReminders, openActions } from './queries.ts';
import { type ReviewAction, reviewActions } from './table.ts';

/** A transactional task: the owner's only reminder, on the working day before; for an owner who is away, a manager hears. */
export function remindOfReviewActions(tx: Tx, now: Date): void {
  const due = dueReminders(tx, now);
  if (due.length === 0) return;
  tx.update(reviewActions)
    .set({ remindAt: null })
    .where(inArray(reviewActions.id, idsOf(due)))
    .run();
  for (const action of due) {
    const { id: actionId, ownerId, dueOn } = action;
    if (isAwayUntil(tx, action, now)) tellManager(tx, ownerId, [action], now);
    else if (isHere(tx, ownerId) && preferencesOf(tx, ownerId).reminders !== 'off')
      enqueue(tx, 'review_reminder', { actionId, ownerId, dueOn }, { orderingKey: ownerId }, now);
  }
}

/** A transactional task: actions of a person who left need another owner. */
export function coverActionsOfLeavers(tx: Tx, now: Date): void {
  for (const ownerId of leavers(tx)) {
    const { actions } = openActions(tx, { limit: 100, offset: 0 }, ownerId);
    tellManager(tx, ownerId, actions, now);
  }
}

/** Whether the owner is out of office until the due date is over. */
function isAwayUntil(db: Db, { ownerId, dueOn }: ReviewAction, now: Date): boolean {
  const until = awayUntil(db, ownerId, now);
  const team = oldestSalesTeam(db);
  if (until === undefined || !team) return false;
  return until === null || until >= endOfWorkOn(team, dueOn);
}

/** Once for each action and owner. */
function tellManager(tx: Tx, ownerId: string, actions: readonly ReviewAction[], now: Date): void {
  const untold = actions.filter(({ toldOf }) => toldOf !== ownerId);
  if (untold.length === 0) return;
  tx.update(reviewActions)
    .set({ toldOf: ownerId })
    .where(inArray(reviewActions.id, idsOf(untold)))
    .run();
  const userId = managerFor(tx, ownerId, untold);
  if (userId === undefined) return;
  const options = { orderingKey: userId, dedupeKey: `review_owner_gone:${userId}:${ownerId}` };
  enqueue(tx, 'review_owner_gone', { userId, ownerId, actionIds: idsOf(untold) }, options, now);
}

/** The manager of a team of the owner, else one of the others, else the person who wrote the action down. */
function managerFor(db: Db, ownerId: string, actions: readonly ReviewAction[]): string | undefined {
  const teams = allTeams(db);
  const own = teams.filter((team) => membershipOf(db, team)?.userIds.includes(ownerId));
  const candidates = [...own, ...teams].map((team) => managerOf(db, team));
  return [...candidates, ...actions.map(({ by }) => by)].find((userId) => userId !== ownerId && isHere(db, userId));
}

const idsOf = (actions: readonly ReviewAction[]): number[] => actions.map(({ id }) => id);

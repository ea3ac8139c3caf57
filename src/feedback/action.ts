import { addAgendaPoint } from '../agenda/points.ts';
import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { colleagueFault } from '../teams/membership.ts';
import { sharedChannel } from '../teams/settings.ts';
import { nextWeekdayAt } from '../teams/working-time.ts';
import { announceCard, announceSummary, askForAction } from './announce.ts';
import { actionWantedKey } from './posted.ts';
import { actionOf, calendarOf, recipientsOf, requireRound, updateRound } from './queries.ts';
import { type Action, feedbackActions, feedbackAnswers, type Round } from './table.ts';

export type NewAction = Pick<Action, 'what' | 'ownerId' | 'dueOn' | 'whyNothing'>;

/** Whether the asker still has to answer the results. */
export const isActionWanted = (db: Db, round: Round): boolean =>
  round.outcome === 'summary' && actionOf(db, round.id) === undefined;

/** @throws UserError if the asker has nothing to answer, or has answered. */
export function requireActionWanted(db: Db, round: Round): void {
  if (round.outcome !== 'summary') throw new UserError('This survey has no results to follow up on.');
  if (actionOf(db, round.id)) throw new UserError('The follow-up to this survey was already shared.');
}

/** Friday of the next seven days, as an ISO date. */
export const usualDueDate = (db: Db, round: Round, now: Date): string =>
  nextWeekdayAt(calendarOf(db, round), now, 5, '12:00').toISOString().slice(0, 10);

/** Whether a next step goes on the agenda of the monthly review. */
export const isOnAgenda = (db: Db): boolean => settingOf(db, sharedChannel) !== null;

/** Why a person cannot own the next step; undefined if they can. */
export const actionOwnerFault = (directory: Directory, userId: string): Promise<string | undefined> =>
  colleagueFault(directory, userId, 'be notified');

/**
 * Stores the next step, or the reason for none, and notifies the participants and its owner.
 * @throws UserError when there are no results, or the follow-up was already shared.
 */
export function noteAction(tx: Tx, roundId: number, action: NewAction, now: Date): void {
  const round = requireRound(tx, roundId);
  requireActionWanted(tx, round);
  tx.insert(feedbackActions)
    .values({ roundId, ...(action.what === null ? { ...action, ownerId: null, dueOn: null } : action), at: now })
    .run();
  updateRound(tx, round, { actionRemindAt: null });
  noteChange(tx, { people: [round.askerId] }, now);
  announceCard(tx, round, now);
  announceSummary(tx, round, now);
  if (action.what !== null) addAgendaPoint(tx, { about: { kind: 'feedback', roundId }, by: null }, now);
  if (placeOfPosted(tx, actionWantedKey(roundId))) askForAction(tx, round, now);
  for (const userId of toTell(tx, round, action.what === null ? null : action.ownerId)) {
    enqueue(tx, 'feedback_action', { roundId, userId }, { orderingKey: userId }, now);
  }
}

/** The people who answered by name; in an anonymous survey everyone asked, because no one knows who answered. */
function toTell(tx: Tx, { id, isAnonymous, askerId }: Round, ownerId: string | null): Set<string> {
  const people = isAnonymous
    ? recipientsOf(tx, id)
    : tx.select({ userId: feedbackAnswers.userId }).from(feedbackAnswers).where(eq(feedbackAnswers.roundId, id)).all();
  const told = new Set([...people.map(({ userId }) => userId), ...(ownerId ? [ownerId] : [])]);
  told.delete(askerId);
  return told;
}

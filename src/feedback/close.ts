import type { Keys } from '../platform/crypto/keys.ts';
import { and, eq, lte } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { nextWorkingDayAt } from '../teams/working-time.ts';
import { announceRound, announceSummary } from './announce.ts';
import { emptyBoxes } from './anonymous.ts';
import { reminderAt, untilFault } from './open.ts';
import { calendarOf, countAnswers, questionsOf, requireRound, updateRound } from './queries.ts';
import { evaluateAnonymous } from './results.ts';
import { feedbackResults, feedbackRounds, isOpenRound, type Round } from './table.ts';
import type { Outcome } from './types.ts';

/** Closes a survey: one report, and no answer after it. Once this is on the disk, call `destroySpentKeys`. */
export function closeRound(tx: Tx, keys: Keys, roundId: number, now: Date): void {
  const round = requireRound(tx, roundId);
  if (round.closedAt !== null) return;
  const { outcome, answered } = round.isAnonymous ? countAnonymous(tx, keys, round) : countNamed(tx, round);
  const calendar = calendarOf(tx, round);
  const inTwoDays = nextWorkingDayAt(calendar, nextWorkingDayAt(calendar, now, '09:00'), '09:00');
  updateRound(tx, round, {
    closedAt: now,
    outcome,
    answered,
    keyName: null,
    remindAt: null,
    actionRemindAt: outcome === 'summary' && round.cycleId === null ? inTwoDays : null,
  });
  if (round.cycleId !== null) return;
  announceRound(tx, round, now);
  announceSummary(tx, round, now);
}

/** Of a ritual that is skipped: its answers are deleted unread, and so is a result that was not published yet. */
export function dropRound(tx: Tx, keys: Keys, round: Round, now: Date): void {
  const { closedAt } = round;
  if (closedAt === null) emptyBoxes(tx, keys, round);
  tx.delete(feedbackResults).where(eq(feedbackResults.roundId, round.id)).run();
  const ended = {
    closedAt: closedAt ?? now,
    outcome: 'too_few',
    answered: null,
    keyName: null,
    remindAt: null,
  } as const;
  updateRound(tx, round, ended);
}

interface Ending {
  outcome: Outcome;
  answered: number | null;
}

function countNamed(tx: Tx, round: Round): Ending {
  const answered = countAnswers(tx, round);
  return { outcome: answered > 0 ? 'summary' : 'too_few', answered };
}

/** Keeps sums and shuffled words; of too few answers, not even their number. */
function countAnonymous(tx: Tx, keys: Keys, round: Round): Ending {
  const given = emptyBoxes(tx, keys, round);
  if (!given) return { outcome: 'lost', answered: null };
  const results = evaluateAnonymous(questionsOf(tx, round.id), given, round.minimum);
  if (!results) return { outcome: 'too_few', answered: null };
  tx.insert(feedbackResults).values({ roundId: round.id, results }).run();
  return { outcome: 'summary', answered: results.answered };
}

/** Closes every survey whose time is over. */
export function closeDueRounds(tx: Tx, keys: Keys, now: Date): void {
  const due = tx
    .select({ id: feedbackRounds.id })
    .from(feedbackRounds)
    .where(and(isOpenRound, lte(feedbackRounds.closesAt, now)))
    .all();
  for (const { id } of due) closeRound(tx, keys, id, now);
}

/** @throws UserError if it has closed: the difference between two reports would show the answers in between. */
export function requireRunning({ closedAt }: Round): void {
  if (closedAt === null) return;
  throw new UserError('This survey has closed and its results are out. Start a new one if you need to know more.');
}

/**
 * Moves the end of a survey. No one is reminded twice.
 * @throws UserError when it has closed.
 */
export function extendRound(tx: Tx, roundId: number, closesAt: Date, now: Date): void {
  const round = requireRound(tx, roundId);
  requireRunning(round);
  const fault = untilFault(closesAt, now);
  if (fault) throw new UserError(fault);
  if (round.closesAt.getTime() === closesAt.getTime()) return;
  const remindAt = round.remindAt === null ? null : reminderAt(calendarOf(tx, round), now, closesAt);
  updateRound(tx, round, { closesAt, remindAt });
  announceRound(tx, { ...round, closesAt }, now);
}

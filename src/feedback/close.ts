import type { Keys } from '../platform/crypto/keys.ts';
import { takeOut } from '../platform/crypto/sealed-box.ts';
import { and, eq, isNotNull, isNull, lte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { nextWorkingDayAt } from '../teams/working-time.ts';
import { announceRound, announceSummary } from './announce.ts';
import { readContent } from './content.ts';
import { reminderAt, untilFault } from './open.ts';
import { calendarOf, countAnswers, questionsOf, requireRound, updateRound } from './queries.ts';
import { evaluateAnonymous, type Results } from './results.ts';
import { feedbackBoxes, feedbackMarks, feedbackResults, feedbackRounds, type Round } from './table.ts';
import type { Outcome } from './types.ts';

/**
 * Ends a round for good: there is one report, and no answer comes after it. Of an anonymous round only the sums and the
 * words are left. Its key is to be destroyed once this is on the disk: `destroySpentKeys`.
 */
export function closeRound(tx: Tx, keys: Keys, roundId: number, now: Date): void {
  const round = requireRound(tx, roundId);
  if (round.closedAt !== null) return;
  const { outcome, answered } = round.isAnonymous ? openBox(tx, keys, round) : countNamed(tx, round);
  const calendar = calendarOf(tx, round);
  const inTwoDays = nextWorkingDayAt(calendar, nextWorkingDayAt(calendar, now, '09:00'), '09:00');
  updateRound(tx, round, {
    closedAt: now,
    outcome,
    answered,
    keyName: null,
    remindAt: null,
    actionRemindAt: outcome === 'summary' ? inTwoDays : null,
  });
  announceRound(tx, round, now);
  announceSummary(tx, round, now);
}

interface Ending {
  outcome: Outcome;
  answered: number | null;
}

function countNamed(tx: Tx, round: Round): Ending {
  const answered = countAnswers(tx, round);
  return { outcome: answered > 0 ? 'summary' : 'too_few', answered };
}

/** Of too few answers not even the number is left. */
function openBox(tx: Tx, keys: Keys, round: Round): Ending {
  const results = resultsIn(tx, keys, round);
  tx.delete(feedbackBoxes).where(eq(feedbackBoxes.roundId, round.id)).run();
  tx.delete(feedbackMarks).where(eq(feedbackMarks.roundId, round.id)).run();
  if (results === 'lost') return { outcome: 'lost', answered: null };
  if (!results) return { outcome: 'too_few', answered: null };
  tx.insert(feedbackResults).values({ roundId: round.id, results }).run();
  return { outcome: 'summary', answered: results.answered };
}

function resultsIn(tx: Tx, keys: Keys, { id, keyName, minimum }: Round): Results | undefined | 'lost' {
  const key = keyName === null ? undefined : keys.find(keyName);
  const boxes = tx.select().from(feedbackBoxes).where(eq(feedbackBoxes.roundId, id)).all();
  if (!key || boxes.length === 0) return 'lost';
  const given = boxes.flatMap((box) => takeOut(key, box).map(readContent));
  return evaluateAnonymous(questionsOf(tx, id), given, minimum);
}

/** Ends what has come to its end. */
export function closeDueRounds(tx: Tx, keys: Keys, now: Date): void {
  const due = tx
    .select({ id: feedbackRounds.id })
    .from(feedbackRounds)
    .where(and(isNull(feedbackRounds.closedAt), lte(feedbackRounds.closesAt, now)))
    .all();
  for (const { id } of due) closeRound(tx, keys, id, now);
}

/**
 * Gives people more time, or less. Whoever was reminded is not reminded again.
 * @throws UserError when the round has ended: a second report, with a few answers more, would show what those said.
 */
export function extendRound(tx: Tx, roundId: number, closesAt: Date, now: Date): void {
  const round = requireRound(tx, roundId);
  if (round.closedAt !== null) {
    throw new UserError('This round has ended and its summary is out. Ask again if you need to know more.');
  }
  const fault = untilFault(closesAt, now);
  if (fault) throw new UserError(fault);
  if (round.closesAt.getTime() === closesAt.getTime()) return;
  const remindAt = round.remindAt === null ? null : reminderAt(calendarOf(tx, round), now, closesAt);
  updateRound(tx, round, { closesAt, remindAt });
  announceRound(tx, { ...round, closesAt }, now);
}

/** Of rounds only; the names of other keys begin otherwise. */
const OF_ROUND = /^round-/;

/** Makes unreadable for good what rounds that have ended left in backups and old pages. */
export function destroySpentKeys(db: Db, keys: Keys): void {
  const made = keys.names().filter((name) => OF_ROUND.test(name));
  if (made.length === 0) return;
  const used = db
    .select({ keyName: feedbackRounds.keyName })
    .from(feedbackRounds)
    .where(and(isNull(feedbackRounds.closedAt), isNotNull(feedbackRounds.keyName)))
    .all();
  const needed = new Set(used.map(({ keyName }) => keyName));
  for (const name of made) if (!needed.has(name)) keys.destroy(name);
}

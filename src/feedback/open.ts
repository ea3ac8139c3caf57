import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS, HOUR_MS } from '../platform/time/units.ts';
import { type Calendar, nextWorkingDayAt, nextWorkingMoment } from '../teams/working-time.ts';
import { announceRound } from './announce.ts';
import { newKeyName, prepareBoxes } from './anonymous.ts';
import type { Asked } from './audience.ts';
import { nearRound } from './nearly-same.ts';
import { calendarOf, requireRound } from './queries.ts';
import { minimumGroup } from './settings.ts';
import { feedbackQuestions, feedbackRecipients, feedbackRounds, type Round } from './table.ts';
import { MOST_RECIPIENTS, type Question, type SubjectKind } from './types.ts';

export interface Opening {
  askerId: string;
  about: string | null;
  subject: { kind: SubjectKind; ref: string } | null;
  isAnonymous: boolean;
  file: { id: string; name: string } | null;
  questions: Question[];
  asked: Asked[];
  placeId: string | null;
  closesAt: Date;
  /** The asker's team and zone, whose working time counts. */
  teamId: number | null;
  zone: string;
}

export interface OpeningFault {
  field: 'about' | 'people' | 'questions' | 'until' | 'names';
  message: string;
}

const LONGEST_MS = 60 * DAY_MS;

/** The reason why a survey cannot start, with its form field. */
export function openingFault(db: Db, opening: Opening, now: Date): OpeningFault | undefined {
  const { asked, isAnonymous, questions } = opening;
  if (opening.about === null && opening.subject === null)
    return { field: 'about', message: 'Say what it is about, here or below.' };
  if (asked.length === 0) return { field: 'people', message: 'Choose at least one other person.' };
  if (asked.length > MOST_RECIPIENTS) {
    return {
      field: 'people',
      message: `You picked ${asked.length} people. One survey can ask ${MOST_RECIPIENTS} at most.`,
    };
  }
  if (questions.length === 0) return { field: 'questions', message: 'Add a rating or at least one question.' };
  const until = untilFault(opening.closesAt, now);
  if (until) return { field: 'until', message: until };
  return isAnonymous ? anonymityFault(db, opening, now) : undefined;
}

/** The reason why a survey cannot close at this time. */
export function untilFault(closesAt: Date, now: Date): string | undefined {
  const ms = closesAt.getTime() - now.getTime();
  if (ms < HOUR_MS) return 'Give people at least an hour.';
  return ms > LONGEST_MS ? 'Choose a time within 60 days.' : undefined;
}

function anonymityFault(db: Db, { asked, subject, ...opening }: Opening, now: Date): OpeningFault | undefined {
  const minimum = settingOf(db, minimumGroup);
  if (asked.length < minimum) {
    const people = asked.length === 1 ? '1 person' : `${asked.length} people`;
    return {
      field: 'names',
      message: `You picked ${people}; anonymous surveys need at least ${minimum}. Add people or switch to named.`,
    };
  }
  const about = { ...opening, subjectKind: subject?.kind ?? null, subjectRef: subject?.ref ?? null };
  const near = nearRound(db, { ...about, asked, minimum }, now);
  if (!near) return undefined;
  // The first whole day.
  const day = new Date(near.until.getTime() + DAY_MS).toISOString().slice(0, 10);
  return {
    field: 'names',
    message: near.isRepeated
      ? `These people were already asked the same anonymously. Comparing both results could show what one of them said. Ask other questions, wait until ${day}, or switch to named.`
      : `Nearly the same people were already asked anonymously, by you or by someone else. Comparing the results could show what one of them said. Wait until ${day}, ask other people, or switch to named.`,
  };
}

/**
 * Starts a survey and asks everyone. The key of an anonymous survey is on the disk before the survey is.
 * @throws UserError for a fault that `openingFault` finds.
 */
export function openRound(tx: Tx, keys: Keys, opening: Opening, now: Date): number {
  const fault = openingFault(tx, opening, now);
  if (fault) throw new UserError(fault.message);
  const remindAt = reminderAt(calendarOf(tx, opening), now, opening.closesAt);
  const roundId = insertRound(tx, keys, { ...opening, cycleId: null, remindAt }, now);
  announceRound(tx, requireRound(tx, roundId), now);
  return roundId;
}

/** Stores what is asked. The caller has checked it, and tells people. */
export function insertRound(
  tx: Tx,
  keys: Keys,
  opening: Opening & Pick<Round, 'cycleId' | 'remindAt'>,
  now: Date,
): number {
  const { questions, asked, subject, file, isAnonymous, ...given } = opening;
  const keyName = isAnonymous ? newKeyName() : null;
  const { id: roundId } = tx
    .insert(feedbackRounds)
    .values({
      ...given,
      subjectKind: subject?.kind ?? null,
      subjectRef: subject?.ref ?? null,
      fileId: file?.id ?? null,
      fileName: file?.name ?? null,
      isAnonymous,
      minimum: isAnonymous ? settingOf(tx, minimumGroup) : 1,
      keyName,
      asked: asked.length,
      openedAt: now,
    })
    .returning({ id: feedbackRounds.id })
    .get();
  tx.insert(feedbackQuestions)
    .values(questions.map((question, place) => ({ roundId, place, ...question })))
    .run();
  tx.insert(feedbackRecipients)
    .values(asked.map((one) => ({ roundId, ...one })))
    .run();
  if (keyName) prepareBoxes(tx, keys, { roundId, keyName, questions, asked });
  return roundId;
}

/** The end of the third working day: time for people who are away for a day, and soon enough to remember. */
export function usualEnd(calendar: Calendar, now: Date): Date {
  let day = now;
  for (let count = 0; count < 3; count += 1) day = nextWorkingDayAt(calendar, day, '17:00');
  return day;
}

/**
 * The morning of the last working day, if that is after today; else the first working moment after half of the time. Null if
 * it would come too late.
 */
export function reminderAt(calendar: Calendar, now: Date, closesAt: Date): Date | null {
  const morning = lastMorning(calendar, now, closesAt);
  if (morning) return morning;
  const at = nextWorkingMoment(calendar, new Date((now.getTime() + closesAt.getTime()) / 2));
  return at < closesAt ? at : null;
}

const MORNING_BEFORE_MS = 2 * HOUR_MS;

function lastMorning(calendar: Calendar, now: Date, closesAt: Date): Date | undefined {
  let last: Date | undefined;
  for (let day = now; ; ) {
    const next = nextWorkingDayAt(calendar, day, calendar.worksFrom);
    if (next.getTime() > closesAt.getTime() - MORNING_BEFORE_MS) return last;
    last = next;
    day = next;
  }
}

/**
 * The anonymous questions of a ritual: rounds like those of a survey, with all that they promise, but without an author. The
 * ritual tells people of them, and shows the results.
 */
import { BATON } from '../platform/audit/types.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import { and, asc, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { withSavepoint } from '../platform/db/savepoint.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { settingOf } from '../platform/settings/queries.ts';
import type { Asked } from './audience.ts';
import { nearRound } from './nearly-same.ts';
import { insertRound } from './open.ts';
import { minimumGroup } from './settings.ts';
import { feedbackRounds, isOfRitual, type Round } from './table.ts';
import type { Question } from './types.ts';

export interface RitualRound {
  cycleId: number;
  /** Names it: the same words in each cycle. */
  about: string;
  questions: Question[];
  /** At least as many as `isEnough` asks for. */
  asked: Asked[];
  closesAt: Date;
  teamId: number;
  zone: string;
}

/** Whether so few people can be asked anonymously. */
export const isEnough = (db: Db, asked: readonly Asked[]): boolean => asked.length >= settingOf(db, minimumGroup);

/**
 * Opens all of these, or none: results that people could compare with those of a survey, or of each other, would show the answers
 * of a few. Then it tells from when on they can be asked.
 * @throws UserError when the disk takes no key.
 */
export function openRitualRounds(
  tx: Tx,
  keys: Keys,
  rounds: readonly RitualRound[],
  now: Date,
): { waitUntil: Date } | undefined {
  let waitUntil: Date | undefined;
  const opened = withSavepoint(tx, () => {
    const minimum = settingOf(tx, minimumGroup);
    for (const round of rounds) {
      if (!isEnough(tx, round.asked)) throw new RangeError('Too few people to ask them anonymously.');
      const about = { about: round.about, subjectKind: null, subjectRef: null };
      const near = nearRound(tx, { ...about, asked: round.asked, questions: round.questions, minimum }, now, 'rounds');
      waitUntil = near?.until;
      if (near) throw new UserError('Nearly the same people were asked anonymously a short time ago.');
      const opening = { ...round, askerId: BATON, subject: null, isAnonymous: true, file: null, placeId: null };
      insertRound(tx, keys, { ...opening, remindAt: null }, now);
    }
  });
  if (waitUntil) return { waitUntil };
  if (!opened.ok) throw opened.refusal;
  return undefined;
}

/** In the order in which they were opened. */
export const roundsOfCycle = (db: Db, cycleId: number): Round[] =>
  db
    .select()
    .from(feedbackRounds)
    .where(and(eq(feedbackRounds.cycleId, cycleId), isOfRitual))
    .orderBy(asc(feedbackRounds.id))
    .all();

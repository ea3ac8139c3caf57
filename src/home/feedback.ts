/** Surveys that need this person: for their answer, or for a next step after the answers of others. */

import { type Progress, progressOf } from '../feedback/queries.ts';
import { type RoundShown, shownRound } from '../feedback/shown.ts';
import type { Round } from '../feedback/table.ts';
import { waitingFeedbackFor } from '../feedback/waiting.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import { type Page, pageOf, rowsOf } from '../platform/paging.ts';

export const FEEDBACK_SIZE = 2;

export interface WaitingFeedback extends Page {
  toAnswer: number;
  toDecide: number;
  rows: FeedbackRow[];
  changesAt: Date | undefined;
}

export interface FeedbackRow {
  shown: RoundShown;
  /** `answers`: their own survey, still open. */
  needs: 'an answer' | 'action' | 'answers';
  /**
   * For open named surveys only: the count of an anonymous one would change on the home at the moment in which a person
   * answers. Its author has to look it up.
   */
  progress: Extract<Progress, { answered: number }> | undefined;
}

export function readFeedback(deps: { db: Db; keys: Keys }, userId: string, wanted: number, now: Date): WaitingFeedback {
  const { toAnswer, own } = waitingFeedbackFor(deps, userId, now);
  const all = [...toAnswer.map((round) => ({ round, needs: 'an answer' as const })), ...own];
  const list = pageOf(rowsOf(all), { wanted, size: FEEDBACK_SIZE });
  const ends = all.map(({ round }) => round.closesAt).filter((at) => at > now);
  return {
    page: list.page,
    total: list.total,
    toAnswer: toAnswer.length,
    toDecide: own.filter(({ needs }) => needs === 'action').length,
    rows: list.rows.map(({ round, needs }) => ({
      shown: shownRound(deps.db, round),
      needs,
      progress: needs === 'answers' ? shownProgress(deps.db, round) : undefined,
    })),
    changesAt: ends.length === 0 ? undefined : new Date(Math.min(...ends.map((at) => at.getTime()))),
  };
}

function shownProgress(db: Db, round: Round): FeedbackRow['progress'] {
  const progress = round.isAnonymous ? undefined : progressOf(db, round);
  return progress && 'answered' in progress ? progress : undefined;
}

import { and, asc, eq, isNull, or } from '../db/drizzle.ts';
import type { Keys } from '../db/keys.ts';
import type { Db } from '../db/open.ts';
import { isActionWanted } from './action.ts';
import { hasAnswered } from './answer.ts';
import { subjectOf } from './subjects.ts';
import { feedbackRecipients, feedbackRounds, type Round } from './table.ts';

export interface WaitingRound {
  roundId: number;
  title: string;
  askerId: string;
  isAnonymous: boolean;
  closesAt: Date;
}

export interface WaitingFeedback {
  /** Rounds that run and that this person has not answered, the first to end first. */
  toAnswer: WaitingRound[];
  /** Their own: those that run, and those whose summary waits for what will be done. */
  own: (WaitingRound & { needs: 'answers' | 'action' })[];
}

/** For this person's own eyes only: of an anonymous round it tells whether they answered. */
export function waitingFeedbackFor({ db, keys }: { db: Db; keys: Keys }, userId: string, now: Date): WaitingFeedback {
  const asked = db
    .select({ round: feedbackRounds })
    .from(feedbackRounds)
    .innerJoin(
      feedbackRecipients,
      and(eq(feedbackRecipients.roundId, feedbackRounds.id), eq(feedbackRecipients.userId, userId)),
    )
    .where(isNull(feedbackRounds.closedAt))
    .orderBy(asc(feedbackRounds.closesAt))
    .all()
    .map(({ round }) => round)
    .filter((round) => round.closesAt > now && !hasAnswered(db, keys, round, userId));
  const own = db
    .select()
    .from(feedbackRounds)
    .where(
      and(
        eq(feedbackRounds.askerId, userId),
        or(isNull(feedbackRounds.closedAt), eq(feedbackRounds.outcome, 'summary')),
      ),
    )
    .orderBy(asc(feedbackRounds.closesAt))
    .all()
    .filter((round) => round.closedAt === null || isActionWanted(db, round));
  return {
    toAnswer: asked.map((round) => shown(db, round)),
    own: own.map((round) => ({ ...shown(db, round), needs: round.closedAt === null ? 'answers' : 'action' })),
  };
}

const shown = (db: Db, round: Round): WaitingRound => ({
  roundId: round.id,
  title: subjectOf(db, round).title,
  askerId: round.askerId,
  isAnonymous: round.isAnonymous,
  closesAt: round.closesAt,
});

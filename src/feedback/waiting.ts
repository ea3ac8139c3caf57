import type { Keys } from '../platform/crypto/keys.ts';
import { and, asc, eq, isNull, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { hasAnswered } from './answer.ts';
import { feedbackActions, feedbackRecipients, feedbackRounds, isOpenRound, type Round } from './table.ts';

export interface WaitingFeedback {
  /** Open surveys of people that this person has not answered, the next to close first. */
  toAnswer: Round[];
  /** The person's own: first those that need a follow-up, then open ones, the next to close first. */
  own: { round: Round; needs: 'answers' | 'action' }[];
}

const asked = prepared((db) =>
  db
    .select({ round: feedbackRounds })
    .from(feedbackRecipients)
    .innerJoin(feedbackRounds, eq(feedbackRecipients.roundId, feedbackRounds.id))
    .where(and(eq(feedbackRecipients.userId, sql.placeholder('userId')), isOpenRound, isNull(feedbackRounds.cycleId)))
    .orderBy(asc(feedbackRounds.closesAt))
    .prepare(),
);

const ownRounds = prepared((db) =>
  db
    .select({ round: feedbackRounds })
    .from(feedbackRounds)
    .leftJoin(feedbackActions, eq(feedbackActions.roundId, feedbackRounds.id))
    .where(
      and(
        eq(feedbackRounds.askerId, sql.placeholder('userId')),
        or(isOpenRound, and(eq(feedbackRounds.outcome, 'summary'), isNull(feedbackActions.roundId))),
      ),
    )
    .orderBy(sql`${feedbackRounds.closedAt} is null`, asc(feedbackRounds.closesAt))
    .prepare(),
);

/** For this person only: in an anonymous survey it reveals whether they answered. */
export function waitingFeedbackFor({ db, keys }: { db: Db; keys: Keys }, userId: string, now: Date): WaitingFeedback {
  return {
    toAnswer: asked(db)
      .all({ userId })
      .map(({ round }) => round)
      .filter((round) => round.closesAt > now && !hasAnswered(db, keys, round, userId)),
    own: ownRounds(db)
      .all({ userId })
      .map(({ round }) => ({ round, needs: round.closedAt === null ? 'answers' : 'action' })),
  };
}

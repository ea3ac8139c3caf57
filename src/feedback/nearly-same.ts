import { and, desc, eq, gt, isNull, or } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { feedbackRecipients, feedbackRounds, type Round } from './table.ts';

const WINDOW_MS = 14 * 24 * 3_600_000;
/** One asker has hardly so many in two weeks; the newest count. */
const MOST_LOOKED_AT = 200;

interface Asking extends Pick<Round, 'askerId' | 'about' | 'subjectKind' | 'subjectRef'> {
  userIds: string[];
  minimum: number;
}

/**
 * An earlier anonymous round to nearly these people, by the same asker or about the same: what the few who make the
 * difference said could be worked out from the two reports.
 * @returns when the people may be asked, if there is one.
 */
export function nearlySameUntil(db: Db, asking: Asking, now: Date): Date | undefined {
  const recent = db
    .select()
    .from(feedbackRounds)
    .where(
      and(
        eq(feedbackRounds.isAnonymous, true),
        gt(feedbackRounds.openedAt, new Date(now.getTime() - WINDOW_MS)),
        // Of the others there is no report that could be held against this one.
        or(isNull(feedbackRounds.outcome), eq(feedbackRounds.outcome, 'summary')),
      ),
    )
    .orderBy(desc(feedbackRounds.openedAt))
    .limit(MOST_LOOKED_AT)
    .all();
  const near = recent.find((round) => isComparable(round, asking) && isNear(peopleOf(db, round), asking));
  return near && new Date(near.openedAt.getTime() + WINDOW_MS);
}

const peopleOf = (db: Db, { id }: Round): Set<string> =>
  new Set(
    db
      .select({ userId: feedbackRecipients.userId })
      .from(feedbackRecipients)
      .where(eq(feedbackRecipients.roundId, id))
      .all()
      .map(({ userId }) => userId),
  );

function isComparable(round: Round, asking: Asking): boolean {
  if (round.askerId === asking.askerId) return true;
  if (round.subjectKind !== null && round.subjectKind === asking.subjectKind)
    return round.subjectRef === asking.subjectRef;
  return round.about !== null && round.about.toLowerCase() === asking.about?.toLowerCase();
}

/** Whether the two have people in common, and fewer than the minimum that only one of them has. */
function isNear(before: Set<string>, { userIds, minimum }: Asking): boolean {
  const common = userIds.filter((id) => before.has(id)).length;
  const differing = before.size - common + (userIds.length - common);
  return common > 0 && differing > 0 && differing < minimum;
}

import { and, desc, eq, gt, isNull, or } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { WEEK_MS } from '../platform/time/units.ts';
import { questionsOf } from './queries.ts';
import { feedbackRecipients, feedbackRounds, isAnonymousRound, type Round } from './table.ts';
import type { Question } from './types.ts';

const WINDOW_MS = 2 * WEEK_MS;
/** The newest count. One asker hardly has so many surveys in two weeks. */
const MOST_LOOKED_AT = 200;

interface Asking extends Pick<Round, 'askerId' | 'about' | 'subjectKind' | 'subjectRef'> {
  userIds: string[];
  questions: Question[];
  minimum: number;
}

export interface Near {
  /** The time from which they may be asked. */
  until: Date;
  /** Whether it asked the same people the same question. */
  isRepeated: boolean;
}

/**
 * An earlier anonymous survey that, compared with this one, would reveal one person's answer. Either it asked nearly
 * the same people, by the same asker or about the same: the reports differ by the few. Or it asked exactly these people
 * the same question: the reports differ by the people who answered only one of them.
 */
export function nearRound(db: Db, asking: Asking, now: Date): Near | undefined {
  const recent = db
    .select()
    .from(feedbackRounds)
    .where(
      and(
        isAnonymousRound,
        gt(feedbackRounds.openedAt, new Date(now.getTime() - WINDOW_MS)),
        // Of the others there is no report that could be held against this one.
        or(isNull(feedbackRounds.outcome), eq(feedbackRounds.outcome, 'summary')),
      ),
    )
    .orderBy(desc(feedbackRounds.openedAt))
    .limit(MOST_LOOKED_AT)
    .all();
  for (const round of recent) {
    const isSame = isAboutTheSame(round, asking);
    if (!isSame && round.askerId !== asking.askerId) continue;
    const people = peopleOf(db, round);
    const isRepeated = isSame && isNobodyElse(people, asking) && asksTheSame(questionsOf(db, round.id), asking);
    if (isRepeated || isNear(people, asking)) {
      return { until: new Date(round.openedAt.getTime() + WINDOW_MS), isRepeated };
    }
  }
  return undefined;
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

function isAboutTheSame(round: Round, asking: Asking): boolean {
  if (round.subjectKind !== null && round.subjectKind === asking.subjectKind)
    return round.subjectRef === asking.subjectRef;
  return round.about !== null && asking.about !== null && bare(round.about) === bare(asking.about);
}

/** A text reduced to its words. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') || text;

const isNobodyElse = (before: Set<string>, { userIds }: Asking): boolean =>
  before.size === userIds.length && userIds.every((id) => before.has(id));

/** Comments have no totals to compare. */
const asksTheSame = (before: Question[], { questions }: Asking): boolean =>
  questions.some(({ kind, text }) => kind !== 'text' && before.some((one) => bare(one.text) === bare(text)));

/** Whether the two have people in common, and fewer than the minimum are in only one of them. */
function isNear(before: Set<string>, { userIds, minimum }: Asking): boolean {
  const common = userIds.filter((id) => before.has(id)).length;
  const differing = before.size - common + (userIds.length - common);
  return common > 0 && differing > 0 && differing < minimum;
}

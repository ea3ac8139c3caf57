/** Questions about an entry: its owner answers, and both teams read question and answer at the entry. */
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { managerOf } from '../teams/holders.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';
import { announceQuestion } from './announce.ts';
import { countOpenOf, openQuestions, planEntry, requireEntry, requireQuestion } from './queries.ts';
import { type PlanEntry, planQuestions } from './table.ts';

/** More questions without an answer are a conversation. */
const MOST_OPEN = 10;

/** The owner; a manager of marketing for one who left. */
export function answererOf(db: Db, { ownerId }: Pick<PlanEntry, 'ownerId'>): string {
  if (isHere(db, ownerId)) return ownerId;
  const [team] = teamsOfKind(db, 'marketing');
  return team ? managerOf(db, team) : ownerId;
}

export function askAboutEntry(
  tx: Tx,
  { entryId, words, askerId }: { entryId: number; words: string; askerId: string },
  now: Date,
): void {
  const entry = requireEntry(tx, entryId);
  if (countOpenOf(tx, askerId) >= MOST_OPEN) {
    throw new UserError(
      `You have ${MOST_OPEN} questions without an answer. Talk to ${mention(entry.ownerId)} directly.`,
    );
  }
  const told = [answererOf(tx, entry)];
  const question = tx.insert(planQuestions).values({ entryId, words, askerId, at: now, told }).returning().get();
  announceQuestion(tx, question, now);
}

/** A later answer replaces the earlier one; the asker hears of each. */
export function answerPlanQuestion(
  tx: Tx,
  { questionId, answer, by }: { questionId: number; answer: string; by: string },
  now: Date,
): void {
  const question = requireQuestion(tx, questionId);
  if (question.answer === answer) return;
  tx.update(planQuestions)
    .set({ answer, answeredBy: by, answeredAt: now })
    .where(eq(planQuestions.id, questionId))
    .run();
  announceQuestion(tx, question, now);
  const { askerId } = question;
  if (askerId !== by) {
    const dedupeKey = `plan_answer:${questionId}`;
    enqueue(tx, 'plan_answer', { questionId }, { orderingKey: askerId, dedupeKey }, now);
  }
}

/** A transactional task: an open question goes to the next owner, and to a manager when the owner left. */
export function followPlanQuestions(tx: Tx, now: Date): void {
  for (const question of openQuestions(tx)) {
    const entry = planEntry(tx, question.entryId);
    const answerer = entry && !entry.removedAt ? answererOf(tx, entry) : undefined;
    if (answerer === undefined || question.told.includes(answerer)) continue;
    const told = [...question.told, answerer];
    tx.update(planQuestions).set({ told }).where(eq(planQuestions.id, question.id)).run();
    announceQuestion(tx, { id: question.id, told }, now);
  }
}

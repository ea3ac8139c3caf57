import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { announceQuestion } from './announce.ts';
import { answerersOf } from './answerers.ts';
import { openQuestions } from './queries.ts';
import { roleQuestions } from './table.ts';

/**
 * A transactional task: open questions go to the executive after a week, and to a person who became manager or executive
 * meanwhile.
 */
export function followRoleQuestions(tx: Tx, now: Date): void {
  for (const question of openQuestions(tx)) {
    const isDue = question.escalatedAt === null && question.escalatesAt <= now;
    const escalatedAt = isDue ? now : question.escalatedAt;
    const told = [...new Set([...question.told, ...answerersOf(tx, { ...question, escalatedAt })])];
    if (!isDue && told.length === question.told.length) continue;
    tx.update(roleQuestions).set({ escalatedAt, told }).where(eq(roleQuestions.id, question.id)).run();
    announceQuestion(tx, { id: question.id, told }, now);
  }
}

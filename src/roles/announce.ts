/** The copies of a question, and the homes that show what waits. */
import { noteChange } from '../platform/changes/changes.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey } from '../platform/outbox/posted-messages.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams } from '../teams/queries.ts';
import type { RoleQuestion } from './table.ts';

export const roleQuestionKey = ({ questionId, userId }: { questionId: number; userId: string }): PostedKey => ({
  kind: 'role_question',
  subjectId: questionId,
  recipient: userId,
});

/** Posts the copies, or brings them up to date. */
export function announceQuestion(tx: Tx, { id: questionId, told }: Pick<RoleQuestion, 'id' | 'told'>, now: Date): void {
  for (const userId of told) {
    const dedupeKey = dedupeKeyOf(roleQuestionKey({ questionId, userId }));
    enqueue(tx, 'role_question', { questionId, userId }, { orderingKey: userId, dedupeKey }, now);
  }
  noteChange(tx, { people: told }, now);
}

/** Their homes and morning messages show proposals: these are no messages of their own. */
export const noteManagers = (tx: Tx, now: Date): void => noteChange(tx, { people: managersNow(tx) }, now);

const managersNow = (db: Db): string[] => allTeams(db).map((team) => managerOf(db, team));

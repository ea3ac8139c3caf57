/** The acts of a facilitator on the groups, before anything is shown. No row has a way to a person. */
import { and, eq, inArray } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { foldLetters } from '../platform/fold.ts';
import { answersOf, groupsOf, requireGrouping } from './queries.ts';
import { type Group, type MindsetAnswer, mindsetAnswers, mindsetGroups } from './table.ts';

/** Equal words, and the ids of all answers with them. */
export interface SameWords {
  words: string;
  ids: string[];
}

export interface OpenGroup extends Pick<Group, 'id' | 'name'> {
  /** Different words, the most frequent first. */
  answers: SameWords[];
  size: number;
}

/** The groups of a check, the largest first. */
export function openGroups(db: Db, cycleId: number): OpenGroup[] {
  const answers = Map.groupBy(answersOf(db, cycleId), ({ groupId }) => groupId);
  return groupsOf(db, cycleId)
    .map(({ id, name }) => ({
      id,
      name,
      answers: sameWords(answers.get(id) ?? []),
      size: answers.get(id)?.length ?? 0,
    }))
    .sort((a, b) => b.size - a.size || a.id - b.id);
}

function sameWords(answers: readonly MindsetAnswer[]): SameWords[] {
  const same = Map.groupBy(answers, ({ words }) => foldLetters(words));
  return [...same.values()]
    .map((all) => ({ words: all[0]?.words ?? '', ids: all.map(({ id }) => id) }))
    .sort((a, b) => b.ids.length - a.ids.length || (a.words < b.words ? -1 : 1));
}

/** @throws UserError when the group is gone, or the check is not in grouping. */
export function requireGroup(db: Db, groupId: number): Group {
  const group = db.select().from(mindsetGroups).where(eq(mindsetGroups.id, groupId)).get();
  if (!group) throw new UserError('This group was merged into another one.');
  requireGrouping(db, group.cycleId);
  return group;
}

/** All answers of these groups become one group, with the name of the largest unless another is given. */
export function mergeGroups(
  tx: Tx,
  { cycleId, groupIds, name }: { cycleId: number; groupIds: number[]; name: string | null },
): void {
  requireGrouping(tx, cycleId);
  const [first, ...others] = openGroups(tx, cycleId).filter(({ id }) => groupIds.includes(id));
  if (!first || others.length === 0) throw new UserError('Choose at least two groups.');
  const ids = others.map(({ id }) => id);
  tx.update(mindsetAnswers).set({ groupId: first.id }).where(inArray(mindsetAnswers.groupId, ids)).run();
  tx.delete(mindsetGroups).where(inArray(mindsetGroups.id, ids)).run();
  if (name !== null) renameGroup(tx, first.id, name);
}

export function renameGroup(tx: Tx, groupId: number, name: string): void {
  requireGroup(tx, groupId);
  tx.update(mindsetGroups).set({ name }).where(eq(mindsetGroups.id, groupId)).run();
}

/**
 * Moves answers out of a group, into another one or into a new one. A group without answers goes.
 * @throws UserError when one of them is gone.
 */
export function moveAnswers(
  tx: Tx,
  { groupId, answerIds, to }: { groupId: number; answerIds: string[]; to: { groupId: number } | { name: string } },
): void {
  const { cycleId } = requireGroup(tx, groupId);
  if (answerIds.length === 0) return;
  const target = 'groupId' in to ? requireGroup(tx, to.groupId) : newGroup(tx, cycleId, to.name);
  if (target.cycleId !== cycleId) throw new UserError('This group belongs to another mindset check.');
  tx.update(mindsetAnswers)
    .set({ groupId: target.id })
    .where(and(eq(mindsetAnswers.groupId, groupId), inArray(mindsetAnswers.id, answerIds)))
    .run();
  const left = answersOf(tx, cycleId).some((one) => one.groupId === groupId);
  if (!left) tx.delete(mindsetGroups).where(eq(mindsetGroups.id, groupId)).run();
}

const newGroup = (tx: Tx, cycleId: number, name: string): Group =>
  tx.insert(mindsetGroups).values({ cycleId, name }).returning().get();

import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import type { Occasion } from '../rituals/ritual.ts';
import { announceResult, groupingSubject } from './announce.ts';
import { matchOf } from './match.ts';
import { answersOf, countedOf, groupsOf, requireCheck, updateCheck } from './queries.ts';
import { mindsetAgreements, mindsetAnswers, mindsetGroups } from './table.ts';

/** Counts the groups, deletes the answers, and shows the result; of too few answers, that there were too few. */
export function publishCheck(tx: Tx, { cycle, now }: Occasion): void {
  const { outcome } = requireCheck(tx, cycle.id);
  if (outcome === 'grouping') countGroups(tx, cycle.id);
  announceResult(tx, cycle.id, now);
}

function countGroups(tx: Tx, cycleId: number): void {
  const answers = answersOf(tx, cycleId);
  const isApart = answers.every(({ side }) => side !== null);
  for (const { id } of groupsOf(tx, cycleId)) {
    const own = answers.filter(({ groupId }) => groupId === id);
    const of = (side: string) => (isApart ? own.filter((one) => one.side === side).length : null);
    tx.update(mindsetGroups)
      .set({ counted: own.length, sales: of('sales'), marketing: of('marketing') })
      .where(eq(mindsetGroups.id, id))
      .run();
  }
  tx.delete(mindsetAnswers).where(eq(mindsetAnswers.cycleId, cycleId)).run();
  updateCheck(tx, cycleId, { outcome: 'published', remindAt: null });
  const advantages = matchOf(countedOf(tx, cycleId))?.top.map(({ name }) => name) ?? [];
  tx.insert(mindsetAgreements).values({ cycleId, advantages }).run();
}

/** A manager skipped it: nothing of its answers stays. */
export function dropCheck(tx: Tx, cycleId: number, now: Date): void {
  tx.delete(mindsetAnswers).where(eq(mindsetAnswers.cycleId, cycleId)).run();
  tx.delete(mindsetGroups).where(eq(mindsetGroups.cycleId, cycleId)).run();
  updateCheck(tx, cycleId, { outcome: 'dropped', remindAt: null });
  refreshLive(tx, groupingSubject(cycleId), now);
}

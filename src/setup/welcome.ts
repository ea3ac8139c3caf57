import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Team } from '../teams/table.ts';
import { mark } from './marks.ts';

/**
 * Tells somebody who came into a team's channel what Baton does there, once in their life here. All of them go through
 * one lane of the outbox, so that a whole department that joins at once is welcomed one a second.
 */
export function welcomeMember(tx: Tx, { userId, team }: { userId: string; team: Team }, now: Date): void {
  if (userId === team.managerId || !mark(tx, `welcomed:${userId}`, null, now)) return;
  enqueue(tx, { kind: 'welcome', facts: { userId, teamId: team.id }, lane: 'welcomes' }, now);
}

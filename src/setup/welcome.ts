import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Team } from '../teams/table.ts';
import { reach } from './milestones.ts';

/**
 * Introduces Baton to a person who joins a team's channel, only once. All welcomes share one ordering key, so that a
 * whole department is welcomed at one message a second.
 */
export function welcomeMember(tx: Tx, { userId, team }: { userId: string; team: Team }, now: Date): void {
  if (userId === team.managerId || !reach(tx, `welcomed:${userId}`, null, now)) return;
  enqueue(tx, 'welcome', { userId, teamId: team.id }, { orderingKey: 'welcomes' }, now);
}

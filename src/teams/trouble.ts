import type { Tx } from '../platform/db/write.ts';
import { type Trouble, troubleKey } from '../platform/outbox/alerts.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { allTeams } from './queries.ts';

/**
 * Tells the manager of the team whose channel refuses messages. There is no one to tell about a person who does.
 * @returns the person who was told.
 */
export function tellManager(tx: Tx, { place, error }: Pick<Trouble, 'place' | 'error'>, now: Date): string[] {
  const team = allTeams(tx).find(({ channelId }) => channelId === place);
  if (!team) return [];
  const facts = { place, error, userId: team.managerId };
  const mergeKey = troubleKey({ key: `${error}:${place}` }, team.managerId);
  enqueue(tx, { kind: 'trouble', facts, lane: team.managerId, mergeKey }, now);
  return [team.managerId];
}

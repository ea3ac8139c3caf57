import type { Tx } from '../db/write.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Trouble } from '../outbox/troubles.ts';
import { allTeams } from './queries.ts';

/** Tells the manager of the team whose channel takes no messages; a person who takes none is nobody's to mend. */
export function tellManager(tx: Tx, { place, error }: Trouble, now: Date): void {
  const team = allTeams(tx).find(({ channelId }) => channelId === place);
  if (!team) return;
  const facts = { place, error, userId: team.managerId };
  enqueue(tx, { kind: 'trouble', facts, lane: team.managerId }, now);
}

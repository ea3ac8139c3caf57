import type { Db } from '../platform/db/open.ts';
import type { Board } from '../scoreboard/read.ts';
import { progressOfTargets } from './progress.ts';
import type { Progress } from './standing.ts';

/** The targets of the periods that hold the last moment of a board. Targets are of whole teams, not of a part of their leads. */
export function progressOfBoard(
  db: Db,
  { choice, period }: Pick<Board, 'choice'> & { period: Pick<Board['period'], 'to'> },
  now: Date,
): Progress {
  const { teamId, source, campaign, person } = choice;
  if (source !== undefined || campaign !== undefined || person) return { targets: [], sums: [] };
  const at = new Date(Math.min(now.getTime(), period.to.getTime() - 1));
  return progressOfTargets(db, { at, ...(teamId === undefined ? {} : { teamIds: [teamId] }) }, now);
}

import type { Services } from '../platform/services.ts';
import { catchUp } from './catch-up.ts';
import { keepTallies } from './keep-tallies.ts';

/** A task: counts the leads that changed, and then the days in which they have a moment. */
export async function countForScoreboard(
  deps: Pick<Services, 'db' | 'write' | 'now'>,
  stop: AbortSignal,
): Promise<void> {
  await catchUp(deps, stop);
  await keepTallies(deps, stop);
}

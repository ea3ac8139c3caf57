import type { ClockState } from './protocol.ts';
import type { World } from './world.ts';

/**
 * Moves the clocks of the sandbox and of the app. Resolves when the app has done everything that became due on the way.
 * Call `reached` after each step, so that the page can show the progress.
 */
export type Travel = (to: Date, reached: () => void) => Promise<void>;

/** A year and a day. Moving further shows nothing new, and dates become confusing. */
const FARTHEST_MS = 366 * 24 * 3_600_000;

export const clockState = (world: World): ClockState => ({
  nowMs: world.store.clock.now().getTime(),
  canTravel: world.travel !== undefined,
  clockMove: world.clockMove,
});

/** Resolves with the reason when the clock cannot move there. */
export async function travelTo(world: World, toMs: number): Promise<string | undefined> {
  const { travel, store } = world;
  if (!travel) return 'The clock of this sandbox cannot be moved.';
  if (world.clockMove) return 'The clock is already moving.';
  const fromMs = store.clock.now().getTime();
  if (!Number.isFinite(toMs) || Math.abs(toMs - fromMs) > FARTHEST_MS) return 'The clock can move by at most a year.';
  const told = (): void => store.changes.emit({ type: 'clock_moved' });
  world.clockMove = { fromMs, toMs };
  told();
  try {
    await travel(new Date(toMs), told);
  } finally {
    world.clockMove = undefined;
    told();
  }
  return undefined;
}

import type { ClockState } from './protocol.ts';
import type { World } from './world.ts';

/**
 * Moves the clock of the sandbox and of the app, and resolves when the app has done what became due on the way.
 * `reached` is to be called whenever the clock was moved on, so that the page can show how far it is.
 */
export type Travel = (to: Date, reached: () => void) => Promise<void>;

/** A year and a day: farther on, nothing new can be seen, and dates stop to be what people expect. */
const FARTHEST_MS = 366 * 24 * 3_600_000;

export const clockState = (world: World): ClockState => ({
  nowMs: world.store.clock.now().getTime(),
  canTravel: world.travel !== undefined,
  journey: world.journey,
});

/** Resolves with a sentence when the clock cannot go there. */
export async function travelTo(world: World, toMs: number): Promise<string | undefined> {
  const { travel, store } = world;
  if (!travel) return 'The clock of this sandbox cannot be moved.';
  if (world.journey) return 'The clock is on its way already.';
  const fromMs = store.clock.now().getTime();
  if (!Number.isFinite(toMs) || Math.abs(toMs - fromMs) > FARTHEST_MS) return 'The clock moves by a year at most.';
  const told = (): void => store.changes.emit({ type: 'clock_moved' });
  world.journey = { fromMs, toMs };
  told();
  try {
    await travel(new Date(toMs), told);
  } finally {
    world.journey = undefined;
    told();
  }
  return undefined;
}

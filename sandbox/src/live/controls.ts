import { clockState } from '../journey.ts';
import type { Controls, Push } from '../protocol.ts';
import type { World } from '../world.ts';
import { trafficEntry } from './shown-traffic.ts';
import { activeTroubles } from './trouble.ts';

/** Traffic comes in bursts; the page draws one burst at once. */
const GATHER_MS = 80;

export const controlsOf = (world: World): Controls => ({
  clock: clockState(world),
  troubles: activeTroubles(world),
  tasks: world.tasks.state(),
  methods: world.methods,
});

/** Pushes traffic, active faults and finished tasks to the page until the returned function is called. */
export function watchControls(world: World, push: (message: Push) => void): () => void {
  const gathered = new Map<number, Parameters<typeof trafficEntry>[1]>();
  let timer: NodeJS.Timeout | undefined;
  let troubles = JSON.stringify(activeTroubles(world));

  const tellTroubles = (): void => {
    const now = activeTroubles(world);
    if (JSON.stringify(now) === troubles) return;
    troubles = JSON.stringify(now);
    push({ type: 'troubles', troubles: now });
  };
  const flush = (): void => {
    timer = undefined;
    const entries = [...gathered.values()].map((entry) => trafficEntry(world.store, entry));
    gathered.clear();
    push({ type: 'traffic', entries });
    tellTroubles();
  };
  const stops = [
    world.traffic.listen((entry) => {
      gathered.set(entry.id, entry);
      timer ??= setTimeout(flush, GATHER_MS).unref();
    }),
    // Fault changes are pushed at once, because a person pressed a button for them.
    world.store.changes.listen((change) => {
      if (change.type !== 'clock_moved') tellTroubles();
    }),
    world.tasks.listen(() => push({ type: 'tasks', tasks: world.tasks.state() })),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

import { clockState } from '../clock-move.ts';
import type { Controls, Push } from '../protocol.ts';
import type { World } from '../world.ts';
import { activeFaults } from './faults.ts';
import { trafficEntry } from './shown-traffic.ts';

/** Traffic comes in bursts; the page draws one burst at once. */
const GATHER_MS = 80;

export const controlsOf = (world: World): Controls => ({
  clock: clockState(world),
  faults: activeFaults(world),
  tasks: world.tasks.state(),
  methods: world.methods,
});

/** Pushes traffic, active faults and finished tasks to the page until the returned function is called. */
export function watchControls(world: World, push: (message: Push) => void): () => void {
  const gathered = new Map<number, Parameters<typeof trafficEntry>[1]>();
  let timer: NodeJS.Timeout | undefined;
  let faults = JSON.stringify(activeFaults(world));

  const pushFaults = (): void => {
    const now = activeFaults(world);
    if (JSON.stringify(now) === faults) return;
    faults = JSON.stringify(now);
    push({ type: 'faults', faults: now });
  };
  const flush = (): void => {
    timer = undefined;
    const entries = [...gathered.values()].map((entry) => trafficEntry(world.store, entry));
    gathered.clear();
    push({ type: 'traffic', entries });
    pushFaults();
  };
  const stops = [
    world.traffic.listen((entry) => {
      gathered.set(entry.id, entry);
      timer ??= setTimeout(flush, GATHER_MS).unref();
    }),
    // Fault changes are pushed at once, because a person pressed a button for them.
    world.store.changes.listen((change) => {
      if (change.type !== 'clock_moved') pushFaults();
    }),
    world.tasks.listen(() => push({ type: 'tasks', tasks: world.tasks.state() })),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/**
 * Keeps the memory of an idle process small; docs/performance.md has the figures. A version of V8 that does not know a
 * flag says so on stderr and goes on.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Node's fetch parses Slack's answers in WebAssembly. After some twenty answers V8 would recompile the parser with
 * optimisations: 0.1 s of a processor and 12 MB for good, to save microseconds an answer. Call it before the first fetch.
 */
export function keepBaselineWasm(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

/** After this time the first scheduled work and the events that arrived during the downtime are done. */
const STARTED_MS = 1_000;
const LOOK_MS = 5_000;
/** A process that works less than this share of the time is at rest. */
const REST_SHARE = 0.01;
const RESTED_MS = 10_000;
/** Heap beyond that after the last collection, for which another is worth its pause. */
const WORTH_BYTES = 16 * 2 ** 20;
const BETWEEN_MS = 20_000;

/**
 * Collects garbage a second from now, and each time that Baton comes to rest after work: V8 would keep it until much more is used.
 * Half of the memory that a start takes is garbage. The event loop stands still for 50 to 100 ms.
 */
export function collectAtRest(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof gc !== 'function') return;
  const watch = createRestWatch();
  const collect = () => {
    // 'last-resort' also drops compiled code that has not run again, and gives its pages back.
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    watch.collected(performance.now(), getHeapStatistics().total_heap_size);
  };
  setTimeout(collect, STARTED_MS).unref();
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    const seen = { atMs: performance.now(), processorMs: (user + system) / 1000 };
    if (watch.isDue({ ...seen, heapBytes: getHeapStatistics().total_heap_size })) collect();
  }, LOOK_MS).unref();
}

interface Look {
  atMs: number;
  /** Since the start of the process. */
  processorMs: number;
  heapBytes: number;
}

/** Decides at each look whether garbage is to be collected. */
export function createRestWatch() {
  let last = { atMs: 0, heapBytes: Number.POSITIVE_INFINITY };
  let before: Look | undefined;
  let restsSince = Number.POSITIVE_INFINITY;
  return {
    collected: (atMs: number, heapBytes: number): void => {
      last = { atMs, heapBytes };
    },
    isDue: (look: Look): boolean => {
      const since = before ?? look;
      const worked = look.processorMs - since.processorMs;
      if (!before || worked > REST_SHARE * (look.atMs - since.atMs)) restsSince = look.atMs;
      before = look;
      const isRested = look.atMs - restsSince >= RESTED_MS;
      return isRested && look.heapBytes - last.heapBytes >= WORTH_BYTES && look.atMs - last.atMs >= BETWEEN_MS;
    },
  };
}

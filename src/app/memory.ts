/**
 * Keeps the memory of an idle process small; docs/performance.md has the figures. A version of V8 that does not know a
 * flag says so on stderr and goes on.
 */
import { setFlagsFromString } from 'node:v8';
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

/**
 * Collects garbage once, a second from now: half of the memory that a start takes is garbage, and V8 would keep it until
 * much more is used. The event loop stands still for 50 ms.
 */
export function collectAfterStart(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('globalThis.gc');
    setFlagsFromString('--no-expose-gc');
    // 'last-resort' also drops compiled code that has not run again.
    if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, STARTED_MS).unref();
}

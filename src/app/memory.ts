/**
 * What keeps the memory of a process that waits small; docs/performance.md has the figures. Flags of V8 may be unknown to
 * another version of it, which then says so on stderr and goes on.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Node's fetch reads Slack's answers with a parser in WebAssembly. After some twenty of them V8 would compile it once more, as
 * well as it can: 0.1 s of a processor and 12 MB for good, to save microseconds of each answer. Call it before the first.
 */
export function leaveParsersAsTheyAre(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

/** By then the first look of the schedule and what came while Baton was away are done. */
const STARTED_MS = 1_000;

/**
 * Collects garbage once, a second from now: a start leaves half of what it took, and V8 would keep that until much more has
 * been used. It takes 50 ms, in which nobody is answered.
 */
export function collectAfterStart(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('globalThis.gc');
    setFlagsFromString('--no-expose-gc');
    // As when memory is short: everything that can be had, compiled code that has not run again included.
    if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, STARTED_MS).unref();
}

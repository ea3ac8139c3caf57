/** Longest share of one turn of the event loop for work that arrives all at once. */
const SLICE_MS = 3;

/**
 * Divides a burst of work over turns of the event loop. A caller that awaits the returned function continues at once
 * while the work of this turn took less than `sliceMs`, else in a later turn, in order of arrival.
 */
export function createEventLoopSlices(sliceMs = SLICE_MS): () => Promise<void> {
  let until: number | undefined;

  function hasRoom(): boolean {
    if (until !== undefined) return performance.now() < until;
    until = performance.now() + sliceMs;
    setImmediate(() => {
      until = undefined;
    });
    return true;
  }

  return async () => {
    while (!hasRoom()) await nextEventLoopTurn();
  };
}

/** Resolves after everything that is ready now has run. */
export const nextEventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

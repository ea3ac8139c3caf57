/** Of one turn of the event loop; what is left of it belongs to others. */
const SLICE_MS = 3;

/**
 * Divides work that comes all at once. Whoever awaits the returned function goes on at once while what went on so has
 * taken less than `sliceMs` of this turn of the event loop, else in one of the next, in the order in which they came.
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

/** Resolves when everything that is ready by now had its turn. */
export const nextEventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

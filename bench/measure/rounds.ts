/**
 * Runs every contender once per round, in alternating order, after uncounted warm-up rounds. Resolves with the results
 * of each contender, by round.
 */
export async function rounds<R extends Record<string, unknown>>(
  { count, warmUp = 1 }: { count: number; warmUp?: number },
  contenders: { [K in keyof R]: () => Promise<R[K]> | R[K] },
): Promise<{ [K in keyof R]: R[K][] }> {
  const names: (keyof R)[] = Object.keys(contenders);
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as { [K in keyof R]: R[K][] };
  for (let round = -warmUp; round < count; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const result = await contenders[name]();
      if (round >= 0) results[name].push(result);
    }
  }
  return results;
}

/** Milliseconds of each of `times` calls. */
export function timed(times: number, call: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
}

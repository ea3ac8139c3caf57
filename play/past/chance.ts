/** Chances that come out the same in each run. */
export interface Chance {
  /** Whether something with this probability happens. */
  is(probability: number): boolean;
  /** A whole number; both ends are possible. */
  between(least: number, most: number): number;
  /** One of them, each as often as its weight says. */
  of<T>(weighted: readonly (readonly [T, weight: number])[]): T;
  any<T>(all: readonly T[]): T;
}

/** Mulberry32: 32 bits of state are enough for a story. Neighbouring seeds have nothing in common. */
export function chanceFrom(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const any = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  return {
    is: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    of: (weighted) => {
      let left = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [one, weight] of weighted) {
        left -= weight;
        if (left < 0) return one;
      }
      return any(weighted)[0];
    },
    any,
  };
}

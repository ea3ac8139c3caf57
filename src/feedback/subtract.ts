/**
 * The comparison of results of anonymous surveys. A result is a sum over the people of its audience, so a person who has
 * several can multiply, add and subtract them: linear algebra over the people.
 */

/** The people whose answers a result adds up. */
export type Audience = ReadonlySet<string>;

/** A row of numbers modulo `PRIME`, one for each group. */
type Row = number[];

/** Products of two numbers below it are exact in a double. */
const PRIME = 67_108_859;
/** Multiplications, about a tenth of a second. A comparison that takes more counts as one that shows something. */
const MOST_WORK = 5_000_000;

/**
 * Whether the results of these audiences, multiplied, added and subtracted in any way, leave the answers of fewer than
 * `minimum` people: six people and five of them, a team with one member exchanged, or a company and all
 * its teams, with two people left.
 */
export function leavesFew(audiences: readonly Audience[], minimum: number): boolean {
  const { sizes, rows } = grouped(audiences);
  const all = sizes.map((_, group) => group);
  // Sums with fewer people have no large group in them.
  const { left } = eliminate(
    rows,
    all.filter((group) => (sizes[group] ?? 0) >= minimum),
  );
  return fitsIntoFew(eliminate(left, all).pivots, sizes, minimum);
}

/** People who are in the same audiences are one group, since no sum tells them apart. */
function grouped(audiences: readonly Audience[]): { sizes: number[]; rows: Row[] } {
  const places = new Map<string, number[]>();
  for (const [index, audience] of audiences.entries()) {
    for (const userId of audience) places.set(userId, [...(places.get(userId) ?? []), index]);
  }
  const groups = new Map<string, { size: number; in: number[] }>();
  for (const found of places.values()) {
    const group = groups.get(found.join());
    groups.set(found.join(), { size: (group?.size ?? 0) + 1, in: found });
  }
  const all = [...groups.values()];
  return {
    sizes: all.map(({ size }) => size),
    rows: audiences.map((_, index) => all.map((group) => (group.in.includes(index) ? 1 : 0))),
  };
}

/** Independent rows that have something in these groups, and sums of the rows that have nothing in them. Both give all others. */
function eliminate(rows: readonly Row[], groups: readonly number[]): { pivots: Row[]; left: Row[] } {
  let left = [...rows];
  const pivots: Row[] = [];
  for (const group of groups) {
    const pivot = left.find((row) => row[group] !== 0);
    if (!pivot) continue;
    pivots.push(pivot);
    left = left.filter((row) => row !== pivot).map((row) => without(row, pivot, group));
  }
  return { pivots, left };
}

/** Takes as much of the pivot from the row as makes its group nothing. */
function without(row: Row, pivot: Row, group: number): Row {
  const times = ((row[group] ?? 0) * inverse(pivot[group] ?? 0)) % PRIME;
  return row.map((count, index) => (count - (((pivot[index] ?? 0) * times) % PRIME)) % PRIME);
}

/** Fermat: the number to the power of the prime minus two. */
function inverse(number: number): number {
  let result = 1;
  for (let power = PRIME - 2, base = number; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

/** Whether some sum of the rows lies in groups of fewer people together: then fewer rows remain outside of them. */
function fitsIntoFew(rows: readonly Row[], sizes: readonly number[], minimum: number): boolean {
  if (rows.length === 0) return false;
  let work = 0;
  const all = sizes.map((_, group) => group);

  function tryGroups(chosen: readonly number[], from: number, people: number): boolean {
    work += rows.length ** 2 * sizes.length;
    if (work > MOST_WORK) return true;
    const outside = all.filter((group) => !chosen.includes(group));
    if (eliminate(rows, outside).pivots.length < rows.length) return true;
    return all.slice(from).some((group) => {
      const together = people + (sizes[group] ?? 0);
      return together < minimum && tryGroups([...chosen, group], group + 1, together);
    });
  }

  return tryGroups([], 0, 0);
}

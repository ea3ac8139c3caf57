import { atMost, type Bench, type Row } from '../bench.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, ratios, spread } from '../measure/statistics.ts';
import { contact } from '../seed/words.ts';
import { withServers } from '../servers/servers.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Both sides are large enough to have all open leads of the company. */
const [BEFORE, LAST] = [10_000, 1_000_000] as const;

const READS: [name: string, question: string, argument: object][] = [
  ['Hand-off, on the disk', 'handOff', { times: 20 }],
  ['Search for a name', 'search', { words: contact(777).name, times: 10 }],
  ['A seller’s own leads', 'own', { times: 10 }],
  ['Digest of a team', 'untouched', { times: 10 }],
];

/** The cost of the same acts in small and large companies: the lines of the chart. */
export const growth: Bench = {
  name: 'growth',
  what: `The cost of a hand-off and of three reads at ${SIZES.map((size) => size.toLocaleString('en')).join(', ')} leads`,
  isLong: true,
  run: ({ seeded }) =>
    withServers(async ({ child }) => {
      const paths: Record<string, string> = {};
      for (const size of SIZES) paths[size] = await seeded(size);
      const reads = await child('reads.child.ts', { paths });
      const rows: Row[] = [];
      for (const [name, question, argument] of READS) {
        const ask = (size: number) => async () => {
          return median(await reads.ask<number[]>(question, { name: String(size), ...argument }));
        };
        const contenders = Object.fromEntries(SIZES.map((size) => [String(size), ask(size)]));
        const results = await rounds({ count: 7, warmUp: 2 }, contenders);
        const of = (size: number) => results[size] ?? [];
        rows.push({
          what: `${name}: at ${LAST.toLocaleString('en')} leads, relative to ${BEFORE.toLocaleString('en')}`,
          value: spread(ratios(of(LAST), of(BEFORE))),
          unit: '×',
          // A search of a larger company finds more, up to five hundred; `search` has its mark.
          ...(question !== 'search' && { target: atMost(2) }),
          absolute: SIZES.map((size) => ms(median(of(size)))).join(', '),
          line: { name, points: SIZES.map((size) => [size, median(of(size))]) },
        });
      }
      return rows;
    }),
};

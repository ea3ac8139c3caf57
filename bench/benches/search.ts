import { atMost, type Bench } from '../bench.ts';
import { exactly, median, ms, percentile, spread } from '../measure/statistics.ts';
import { contact } from '../seed/words.ts';
import { withServers } from '../servers/servers.ts';

const LEADS = 1_000_000;
/** A full name, a common word, two prefixes, one letter, words in nearly every company name, no match. */
const WORDS = [
  contact(777).name,
  contact(777).email,
  'jane',
  'ja',
  'jane ber',
  'jan b',
  'j',
  'gmbh',
  'works lan',
  'nobody',
];

export const search: Bench = {
  name: 'search',
  what: 'Search of leads and typeahead of sources at 1,000,000 leads',
  isLong: true,
  run: ({ seeded }) =>
    withServers(async ({ child }) => {
      const name = String(LEADS);
      const reads = await child('reads.child.ts', { paths: { [name]: await seeded(LEADS) } });
      const slowest = { words: '', p99: 0 };
      const medians: number[] = [];
      const toKeys: number[] = [];
      for (const words of WORDS) {
        await reads.ask('search', { name, words, times: 5 });
        const took = await reads.ask<number[]>('search', { name, words, times: 60 });
        medians.push(median(took));
        const byKey = median(await reads.ask<number[]>('foundByKey', { name, words, times: 20 }));
        if (byKey > 0.01) toKeys.push(median(took) / byKey);
        const p99 = percentile(took, 0.99);
        if (p99 > slowest.p99) Object.assign(slowest, { words, p99 });
      }
      const typed = await reads.ask<number[]>('typeahead', { name, words: 'fair', times: 500 });
      return [
        {
          what: `Search: the slowest p99 of ${WORDS.length} kinds of queries`,
          value: exactly(slowest.p99),
          unit: 'ms',
          target: atMost(20),
          absolute: `"${slowest.words}"; the median query takes ${ms(median(medians))}`,
        },
        {
          what: 'Search, relative to reading the leads among which it chooses by key: the median of the queries that find some',
          value: spread(toKeys),
          unit: '×',
          target: atMost(5),
          absolute: `at most ${Math.max(...toKeys).toFixed(1)} ×`,
        },
        {
          what: 'Typeahead: p99',
          value: exactly(percentile(typed, 0.99)),
          unit: 'ms',
          target: atMost(20),
          absolute: `p50 ${ms(median(typed))}`,
        },
      ];
    }),
};

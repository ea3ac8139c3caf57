import { join } from 'node:path';
import { atLeast, atMost, type Bench, type Row } from '../bench.ts';
import { libraryNames, libraryQuestions, measureSearch } from '../library-search.ts';
import { exactly, median, ms, percentile, spread } from '../measure/statistics.ts';
import { seedLibrary } from '../seed/library.ts';
import { withServers } from '../servers/servers.ts';

const ITEMS = 50_000;
/** Every third question of the search quality benchmark. */
const EVERY = 3;

export const library: Bench = {
  name: 'library',
  what: `Search of the library at ${ITEMS.toLocaleString('en')} items`,
  isLong: true,
  run: ({ folder, tell }) =>
    withServers(async ({ child }) => {
      const path = join(folder, 'library.db');
      tell(`writing a library of ${ITEMS.toLocaleString('en')} items`);
      await seedLibrary(path, ITEMS);
      const name = 'library';
      const reads = await child('reads.child.ts', { paths: { [name]: path } });
      const took: { words: string; ms: number; byKey: number }[] = [];
      for (const [number, { question: words }] of libraryQuestions().entries()) {
        if (number % EVERY !== 0) continue;
        await reads.ask('library', { name, words, times: 1 });
        const search = median(await reads.ask<number[]>('library', { name, words, times: 5 }));
        took.push({
          words,
          ms: search,
          byKey: median(await reads.ask<number[]>('itemsByKey', { name, words, times: 5 })),
        });
      }
      const times = took.map((one) => one.ms);
      const slowest = took.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
      return [
        {
          what: `p99 over ${took.length} questions`,
          value: exactly(percentile(times, 0.99)),
          unit: 'ms',
          target: atMost(100),
          absolute: `p50 ${ms(median(times))}, the slowest: "${slowest.words}" ${ms(slowest.ms)}`,
        },
        {
          what: 'Relative to reading the ten items on the page, with their documents, by key',
          value: spread(took.flatMap((one) => (one.byKey > 0.005 ? one.ms / one.byKey : []))),
          unit: '×',
          target: atMost(60),
          absolute: `${ms(median(times))} vs. ${ms(median(took.map(({ byKey }) => byKey)))}`,
        },
        ...(await qualityRows()),
      ];
    }),
};

const LEAST = 97;

/** Accuracy in place of time: whether a right item is among the first three. */
async function qualityRows(): Promise<Row[]> {
  const found = await Promise.all(libraryNames.map(measureSearch));
  const row = (what: string, half: 'tuned' | 'heldOut'): Row => {
    const questions = found.reduce((sum, one) => sum + one[half].questions, 0);
    const right = found.reduce((sum, one) => sum + one[half].firstThree, 0);
    const each = found.map((one) => `${one.name} ${one[half].firstThree} of ${one[half].questions}`);
    return {
      what,
      value: exactly((right / questions) * 100),
      unit: '%',
      target: atLeast(LEAST),
      absolute: each.join(', '),
    };
  };
  return [
    row('A right item among the first three, for questions used for tuning', 'tuned'),
    row('The same, for questions held out while tuning', 'heldOut'),
  ];
}

import { atMost, type Bench, type Row } from '../bench.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, ratios, spread } from '../measure/statistics.ts';
import type { DigestTimes } from '../servers/reads.child.ts';
import { withServers } from '../servers/servers.ts';

/** A digest's cost depends on its content, not on the number of leads in the database. */
export const digest: Bench = {
  name: 'digest',
  what: 'Digest of one team: its 50 oldest untouched leads and their number',
  run: ({ short, seeded }) =>
    withServers(async ({ child }) => {
      const sizes = short ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
      const paths: Record<string, string> = {};
      for (const size of sizes) paths[size] = await seeded(size);
      const reads = await child('reads.child.ts', { paths });
      const ask = (size: number) => () => reads.ask<DigestTimes>('digest', { name: String(size), times: 60 });
      const results = await rounds(
        { count: short ? 5 : 15, warmUp: 3 },
        Object.fromEntries(sizes.map((size) => [String(size), ask(size)])),
      );
      const of = (size: number, what: keyof DigestTimes) =>
        (results[size] ?? []).map((times) => median((times as DigestTimes)[what]));
      const rows = sizes.map(
        (size): Row => ({
          what: `At ${size.toLocaleString('en')} leads, relative to reading the 50 rows by key`,
          value: spread(ratios(of(size, 'digest'), of(size, 'byKey'))),
          unit: '×',
          target: atMost(3.5),
          absolute: `${ms(median(of(size, 'digest')))} vs. ${ms(median(of(size, 'byKey')))}`,
          guards: true,
        }),
      );
      const [before = 0, last = 0] = sizes.slice(-2);
      rows.push({
        what: `At ${last.toLocaleString('en')} leads, relative to its cost at ${before.toLocaleString('en')}`,
        value: spread(ratios(of(last, 'digest'), of(before, 'digest'))),
        unit: '×',
        target: atMost(1.5),
        absolute: `${ms(median(of(last, 'digest')))} vs. ${ms(median(of(before, 'digest')))}`,
        guards: true,
      });
      return rows;
    }),
};

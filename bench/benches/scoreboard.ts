import { atMost, type Bench, type Row } from '../bench.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import type { BoardTimes } from '../servers/scoreboard.child.ts';
import { withServers } from '../servers/servers.ts';

const PERIODS = ['week', 'month', 'quarter', 'year', 'three years'];
const VIEWS = ['activity', 'cohort'] as const;

/** Any period of the scoreboard opens while a person waits, however many leads there are. */
export const scoreboard: Bench = {
  name: 'scoreboard',
  what: 'The scoreboard of a period, and the cost of counting a hand-off',
  run: ({ short, seeded, tell }) =>
    withServers(async ({ child }) => {
      const size = short ? 100_000 : 1_000_000;
      tell('counting all days');
      const boards = await child('scoreboard.child.ts', { paths: { all: await seeded(size) } });
      const rows: Row[] = [];
      const at = size.toLocaleString('en');
      for (const period of PERIODS) {
        tell(period);
        const ask = (view: string) => () =>
          boards.ask<BoardTimes>('open', { name: 'all', period, view, times: short ? 10 : 40 });
        const found = await rounds(
          { count: short ? 3 : 9, warmUp: 1 },
          { activity: ask('activity'), cohort: ask('cohort') },
        );
        const runs = VIEWS.flatMap((view) => found[view]);
        const all = runs.flatMap(({ board }) => board);
        rows.push({
          what: `At ${at} leads: a ${period}, p99`,
          value: spread(runs.map(({ board }) => percentile(board, 0.99))),
          unit: 'ms',
          target: atMost(300),
          absolute: `p50 ${ms(median(all))}`,
          guards: true,
        });
        if (period !== 'quarter') continue;
        rows.push({
          what: `At ${at} leads: a ${period}, relative to reading its days by key`,
          value: spread(
            ratios(
              runs.map(({ board }) => median(board)),
              runs.map(({ byKey }) => median(byKey)),
            ),
          ),
          unit: '×',
          // The parts of a day at both ends are counted lead by lead: docs/performance.md.
          target: atMost(5, 25),
          absolute: `${ms(median(all))} vs. ${ms(median(runs.flatMap(({ byKey }) => byKey)))}`,
          guards: true,
        });
      }
      const counted = await rounds(
        { count: short ? 5 : 15, warmUp: 2 },
        { one: () => boards.ask<{ handOffMs: number; countMs: number }>('count', { name: 'all', count: 400 }) },
      );
      rows.push({
        what: 'Counting a lead in the background, relative to the act of handing it off',
        value: spread(counted.one.map(({ countMs, handOffMs }) => countMs / handOffMs)),
        unit: '×',
        target: atMost(1),
        absolute: `${ms(median(counted.one.map(({ countMs }) => countMs / 400)))} vs. ${ms(median(counted.one.map(({ handOffMs }) => handOffMs / 400)))} a lead`,
      });
      return rows;
    }),
};

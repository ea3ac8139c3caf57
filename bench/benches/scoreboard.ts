import { atMost, type Bench, type Row } from '../bench.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import type { BoardTimes } from '../servers/scoreboard.child.ts';
import { withServers } from '../servers/servers.ts';

const PERIODS = ['week', 'month', 'quarter', 'year', 'three years'];
const FILTERS = ['team', 'source', 'campaign'] as const;
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
          { count: short ? 3 : 5, warmUp: 1 },
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
          target: atMost(5, 8),
          absolute: `${ms(median(all))} vs. ${ms(median(runs.flatMap(({ byKey }) => byKey)))}`,
          guards: true,
        });
      }
      for (const filter of FILTERS) {
        tell(`only one ${filter}`);
        const found = await rounds(
          { count: short ? 3 : 5, warmUp: 1 },
          { year: () => boards.ask<number[]>('filtered', { name: 'all', filter, times: 10 }) },
        );
        rows.push({
          what: `At ${at} leads: a year of one ${filter}, p99`,
          value: spread(found.year.map((times) => percentile(times, 0.99))),
          unit: 'ms',
          target: atMost(300),
          absolute: `p50 ${ms(median(found.year.flat()))}`,
          guards: true,
        });
      }
      const posts = await rounds(
        { count: short ? 3 : 9, warmUp: 1 },
        { week: () => boards.ask<number[]>('post', { name: 'all', times: 10 }) },
      );
      rows.push({
        what: `At ${at} leads: the weekly post, p99`,
        value: spread(posts.week.map((times) => percentile(times, 0.99))),
        unit: 'ms',
        target: atMost(1_000),
        absolute: `p50 ${ms(median(posts.week.flat()))}`,
        guards: true,
      });
      const counted = await rounds(
        { count: short ? 5 : 15, warmUp: 2 },
        {
          one: () =>
            boards.ask<{ handOffMs: number; countMs: number; longestMs: number }>('count', { name: 'all', count: 400 }),
        },
      );
      rows.push({
        what: 'Counting a lead in the background, relative to the act of handing it off',
        value: spread(counted.one.map(({ countMs, handOffMs }) => countMs / handOffMs)),
        unit: '×',
        target: atMost(0.1),
        absolute: `${ms(median(counted.one.map(({ countMs }) => countMs / 400)))} vs. ${ms(median(counted.one.map(({ handOffMs }) => handOffMs / 400)))} a lead`,
      });
      rows.push({
        what: 'Counting holds the event loop for at most',
        value: spread(counted.one.map(({ longestMs }) => longestMs)),
        unit: 'ms',
        // As for the loop as a whole; a slice ends with a commit.
        target: atMost(50),
        absolute: 'of 400 leads, and of the days in which they have a moment',
      });
      return rows;
    }),
};

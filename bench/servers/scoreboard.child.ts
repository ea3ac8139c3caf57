/** Opens the scoreboard on databases of several sizes. */
import { handOff } from '../../src/leads/acts/handoff.ts';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { countSome } from '../../src/scoreboard/catch-up.ts';
import { countRows } from '../../src/scoreboard/count-rows.ts';
import { keepTallies } from '../../src/scoreboard/keep-tallies.ts';
import type { Period, PeriodChoice } from '../../src/scoreboard/periods.ts';
import { readBoard } from '../../src/scoreboard/read.ts';
import { type BoardView, boardViews } from '../../src/scoreboard/scope.ts';
import { readWeek } from '../../src/scoreboard/week.ts';
import { timed } from '../measure/rounds.ts';
import { markAllDays } from '../seed/stories.ts';
import { AT, MARKETER } from '../slack/workspace.ts';
import { serve } from './child.ts';

/** Milliseconds of each run. */
export interface BoardTimes {
  board: number[];
  /** The days and months of the two periods, each read and parsed by its key with better-sqlite3 alone. */
  byKey: number[];
}

const iso = (daysAgo: number) => new Date(AT.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
/** Long enough ago to be over. */
export const PERIODS: Record<string, PeriodChoice> = {
  week: 'last_week',
  month: 'last_month',
  quarter: 'last_quarter',
  year: { first: iso(365), last: iso(1) },
  'three years': { first: iso(3 * 365), last: iso(1) },
};

const FILTERED = {
  team: { teamId: 3 },
  source: { source: 'Source 3' },
  campaign: { campaign: 'Campaign 7' },
};

/** The keys of the days and months that a period and the one before it are made of. */
function keptOf(db: Db, view: BoardView, { before, to }: Period): object[] {
  const days = [before.from, to].map((at) => at.getTime() / DAY_MS) as [number, number];
  const [first, last] = [Math.ceil(days[0]), Math.floor(days[1])];
  const rows = db.$client
    .prepare(
      `select view, level, day from scoreboard_tallies as row where view = ? and day >= ? and day < ? and tallies is not null
        and (level = 'month' or not exists (select 1 from scoreboard_tallies as month
          where month.view = row.view and month.level = 'month' and month.day >= ?
            and month.day <= row.day and row.day < month.day + 28))`,
    )
    .all(view, first, last, first);
  return rows as object[];
}

serve<{ paths: Record<string, string> }>(async ({ paths }) => {
  const databases = new Map<string, Db>();
  for (const [name, path] of Object.entries(paths)) {
    const db = openDatabase(path);
    markAllDays(db);
    await keepTallies({ db, write: createWriter(db), now: () => AT });
    databases.set(name, db);
  }
  const of = (name: string) => {
    const db = databases.get(name);
    if (!db) throw new RangeError(`There is no database ${name}.`);
    return db;
  };
  return {
    ready: true,
    answers: {
      open: ({
        name,
        period,
        view,
        times,
      }: {
        name: string;
        period: string;
        view: BoardView;
        times: number;
      }): BoardTimes => {
        const db = of(name);
        const choice = { view, period: PERIODS[period] ?? 'last_month' };
        const keys = keptOf(db, view, readBoard(db, choice, AT).period);
        const byKey = db.$client.prepare(
          'select tallies from scoreboard_tallies where view = @view and level = @level and day = @day',
        );
        const parsed = (key: object) => JSON.parse((byKey.get(key) as { tallies: string }).tallies);
        return {
          board: timed(times, () => readBoard(db, choice, AT)),
          byKey: timed(times, () => keys.map(parsed)),
        };
      },
      /** A year of one team, source or campaign. */
      filtered: ({ name, filter, times }: { name: string; filter: keyof typeof FILTERED; times: number }) => {
        const choice = { view: 'activity' as const, period: PERIODS.year ?? 'last_month', ...FILTERED[filter] };
        return timed(times, () => readBoard(of(name), choice, AT));
      },
      post: ({ name, times }: { name: string; times: number }) => timed(times, () => readWeek(of(name), AT)),
      /** Milliseconds for `count` hand-offs, and for counting them afterwards; `longestMs` is the longest slice of that. */
      count: async ({ name, count }: { name: string; count: number }) => {
        const db = of(name);
        const write = createWriter(db);
        const teamId = 1;
        const form = { company: 'Acme', phone: null, role: null, source: 'Webinar', stage: null, need: 'A demo' };
        const began = performance.now();
        await write((tx) => {
          for (let n = 0; n < count; n += 1) {
            const contact = { name: `New ${n}`, email: `new${n}.${began}@acme.example`, temperature: 'warm' as const };
            const by = { marketerId: MARKETER, assigneeId: null, messageLink: null, earlierLeadId: null };
            handOff(tx, { form: { ...form, ...contact }, teamId, ...by }, AT);
          }
        });
        const handedOff = performance.now();
        const slices: number[] = [];
        const slice = async (work: () => Promise<unknown> | unknown) => {
          const from = performance.now();
          await work();
          slices.push(performance.now() - from);
        };
        for (let left = count; left > 0; left -= 40) await slice(() => write(countSome));
        const countMs = performance.now() - handedOff;
        const day = { from: new Date(AT.getTime() - 2 * DAY_MS), to: new Date(AT.getTime() - DAY_MS) };
        for (const view of boardViews) await slice(() => countRows(db, { view, ...day }));
        return { handOffMs: handedOff - began, countMs, longestMs: Math.max(...slices) };
      },
    },
  };
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/platform/db/open.ts';
import { atMost, type Bench, type BenchContext, type Row } from '../bench.ts';
import { syncTimes } from '../measure/disk.ts';
import { rounds } from '../measure/rounds.ts';
import { exactly, median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import type { Child } from '../servers/child.ts';
import { withServers } from '../servers/servers.ts';
import { MARKETER } from '../slack/workspace.ts';
import { submissions } from './handoff.ts';

const ROOT = join(import.meta.dirname, '../..');
const SECONDS = 10;
const AT_ONCE = 64;
const ROWS = 100_000;
const DIGESTS_EVERY_MS = 1_000;

/** The delay of the event loop while the three heaviest jobs run together. */
export const loop: Bench = {
  name: 'loop',
  what: 'Delay of the event loop at 1,000,000 leads: digests of all teams, an import and a burst of hand-offs together',
  isLong: true,
  run: (setting) =>
    withServers(async ({ slack, child, endpoint }) => {
      const { seeded, folder, tell } = setting;
      const { apiUrl } = await slack();
      const databasePath = await seeded(1_000_000);
      const next = submissions(databasePath);
      const baton = await child('baton.child.ts', { mode: 'http', apiUrl, databasePath });
      const to = endpoint(baton);
      tell('warming up');
      await to.fire(next(2_000), { atOnce: AT_ONCE });
      await baton.ask('digests');
      const syncs = syncTimes(folder, 500);
      tell(`${SECONDS} seconds of full load`);
      const disk = await child('syncs.child.ts', { folder });
      const importing = startImport(databasePath, join(folder, 'import.csv'));
      await baton.ask('watchLoop');
      const until = performance.now() + SECONDS * 1000;
      const during = async (work: () => Promise<unknown>) => {
        let times = 0;
        while (performance.now() < until) {
          await work();
          times += 1;
        }
        return times;
      };
      const [handoffs, digests] = await Promise.all([
        during(() => to.fire(next(500), { atOnce: AT_ONCE })),
        during(async () => {
          await baton.ask('digests');
          await sleep(DIGESTS_EVERY_MS);
        }),
      ]);
      const [p50 = 0, p999 = 0, longest = 0] = await baton.ask<number[]>('loopDelays', [0.5, 0.999, 1]);
      const meanwhile = await disk.ask<number[]>('end');
      await end(importing);
      const work = `${handoffs * 500} hand-offs, ${rowsOf(databasePath)} rows imported, ${digests * 20} digests`;
      const sync = percentile(syncs, 0.999);
      const longestSync = Math.max(...meanwhile);
      return [
        {
          what: 'p99.9 minus that of the disk’s own sync',
          value: exactly(Math.max(0, p999 - sync)),
          unit: 'ms',
          target: atMost(20),
          absolute: `${ms(p999)}, p50 ${ms(p50)}; fdatasync p99.9 ${ms(sync)}; ${work} in ${SECONDS} s`,
        },
        {
          what: 'The longest delay, minus the longest sync of another file meanwhile',
          value: exactly(Math.max(0, longest - longestSync)),
          unit: 'ms',
          target: atMost(50),
          absolute: `${ms(longest)}; fdatasync ${ms(longestSync)} of ${meanwhile.length}`,
        },
        await sameBurst(setting),
      ];
    }),
};

const BURST = 1_200;

/** Hand-offs alone, at once, for Baton and for a usual bot in turn. */
const sameBurst = ({ seeded, folder, tell }: BenchContext): Promise<Row> =>
  withServers(async ({ slack, child, endpoint }) => {
    tell('the same burst at a usual bot');
    const { apiUrl } = await slack();
    const databasePath = await seeded(10_000);
    const next = submissions(databasePath);
    const burst = (bot: Child) => {
      const to = endpoint(bot);
      return async () => {
        const requests = next(BURST);
        await bot.ask('watchLoop');
        await to.fire(requests, { atOnce: AT_ONCE });
        return (await bot.ask<number[]>('loopDelays', [1]))[0] ?? Number.NaN;
      };
    };
    const from = await seeded(10_000);
    const usualPath = join(folder, 'usual-burst.db');
    const results = await rounds(
      { count: 5, warmUp: 2 },
      {
        baton: burst(await child('baton.child.ts', { mode: 'http', apiUrl, databasePath })),
        usual: burst(await child('usual.child.ts', { apiUrl, from, databasePath: usualPath })),
      },
    );
    return {
      what: `The longest delay in a burst of ${BURST.toLocaleString('en')} hand-offs alone, relative to the usual bot’s`,
      value: spread(ratios(results.baton, results.usual)),
      unit: '×',
      target: atMost(1.5),
      absolute: `${ms(median(results.baton))} vs. ${ms(median(results.usual))}`,
    };
  });

/** Imports a list of links into the library with the CLI command, in a second process. */
function startImport(databasePath: string, list: string): ChildProcess {
  const rows = Array.from(
    { length: ROWS },
    (_, row) =>
      `Case study ${row},case_study,decision,case;study,How they saved ${row} hours,https://example.com/${row}`,
  );
  // Synced to disk now, or the first measured syncs would wait for it.
  writeFileSync(list, ['title,kind,stage,tags,summary,link', ...rows].join('\n'), { flush: true });
  const command = ['cli.js', 'library', 'import', list, '--owner', MARKETER, '--database', databasePath];
  return spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) throw new Error(`The import ended early, with exit code ${process.exitCode}.`);
  process.kill('SIGKILL');
  await once(process, 'exit');
}

function rowsOf(databasePath: string): number {
  const db = openDatabase(databasePath);
  const rows = db.$client.prepare('select count(*) from library_items').pluck().get() as number;
  db.$client.close();
  return rows;
}

import { openDatabase } from '../../src/db/open.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { atLeast, atMost, type Bench, type Row, type Setting } from '../bench.ts';
import type { Fired, Target } from '../load/http.ts';
import { syncTimes } from '../measure/disk.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import { onStage } from '../servers/stage.ts';
import { handoffSubmission } from '../slack/requests.ts';

const AT_ONCE = 64;

/** A hand-off from the submitted form to the acknowledgement, against a handler of Bolt's that does nothing. */
export const handoff: Bench = {
  name: 'handoff',
  what: 'Hand-off submitted over HTTP, acknowledged after its commit',
  run: (setting) =>
    onStage(async ({ slack, child, target }) => {
      const { apiUrl } = await slack();
      const databasePath = await setting.seeded(10_000);
      const servers = {
        baton: target(await child('baton.child.ts', { mode: 'http', apiUrl, databasePath })),
        bolt: target(await child('bolt.child.ts', { mode: 'http', apiUrl })),
        plain: target(await child('plain.child.ts', {})),
      };
      return compare(setting, servers, submissions(databasePath));
    }),
};

/** Each is of somebody whom no other names. */
export function submissions(databasePath: string): (count: number) => ReturnType<typeof handoffSubmission>[] {
  const db = openDatabase(databasePath);
  const teams = teamsOfKind(db, 'sales');
  db.$client.close();
  let made = 0;
  return (count) => Array.from({ length: count }, () => handoffSubmission(++made, teams));
}

async function compare(
  { short, tell, folder }: Setting,
  targets: Record<'baton' | 'bolt' | 'plain', Target>,
  some: ReturnType<typeof submissions>,
): Promise<Row[]> {
  tell(`${AT_ONCE} at once`);
  const many = (to: Target) => () => to.fire(some(short ? 800 : 3_000), { atOnce: AT_ONCE });
  const burst = await rounds(
    { count: short ? 3 : 9, warmUp: short ? 2 : 3 },
    { baton: many(targets.baton), bolt: many(targets.bolt), plain: many(targets.plain) },
  );
  tell('one at a time');
  const single = (to: Target) => () => to.fire(some(short ? 150 : 400), { atOnce: 1 });
  const alone = await rounds(
    { count: short ? 5 : 9 },
    {
      baton: single(targets.baton),
      bolt: single(targets.bolt),
      sync: () => median(syncTimes(folder, short ? 100 : 300)),
    },
  );
  const rate = (name: 'baton' | 'bolt' | 'plain') => burst[name].map(({ perSecond }) => perSecond);
  const p99 = (name: 'baton' | 'bolt') => burst[name].map(({ latencies }) => percentile(latencies, 0.99));
  const p50 = (runs: Fired[]) => runs.map(({ latencies }) => median(latencies));
  const above = p50(alone.baton).map((ms, round) => ms - (p50(alone.bolt)[round] ?? Number.NaN));
  const [ours, bolts, plains] = [rate('baton'), rate('bolt'), rate('plain')].map((each) => Math.round(median(each)));
  return [
    {
      what: 'Hand-offs a second, 64 at once, to those of bare Bolt',
      value: spread(ratios(rate('baton'), rate('bolt'))),
      unit: '×',
      mark: atLeast(0.75),
      seen: `${ours} to ${bolts} a second; plain node:http ${plains}`,
      guards: true,
    },
    {
      what: 'their p99 to that of bare Bolt',
      value: spread(ratios(p99('baton'), p99('bolt'))),
      unit: '×',
      mark: atMost(1.5),
      seen: `${ms(median(p99('baton')))} to ${ms(median(p99('bolt')))}`,
    },
    {
      what: 'One at a time: p50 above that of bare Bolt, in syncs of the disk',
      value: spread(ratios(above, alone.sync)),
      unit: '×',
      mark: atMost(1.5),
      seen: `${ms(median(p50(alone.baton)))} to ${ms(median(p50(alone.bolt)))}; fdatasync ${ms(median(alone.sync))}`,
      guards: true,
    },
  ];
}

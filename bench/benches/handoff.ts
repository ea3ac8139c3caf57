import { openDatabase } from '../../src/platform/db/open.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { atLeast, atMost, type Bench, type BenchContext, type Row } from '../bench.ts';
import type { Fired } from '../load/http.ts';
import { syncTimes } from '../measure/disk.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import type { Written } from '../servers/rows.child.ts';
import { withServers } from '../servers/servers.ts';
import { handoffSubmission } from '../slack/requests.ts';

const AT_ONCE = 64;
/** Typical number of concurrent hand-offs that share a commit. */
const TO_A_COMMIT = 32;

/** Sends this many hand-offs of new contacts. */
type Server = (count: number, atOnce: number) => Promise<Fired & { processorMs: number }>;
/** The rows of a hand-off, written by better-sqlite3 alone. */
type Rows = (count: number, toACommit: number) => Promise<Written & { processorMs: number }>;
type Answering = 'baton' | 'bolt' | 'plain';
type Servers = Record<Answering, Server> & { rows: Rows };

/** A hand-off from the submitted form to the acknowledgement, compared with an empty Bolt handler. */
export const handoff: Bench = {
  name: 'handoff',
  what: 'Hand-off submitted over HTTP, acknowledged after its commit',
  run: (setting) =>
    withServers(async ({ slack, child, endpoint }) => {
      const { apiUrl } = await slack();
      const databasePath = await setting.seeded(10_000);
      const next = submissions(databasePath);
      const server = async (file: string): Promise<Server> => {
        const process = await child(file, { mode: 'http', apiUrl, databasePath });
        const to = endpoint(process);
        return async (count, atOnce) => {
          const requests = next(count);
          const before = await process.ask<number>('processorMs');
          const fired = await to.fire(requests, { atOnce });
          return { ...fired, processorMs: (await process.ask<number>('processorMs')) - before };
        };
      };
      const written = await child('rows.child.ts', {
        taken: await setting.seeded(10_000),
        written: await setting.seeded(10_000),
      });
      const rows: Rows = async (count, toACommit) => {
        await written.ask('takeDown', count);
        const before = await written.ask<number>('processorMs');
        const found = await written.ask<Written>('write', { count, toACommit });
        return { ...found, processorMs: (await written.ask<number>('processorMs')) - before };
      };
      const servers = {
        rows,
        baton: await server('baton.child.ts'),
        bolt: await server('bolt.child.ts'),
        plain: await server('plain.child.ts'),
      };
      setting.tell(`${AT_ONCE} at once`);
      const together = await manyAtOnce(setting, servers);
      setting.tell('one at a time');
      return [...together, ...(await oneAtATime(setting, servers))];
    }),
};

/** Each hand-off has a different contact. */
export function submissions(databasePath: string): (count: number) => ReturnType<typeof handoffSubmission>[] {
  const db = openDatabase(databasePath);
  const teams = teamsOfKind(db, 'sales');
  db.$client.close();
  let made = 0;
  return (count) => Array.from({ length: count }, () => handoffSubmission(++made, teams));
}

async function manyAtOnce({ short }: BenchContext, { baton, bolt, plain, rows }: Servers): Promise<Row[]> {
  const count = short ? 800 : 3_000;
  const results = await rounds(
    { count: short ? 3 : 7, warmUp: 2 },
    {
      baton: () => baton(count, AT_ONCE),
      bolt: () => bolt(count, AT_ONCE),
      plain: () => plain(count, AT_ONCE),
      rows: () => rows(count, TO_A_COMMIT),
    },
  );
  const rate = (name: Answering) => results[name].map(({ perSecond }) => perSecond);
  const p99 = (name: Answering) => results[name].map(({ latencies }) => percentile(latencies, 0.99));
  const processor = (name: keyof Servers) => results[name].map(({ processorMs }) => processorMs / count);
  const typical = (name: Answering) => Math.round(median(rate(name)));
  return [
    {
      what: `Hand-offs per second, ${AT_ONCE} at once, relative to bare Bolt`,
      value: spread(ratios(rate('baton'), rate('bolt'))),
      unit: '×',
      target: atLeast(0.6),
      absolute: `${typical('baton')} vs. ${typical('bolt')} per second; plain node:http ${typical('plain')}`,
    },
    {
      what: 'Their p99, relative to bare Bolt',
      value: spread(ratios(p99('baton'), p99('bolt'))),
      unit: '×',
      target: atMost(1.8),
      absolute: `${ms(median(p99('baton')))} vs. ${ms(median(p99('bolt')))}`,
    },
    {
      what: 'Processor time of each, relative to bare Bolt',
      value: spread(ratios(processor('baton'), processor('bolt'))),
      unit: '×',
      target: atMost(1.33, 2.5),
      absolute: `${ms(median(processor('baton')))} vs. ${ms(median(processor('bolt')))}; plain node:http ${ms(median(processor('plain')))}`,
      guards: true,
    },
    {
      what: 'For comparison: bare Bolt plus the same rows by better-sqlite3 alone, without any reads',
      value: spread(ratios(sum(processor('bolt'), processor('rows')), processor('bolt'))),
      unit: '×',
      absolute: `${ms(median(processor('rows')))} for the ${Math.round(median(results.rows.map((written) => written.rows)))} rows, ${TO_A_COMMIT} hand-offs per commit`,
    },
  ];
}

const sum = (ones: number[], others: number[]): number[] =>
  ones.map((one, round) => one + (others[round] ?? Number.NaN));

async function oneAtATime({ short, folder }: BenchContext, { baton, bolt, rows }: Servers): Promise<Row[]> {
  const count = short ? 150 : 400;
  const results = await rounds(
    { count: short ? 5 : 9 },
    {
      baton: () => baton(count, 1),
      bolt: () => bolt(count, 1),
      rows: () => rows(count, 1),
      sync: () => median(syncTimes(folder, short ? 100 : 300)),
    },
  );
  const p50 = (name: 'baton' | 'bolt') => results[name].map(({ latencies }) => median(latencies));
  const alone = results.rows.map(({ commits }) => median(commits));
  const bolts = p50('bolt');
  const above = p50('baton').map((took, round) => took - (bolts[round] ?? Number.NaN));
  return [
    {
      what: 'One at a time: p50 above bare Bolt, in disk syncs',
      value: spread(ratios(above, results.sync)),
      unit: '×',
      target: atMost(3),
      absolute: `${ms(median(p50('baton')))} vs. ${ms(median(bolts))}; fdatasync ${ms(median(results.sync))}`,
    },
    {
      what: 'For comparison: the same rows by better-sqlite3 alone, one sync per hand-off',
      value: spread(ratios(alone, results.sync)),
      unit: '×',
      absolute: `${ms(median(alone))}; ${median(results.rows.map(({ pages }) => pages)).toFixed(1)} pages of the log for each`,
    },
  ];
}

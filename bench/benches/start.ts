import { join } from 'node:path';
import { atMost, type Bench, type Row, type Target } from '../bench.ts';
import { all } from '../measure/memory.ts';
import { PORT, startOnce } from '../measure/process.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ratios, spread } from '../measure/statistics.ts';
import { withServers } from '../servers/servers.ts';
import { BOT_TOKEN, SIGNING_SECRET } from '../slack/workspace.ts';

const ROOT = join(import.meta.dirname, '../..');
/** By then Baton has freed the memory that only its start needed. */
const IDLE_MS = 2_500;
const SHORT_IDLE_MS = 1_300;

/** From the command to the first accepted connection, and the memory of the idle process. */
export const start: Bench = {
  name: 'start',
  what: 'Start to ready and memory at rest, over HTTP, against a bare node:http server',
  run: ({ short, seeded, folder, built }) =>
    withServers(async ({ slack }) => {
      const { apiUrl } = await slack();
      const dist = await built();
      const environment = {
        PATH: process.env.PATH,
        PORT,
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: apiUrl,
        DATABASE_PATH: await seeded(10_000),
      };
      const idleMs = short ? SHORT_IDLE_MS : IDLE_MS;
      const run = (file: string) => () => startOnce(file, environment, idleMs);
      // A build has Node's compile cache; bare Bolt gets one too.
      const compiled = { ...environment, NODE_COMPILE_CACHE: join(folder, 'compiled') };
      const runKept = (file: string) => () => startOnce(join(ROOT, file), compiled, idleMs);
      const results = await rounds(
        { count: short ? 3 : 5, warmUp: 1 },
        {
          baton: run(join(dist, 'start.js')),
          bolt: runKept('bench/servers/bolt-alone.js'),
          bare: runKept('bench/servers/bare.js'),
        },
      );
      const ready = (name: keyof typeof results) => results[name].map(({ readyMs }) => readyMs);
      const memory = (name: keyof typeof results) => results[name].flatMap(({ memory }) => (memory ? all(memory) : []));
      const rowsOf = (what: string, of: typeof ready, unit: string, target: Target): Row[] => {
        if (of('bare').length === 0) return [];
        const to = `vs. ${Math.round(median(of('bare')))}; bare Bolt ${Math.round(median(of('bolt')))}`;
        const absolute = `${Math.round(median(of('baton')))} ${unit} ${to}`;
        return [{ what, value: spread(ratios(of('baton'), of('bare'))), unit: '×', absolute, target, guards: true }];
      };
      return [
        ...rowsOf('Start to ready', ready, 'ms', atMost(3, 4)),
        ...rowsOf('Memory at rest', memory, 'MB', atMost(1.6, 1.9)),
      ];
    }),
};

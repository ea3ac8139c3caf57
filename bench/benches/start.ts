import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Bench, type Row } from '../bench.ts';
import { serverCommand } from '../measure/pin.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ratios, spread } from '../measure/statistics.ts';
import { onStage } from '../servers/stage.ts';
import { BOT_TOKEN, SIGNING_SECRET } from '../slack/workspace.ts';

const ROOT = join(import.meta.dirname, '../..');
const PORT = '41733';
const IDLE_MS = 2_500;

interface Started {
  readyMs: number;
  /** Undefined where the system does not say. */
  memoryMb: number | undefined;
}

/** From the command to the first connection that is taken, and the memory of a process that then waits. */
export const start: Bench = {
  name: 'start',
  what: 'Start to ready and memory at rest, over HTTP, against a bare node:http server',
  run: ({ short, seeded, folder }) =>
    onStage(async ({ slack }) => {
      const { apiUrl } = await slack();
      const environment = {
        PATH: process.env.PATH,
        PORT,
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: apiUrl,
        DATABASE_PATH: await seeded(10_000),
        NODE_COMPILE_CACHE: join(folder, 'compiled'),
      };
      const idleMs = short ? 500 : IDLE_MS;
      const run = (file: string) => () => startOnce(join(ROOT, file), environment, idleMs);
      const results = await rounds(
        { count: short ? 3 : 7, warmUp: 2 },
        {
          baton: run('start.js'),
          bolt: run('bench/servers/bolt-alone.js'),
          bare: run('bench/servers/bare.js'),
        },
      );
      const ready = (name: keyof typeof results) => results[name].map(({ readyMs }) => readyMs);
      const memory = (name: keyof typeof results) => results[name].flatMap(({ memoryMb }) => memoryMb ?? []);
      const seen = (of: typeof ready, unit: string) =>
        `${of('baton').length ? Math.round(median(of('baton'))) : '?'} ${unit} to ${Math.round(median(of('bare')))}; bare Bolt ${Math.round(median(of('bolt')))}`;
      const rows: Row[] = [
        {
          what: 'Start to ready',
          value: spread(ratios(ready('baton'), ready('bare'))),
          unit: '×',
          mark: atMost(3, 7),
          seen: seen(ready, 'ms'),
          guards: true,
        },
      ];
      if (memory('bare').length > 0) {
        rows.push({
          what: 'Memory at rest',
          value: spread(ratios(memory('baton'), memory('bare'))),
          unit: '×',
          mark: atMost(1.7, 3.2),
          seen: seen(memory, 'MB'),
          guards: true,
        });
      }
      return rows;
    }),
};

async function startOnce(file: string, environment: NodeJS.ProcessEnv, idleMs: number): Promise<Started> {
  const [command, args] = serverCommand([file]);
  const begin = performance.now();
  const child = spawn(command, args, { cwd: ROOT, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    while (!(await isTaken())) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}.`);
      await sleep(1);
    }
    const readyMs = performance.now() - begin;
    await sleep(idleMs);
    return { readyMs, memoryMb: residentMb(child) };
  } finally {
    const gone = once(child, 'exit');
    // Node writes what it has compiled on a clean exit.
    child.kill('SIGTERM');
    await gone;
  }
}

function isTaken(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(PORT), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function residentMb({ pid }: ChildProcess): number | undefined {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

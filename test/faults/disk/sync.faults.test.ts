/**
 * A disk that fails when Baton writes, or asks it to write through (EIO): strace puts the fault into the calls of the running process. It
 * needs no rights where a process may trace another one of its user, but it must be installed: `apt-get install strace`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { handedOff } from '../crash/people.ts';
import { sendJane, withSource } from '../crash/sender.ts';
import { noteFigures } from '../figures.ts';
import { expectDone, expectSound, expectWhole, onCompany, STEPS, wasTaken } from './failing-disk.ts';

const isShort = process.env.PROOF === 'short';
const NEVER = 65_535;
const SYNCS = 'fsync,fdatasync';
const FAULTS = [
  { name: 'a sync that fails', calls: SYNCS },
  { name: 'a write that fails', calls: 'pwrite64' },
];

/** Fails these calls of each thread of a process: the nth of each (`3`), or all from it on (`3+`). */
async function fail(named: string, pid: number, when: string) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-strace-'));
  const file = join(folder, 'calls');
  const faults = ['-e', `trace=${named}`, '-e', `inject=${named}:error=EIO:when=${when}`];
  const tracer = spawn('strace', ['-f', '-o', file, ...faults, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(tracer, 'exit');
  const told = await Promise.race([once(tracer.stderr, 'data').then(String), ended.then(() => 'it ended')]);
  const calls = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\d+ +\w+\(/.test(line));
  return {
    told,
    tried: () => calls().length,
    failed: () => calls().filter((line) => line.includes('INJECTED')).length,
    stop: async () => {
      tracer.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Undefined if this machine lets a test do it. */
async function whyNot(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'This is not Linux';
  if (spawnSync('strace', ['-V']).error) return 'strace is not installed';
  const sleeper = spawn('sleep', ['60']);
  const disk = await fail(SYNCS, sleeper.pid ?? 0, String(NEVER));
  sleeper.kill();
  await disk.stop();
  return disk.told.includes('attached') ? undefined : `strace may not trace another process here (${disk.told.trim()})`;
}
const reason = await whyNot();
if (reason !== undefined) console.warn(`${reason}, so syncs of the disk that fail are not tried.`);

test.runIf(reason === undefined).each(FAULTS)(
  '$name: nothing of it is acknowledged, and all works again without a restart',
  { timeout: 3_600_000 },
  async ({ name, calls }) => {
    const figures = { name, tried: 0, survived: 0 };
    let most = NEVER;
    await onCompany({}, async (company, child) => {
      const disk = await fail(calls, child.pid, String(NEVER));
      for (const step of STEPS) expect(await wasTaken(company, step)).toBe(true);
      most = disk.tried();
      await disk.stop();
    });
    expect(most).toBeGreaterThan(STEPS.length);
    const every = isShort ? Math.ceil(most / 4) : 1;
    try {
      for (let call = 1; call <= most; call += every) {
        await onCompany({}, async (company, child) => {
          const disk = await fail(calls, child.pid, String(call));
          const taken: boolean[] = [];
          for (const step of STEPS) taken.push(await wasTaken(company, step));
          const failed = disk.failed();
          figures.tried += failed;
          await disk.stop();
          await expectDone(company, taken, `${name}, number ${call}`);
          await expectWhole(company, child);
          figures.survived += failed;
        });
      }
      expect(figures.tried).toBeGreaterThan(0);
    } finally {
      noteFigures(figures);
    }
  },
);

test.runIf(reason === undefined)(
  'a disk that fails each sync: acts are refused, and what was refused is not there after Baton dies',
  { timeout: 60_000 },
  async () => {
    const figures = { name: 'a disk that fails each sync', tried: 1, survived: 0 };
    try {
      await onCompany({ seed: withSource }, async (company, child) => {
        await company.settled();
        const disk = await fail(SYNCS, child.pid, '1+');
        expect(await sendJane(company)).toBe(503);
        expect(await wasTaken(company, handedOff)).toBe(false);
        expect(disk.failed()).toBeGreaterThan(1);
        await child.kill();
        await disk.stop();
        const db = await company.startSuccessor();
        await company.drain();
        // Not even in the log, where SQLite had put them before the sync.
        expect(db.$client.prepare('select count(*) from leads').pluck().get()).toBe(0);
        await expectDone(company, [false, false], 'after the fault');
        await expectSound(company);
      });
      figures.survived += 1;
    } finally {
      noteFigures(figures);
    }
  },
);

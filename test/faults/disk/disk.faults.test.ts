/**
 * Disks that fail under a running Baton. A limit of the kernel on the size of files (RLIMIT_FSIZE) makes real writes of the process
 * fail from any byte on, without a driver and for every user. With the rights to mount one, a small disk is really full.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { databaseIn } from '../crash/options.ts';
import { posts } from '../crash/people.ts';
import { sendJane, withSource } from '../crash/sender.ts';
import { noteFigures } from '../figures.ts';
import { expectDone, expectWhole, onCompany, STEPS, wasTaken } from './failing-disk.ts';

const isShort = process.env.PROOF === 'short';
/** A page of the write-ahead log, with its header. */
const FRAME_BYTES = 4_120;
/** Frames of the log that a hand-off and its acceptance write. */
const FRAMES = 80;
const EVERY = isShort ? 20 : 1;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
const limitFiles = (pid: number, bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

const points = Array.from({ length: Math.ceil(FRAMES / EVERY) }, (_, at) => at * EVERY);
const figures = { name: 'a write that fails from a byte on', tried: 0, survived: 0 };
afterAll(() => noteFigures(figures));

/** `prlimit` is a program of Linux. */
const canLimit = process.platform === 'linux';
if (!canLimit) console.warn('Not on Linux, so writes that fail from a byte on are not tried.');

test.runIf(canLimit).each(points)(
  'writes fail from the page %i on, and work again without a restart',
  { timeout: 60_000 },
  async (page) => {
    figures.tried += 1;
    await onCompany({}, async (company, child) => {
      const log = sizeOf(`${databaseIn(company.folder)}-wal`);
      // In the middle of a page, so that one is written in part.
      limitFiles(child.pid, log + page * FRAME_BYTES + 2_000);
      const taken: boolean[] = [];
      for (const step of STEPS) taken.push(await wasTaken(company, step));
      limitFiles(child.pid, 'unlimited');
      await expectDone(company, taken, `page ${page}`);
      await expectWhole(company, child);
    });
    figures.survived += 1;
  },
);

/** The rights to mount a disk are root's, and a container often has none. */
function smallDisk(): { path: string; unmount: () => void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'baton', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    console.warn('No right to mount a disk here, so a disk that is really full is not tried. As root, it is.');
    return undefined;
  }
  return {
    path,
    unmount: () => {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const disk = smallDisk();
afterAll(() => disk?.unmount());

test.runIf(disk)(
  'a disk that is really full: writes say so, reads go on, and all works again once there is space',
  async () => {
    await onCompany({ disk: disk?.path ?? '', seed: withSource }, async (company, child) => {
      const filler = join(company.folder, 'filler');
      fill(filler);
      expect(await sendJane(company)).toBe(503);
      const mia = company.as('mia');
      await mia.command('/handoff', { in: '#marketing' });
      const form = await mia.modal('Hand off a lead');
      await form.fill({ Name: 'Lin Bo', Company: 'Bo', Email: 'lin@bo.example', 'What do they need?': 'Prices' });
      await form.submit();
      const notice = await mia.modal('That did not work');
      expect(notice.text()).toContain('My disk is full, so nothing was saved.');
      await notice.close();
      expect(form.value('What do they need?')).toBe('Prices');
      await company.as('max').command('/leads team', { in: '#sales' });
      await (await company.as('max').modal()).close();

      rmSync(filler);
      expect(await sendJane(company)).toBe(201);
      expect(await form.submit()).toEqual({ ok: true });
      await company.settled();
      expect(posts(company, '#sales', 'Lin Bo · ')).toHaveLength(1);
      await expectWhole(company, child);
      noteFigures({ name: 'a disk that is really full', tried: 1, survived: 1 });
    });
  },
  60_000,
);

/** Takes all space that is left, to the last byte. */
function fill(file: string): void {
  for (let bytes = 2 ** 22; bytes >= 1; bytes /= 2) while (hasRoom(file, bytes));
}

function hasRoom(file: string, bytes: number): boolean {
  try {
    writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    return true;
  } catch {
    return false;
  }
}

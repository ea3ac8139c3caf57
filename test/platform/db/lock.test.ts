import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDatabase } from '../../../src/platform/db/lock.ts';
import { tempFolder } from '../../support/temp-database.ts';

const LOCK = join(import.meta.dirname, '../../../src/platform/db/lock.ts');
const NOW = new Date('2026-11-19T09:00:00Z');

test('a second lock on the same database is refused and names the process, until the first is released', () => {
  const path = join(tempFolder(), 'baton.db');
  const release = lockDatabase(path, NOW);
  expect(() => lockDatabase(path, NOW)).toThrow(
    new RegExp(
      `Another Baton runs on ${path}: process ${process.pid} on \\S+, since 2026-11-19T09:00:00.000Z. Stop it`,
    ),
  );
  release();
  lockDatabase(path, NOW)();
});

test('a process that is killed leaves no lock', async () => {
  const path = join(tempFolder(), 'baton.db');
  const script = `import { lockDatabase } from ${JSON.stringify(LOCK)};
    lockDatabase(${JSON.stringify(path)}, new Date()); console.log('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  expect(() => lockDatabase(path, NOW)).toThrow(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockDatabase(path, NOW)();
});

test('a database in memory needs no lock', () => {
  lockDatabase(':memory:', NOW);
  lockDatabase(':memory:', NOW)();
});

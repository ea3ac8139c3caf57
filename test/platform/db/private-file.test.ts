import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../../src/platform/db/backup.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { tempFolder } from '../../support/temp-database.ts';

const FILE = join(import.meta.dirname, '../../../src/platform/db/private-file.ts');
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('only its own user can read the database, its log and its backups, also existing ones', () => {
  const folder = tempFolder();
  const path = join(folder, 'data/baton.db');
  openDatabase(path).$client.close();
  chmodSync(path, 0o644);
  const db = openDatabase(path);
  db.$client.exec('CREATE TABLE made (id)');
  backUp(db, join(folder, 'backups/one.db'));
  for (const file of [path, `${path}-wal`, `${path}-shm`, join(folder, 'backups/one.db')])
    expect(modeOf(file)).toBe('600');
  expect(modeOf(join(folder, 'data'))).toBe('700');
  db.$client.close();
});

test('a read-only folder is refused with its owner and the fix', () => {
  const parent = tempFolder();
  chmodSync(parent, 0o755);
  const folder = join(parent, 'volume');
  mkdirSync(folder, { mode: 0o555 });
  const script = `import { makePrivate } from ${JSON.stringify(FILE)};
    if (process.getuid() === 0) process.seteuid(65534);
    try { makePrivate(${JSON.stringify(join(folder, 'data/baton.db'))}); } catch (error) { console.log(error.name + ': ' + error.message); }`;
  const said = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    encoding: 'utf8',
  });
  expect(said).toContain(
    `UserError: Baton cannot write to ${folder}/data. ${folder} belongs to user ${process.getuid?.()}`,
  );
  expect(said).toContain(`Run "sudo chown -R `);
  expect(said).toContain(` ${folder}".`);
});

test.runIf(process.getuid?.() === 0)(
  'a file of root in a folder of ours is named with its owner, our user and the fix',
  () => {
    const folder = tempFolder();
    const path = join(folder, 'baton.db');
    writeFileSync(path, '');
    chmodSync(path, 0o600);
    chownSync(folder, 4321, 4321);
    // A user without a name, as clusters choose.
    const script = `import { makePrivate } from ${JSON.stringify(FILE)};
    process.setgid(4321); process.setuid(4321);
    try { makePrivate(${JSON.stringify(path)}); } catch (error) { console.log(error.name + ': ' + error.message); }`;
    const said = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      encoding: 'utf8',
    });
    expect(said).toContain(
      `UserError: Baton cannot write to ${path}. ${path} belongs to user 0, and Baton runs as user 4321. ` +
        `Run "sudo chown -R 4321:4321 ${folder}".`,
    );
  },
);

import { expect, test } from 'vitest';
import { lockDatabase } from '../../src/platform/db/lock.ts';
import { earlierDatabase } from '../support/earlier-database.ts';
import { NOW, shell } from './shell.ts';

test('a database that is up to date stays as it is; one that is in use is left alone', async () => {
  const { baton, path } = shell();
  expect(await baton('migrate')).toMatchObject({ code: 0, out: 'The database is up to date.' });
  const release = lockDatabase(path, NOW);
  expect(await baton('migrate')).toMatchObject({ code: 1, err: expect.stringContaining('Baton runs') });
  release();
});

test('an earlier database is brought up to date, and its copy is kept', async () => {
  const { baton } = shell();
  const { path } = earlierDatabase(40);
  const first = await baton('migrate', '--database', path, '--json');
  expect(JSON.parse(first.out)).toEqual({ migrated: true, copy: expect.stringContaining(`${path}.before-`) });
  expect(await baton('migrate', '--database', path)).toMatchObject({ code: 0, out: 'The database is up to date.' });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastBackup } from '../../src/health/read.ts';
import { declinesADay } from '../../src/leads/settings.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { shell } from './shell.ts';

test('settings are exported and imported, with a dry run that lists the changes', async () => {
  const { baton, db, folder, put } = shell();
  const file = join(folder, 'baton.yaml');
  expect(await baton('settings', 'export', file)).toMatchObject({ code: 0, out: `Written to ${file}.` });
  expect((await baton('settings', 'export')).out).toBe(readFileSync(file, 'utf8').trimEnd());
  put('baton.yaml', readFileSync(file, 'utf8').replace('leads.declines_a_day: 5', 'leads.declines_a_day: 8'));

  const dry = await baton('settings', 'import', file, '--dry-run');
  expect(dry).toMatchObject({ code: 0, out: 'leads.declines_a_day changed\n1 change would be made.' });
  expect(settingOf(db, declinesADay)).toBe(5);
  expect((await baton('settings', 'import', file)).out).toContain('1 change made.');
  expect(settingOf(db, declinesADay)).toBe(8);
  expect((await baton('settings', 'import', file)).out).toBe('No changes.');
});

test('an invalid file is reported, and changes nothing', async () => {
  const { baton, db, put } = shell();
  const file = put('bad.yaml', 'settings: { leads.declines_a_day: 8, leads.colour: blue }');
  expect(await baton('settings', 'import', file)).toMatchObject({
    code: 1,
    err: 'settings → leads.colour: unknown setting.',
  });
  expect(settingOf(db, declinesADay)).toBe(5);
});

test('a backup is written once, recorded, and overwrites no file', async () => {
  const { baton, db, folder } = shell();
  const file = join(folder, 'copies', 'baton.db');
  expect(await baton('backup', file)).toMatchObject({ code: 0, out: expect.stringContaining(`Written to ${file}`) });
  expect(existsSync(file)).toBe(true);
  expect(lastBackup(db)).toMatchObject({ file });
  expect(await baton('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('exists already') });
});

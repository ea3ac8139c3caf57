import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRituals } from '../../src/all-rituals/list.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { changesOf, settingOf } from '../../src/platform/settings/queries.ts';
import { setting } from '../../src/platform/settings/setting.ts';
import { settings as table } from '../../src/platform/settings/table.ts';
import { allSettings } from '../../src/settings/catalogue.ts';
import { sources } from '../support/sources.ts';
import { tempDatabase } from '../support/temp-database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const reasons = setting({
  key: 'test.reasons',
  schema: z.array(z.string().min(1)).min(1),
  default: ['no budget'],
  group: 'Tests',
  title: 'Reasons',
  help: 'Any.',
  editor: { kind: 'yaml' },
});

function open() {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const change = (value: string[]) => write((tx) => changeSetting(tx, { setting: reasons, value, by: 'U1' }, now));
  return { db, write, change };
}

test('a company without changes has the defaults', () => {
  expect(settingOf(open().db, reasons)).toEqual(['no budget']);
});

test('a change is recorded with author and time, and so is the reset to the default', async () => {
  const { db, change } = open();
  expect(await change(['too early'])).toBe(true);
  expect(settingOf(db, reasons)).toEqual(['too early']);
  expect(await change(['no budget'])).toBe(true);
  expect(settingOf(db, reasons)).toEqual(['no budget']);
  expect(changesOf(db, 'test.reasons', 9).map(({ value, by, at }) => ({ value, by, at }))).toEqual([
    { value: null, by: 'U1', at: now },
    { value: ['too early'], by: 'U1', at: now },
  ]);
});

test('an unchanged value is no change', async () => {
  const { db, change } = open();
  expect(await change(['no budget'])).toBe(false);
  expect(changesOf(db, 'test.reasons', 9)).toEqual([]);
});

test('an invalid value is refused, and nothing of it is stored', async () => {
  const { db, change } = open();
  await expect(change([])).rejects.toThrow();
  expect(settingOf(db, reasons)).toEqual(['no budget']);
});

test('a value from an older Baton that is no longer valid gives way to the default', async () => {
  const { db, write } = open();
  await write((tx) =>
    tx.insert(table).values({ key: 'test.reasons', value: 'budget', updatedAt: now, updatedBy: 'U1' }).run(),
  );
  expect(settingOf(db, reasons)).toEqual(['no budget']);
});

test('every setting is on the page, with its label', () => {
  const inFiles = sources('.ts')
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(({ text }) =>
      [...text.matchAll(/^\s+key: '([a-z_]+\.[a-z_]+)',$/gm), ...text.matchAll(/\{ key: '([a-z_]+\.[a-z_]+)',/g)].map(
        ([, key]) => key ?? '',
      ),
    );
  expect(inFiles.length).toBeGreaterThan(10);
  // A ritual declares its rhythm by its own key.
  const declared = [...inFiles, ...allRituals.map(({ rhythm }) => rhythm.key)];
  expect(allSettings.map(({ key }) => key).sort()).toEqual(declared.sort());
  const titles = allSettings.map(({ title }) => title);
  expect(new Set(titles).size).toBe(declared.length);
  expect(allSettings.every(({ title, help }) => title !== '' && help !== '')).toBe(true);
});

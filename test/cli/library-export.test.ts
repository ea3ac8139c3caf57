import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addItem } from '../../src/library/add.ts';
import { retireItem } from '../../src/library/review.ts';
import { updateItem } from '../../src/library/update.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { neutral, restored } from '../../src/platform/files/cells.ts';
import { anyText, hostile } from '../views/hostile.ts';
import { NOW, shell } from './shell.ts';

const OWNER = ['--owner', 'U0OWNER'];

test('the whole library is exported and imported elsewhere unchanged', async () => {
  const from = shell();
  from.put('in/a.txt', 'the text of a file');
  from.put('in/list.csv', 'title,file\nA file,a.txt\n');
  await from.baton('library', 'import', join(from.folder, 'in/list.csv'), ...OWNER);
  const usual = {
    kind: 'deck',
    stage: 'decision',
    ownerId: 'U0SAM',
    reviewAt: new Date('2027-05-01T00:00:00Z'),
    by: 'U0SAM',
  } as const;
  const texts = [
    ...Object.values(hostile).map((text) => text.normalize('NFC')),
    '=1+1',
    "'=1+1",
    '-5',
    '@sum',
    '\t=x',
    'a "quote", a; b',
  ];
  await createWriter(from.db)((tx) => {
    for (const [at, title] of texts.entries()) {
      addItem(
        tx,
        {
          ...usual,
          title: title.split('\n')[0] ?? '',
          summary: title,
          tags: ['A b', 'C'],
          link: `https://example.com/${at}`,
        },
        NOW,
      );
    }
    updateItem(tx, { itemId: 1, by: 'U0SAM', summary: 'Now with a summary' }, NOW);
    addItem(tx, { ...usual, title: 'Retired', summary: null, tags: [], link: 'https://example.com/old' }, NOW);
    retireItem(tx, { itemId: texts.length + 2, by: 'U0SAM' }, NOW);
  });

  const folder = join(from.folder, 'out');
  const total = texts.length + 2;
  expect(await from.baton('library', 'export', folder)).toMatchObject({
    code: 0,
    out: `${total} items written to ${folder}.`,
  });
  const list = readFileSync(join(folder, 'library.csv'), 'utf8');
  const [header, first] = list.split('\n');
  expect(header).toBe(
    '\ufeffid,title,kind,stage,tags,summary,link,file,owner,review_on,retired_on,version,changes,request,added_at,added_by,updated_at,updated_by',
  );
  expect(first).toBe(
    '1,A file,other,,,Now with a summary,,files/1-a.txt,U0OWNER,2027-11-19,,2,2,,2026-11-19T09:00:00.000Z,U0OWNER,2026-11-19T09:00:00.000Z,U0SAM',
  );
  expect(list).toContain("'=1+1");
  expect(readdirSync(join(folder, 'files'))).toEqual(['1-a.txt']);

  const to = shell();
  const { out, err } = await to.baton('library', 'import', folder, ...OWNER);
  expect(err).toMatch(/^Row \d+ \(Retired\): The item is retired\.$/);
  expect(out).toContain(`${total - 1} added, 0 already there, 1 skipped, 0 with errors.`);
  const what = (items: ReturnType<typeof to.items>) =>
    items
      .filter(({ retiredAt }) => !retiredAt)
      .map(({ title, kind, stage, tags, summary, link, file, ownerId, reviewAt }) => ({
        ...{ title, kind, stage, tags, summary: summary?.replaceAll('\r\n', '\n'), link, ownerId },
        sha256: file?.sha256,
        reviewOn: reviewAt.toISOString().slice(0, 10),
      }));
  expect(what(to.items())).toEqual(what(from.items()));
});

test('a list without files, and no existing file is overwritten', async () => {
  const { baton, put, folder } = shell();
  const list = join(folder, 'list.csv');
  expect(await baton('library', 'export', list)).toMatchObject({ code: 0, out: `0 items written to ${list}.` });
  expect(await baton('library', 'export', list)).toMatchObject({
    code: 1,
    err: expect.stringContaining('exists already'),
  });
  put('full/a.txt', 'a');
  expect(await baton('library', 'export', join(folder, 'full'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not empty'),
  });
  expect(existsSync(join(folder, 'full/library.csv'))).toBe(false);
});

test('a cell that a spreadsheet would run is exported as text, and imported unchanged', () => {
  for (const cell of ['=1', '+1', '-1', '@a', '\t', '\r', '\n', '\0']) expect(neutral(cell)).toBe(`'${cell}`);
  for (const cell of ['a=1', '', "'a", '1-1']) expect(neutral(cell)).toBe(cell);
  fc.assert(
    fc.property(fc.oneof(anyText(50), fc.string({ unit: fc.constantFrom("'", '=', 'a', '\t') })), (cell) => {
      expect(restored(neutral(cell))).toBe(cell);
      expect(neutral(cell)).not.toMatch(/^[=+\-@\t\r\n\0]/);
    }),
  );
});

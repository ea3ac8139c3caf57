import { describe, expect, test } from 'vitest';
import { dueForReview, reviewList } from '../../src/library/due-review.ts';
import { listItems, shelves, tagsLike, versionsOf } from '../../src/library/queries.ts';
import { keepItem, restoreItem, retireItem, reviewAfterChange } from '../../src/library/review.ts';
import { indexText } from '../../src/library/search/index-item.ts';
import { searchLibrary } from '../../src/library/search/search.ts';
import { contentKinds, kindLabel, kindsOf } from '../../src/library/settings.ts';
import { updateItem } from '../../src/library/update.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { LATER, NOW, stock } from './stock.ts';

const day = (at: Date) => at.toISOString().slice(0, 10);

test.each([
  ['pricing', '2027-02-19'],
  ['data_sheet', '2027-05-19'],
  ['case_study', '2027-11-19'],
])('an item of kind %s is reviewed on %s, unless a date is given', async (kind, reviewOn) => {
  const { add } = stock();
  expect(day((await add({ kind })).reviewAt)).toBe(reviewOn);
  expect((await add({ kind, reviewAt: LATER })).reviewAt).toEqual(LATER);
});

test('an item knows the request that it answers', async () => {
  const { add } = stock();
  expect([(await add({ requestId: 7 })).requestId, (await add({})).requestId]).toEqual([7, null]);
});

test('saving an overdue item sets its next review date; a date in the future stays', async () => {
  const { db, add } = stock();
  const item = await add({ kind: 'pricing' });
  expect(reviewAfterChange(db, item, NOW)).toEqual(item.reviewAt);
  expect(day(reviewAfterChange(db, item, LATER))).toBe('2028-04-01');
  expect(reviewAfterChange(db, { ...item, reviewAt: LATER }, NOW)).toEqual(LATER);
  expect(day(reviewAfterChange(db, { ...item, reviewAt: NOW }, NOW))).toBe('2027-02-19');
});

test('each change of an item is recorded with its content and author', async () => {
  const { db, write, add, titles } = stock();
  const { id } = await add({ title: '  Pricing ', kind: 'pricing', tags: ['CFO', 'cfo ', '!', 'A  b'] });
  const act = <T>(run: Parameters<typeof write<T>>[0]) => write(run);
  await act((tx) => updateItem(tx, { itemId: id, by: 'U2', summary: 'New prices', tags: ['CFO'], version: 1 }, NOW));
  const same = await act((tx) => updateItem(tx, { itemId: id, by: 'U3', title: 'Pricing' }, NOW));
  expect(same).toMatchObject({ version: 2, updatedBy: 'U2' });
  expect(await act((tx) => keepItem(tx, { itemId: id, by: 'U2' }, NOW))).toEqual(same);
  expect(day((await act((tx) => keepItem(tx, { itemId: id, by: 'U2' }, LATER))).reviewAt)).toBe('2028-04-01');
  await act((tx) => retireItem(tx, { itemId: id, by: 'U2' }, LATER));
  await act((tx) => retireItem(tx, { itemId: id, by: 'U3' }, LATER));
  expect(titles('prices')).toEqual([]);
  expect(tagsLike(db, '', 5)).toEqual([]);
  expect(() => db.$client.transaction(() => keepItem(db as never, { itemId: id, by: 'U2' }, LATER))()).toThrow(
    'This item was retired.',
  );
  await act((tx) => restoreItem(tx, { itemId: id, by: 'U2' }, LATER));
  expect(titles('prices')).toEqual(['Pricing']);
  expect(
    versionsOf(db, id, { limit: 10, offset: 0 }).map(({ change, version, by, fields }) => [
      change,
      version,
      by,
      fields.tags.join(),
      fields.summary,
    ]),
  ).toEqual([
    ['restored', 2, 'U2', 'CFO', 'New prices'],
    ['retired', 2, 'U2', 'CFO', 'New prices'],
    ['kept', 2, 'U2', 'CFO', 'New prices'],
    ['updated', 2, 'U2', 'CFO', 'New prices'],
    ['added', 1, 'U1', 'CFO,A b', null],
  ]);
});

test('the words of items are counted, and forgotten with the last one that has them', async () => {
  const { db, write, add, titles } = stock();
  const { id: itemId } = await add({ title: 'Kangaroo' });
  const { id: other } = await add({ title: 'Kangaroo plan' });
  const words = () => db.$client.prepare('select word, items from library_words order by word').raw().all();
  const by = { by: 'U1' };
  await write((tx) => updateItem(tx, { itemId, ...by, summary: 'Jumps' }, NOW));
  expect(words()).toEqual([
    ['jumps', 1],
    ['kangaroo', 2],
    ['plan', 1],
  ]);
  const retired = await write((tx) => retireItem(tx, { itemId, ...by }, NOW));
  expect(words()).toEqual([
    ['kangaroo', 1],
    ['plan', 1],
  ]);
  // A document that was read after it was retired is not found.
  await write((tx) => indexText(tx, retired, 'jumps'));
  expect(searchLibrary(db, { words: 'jumps', limit: 9, offset: 0 }, NOW)).toMatchObject({ total: 0, exact: 0 });
  expect(searchLibrary(db, { words: 'kangaroo', limit: 9, offset: 0 }, NOW)).toMatchObject({ total: 1, exact: 1 });
  expect(titles('kangaro')).toEqual(['Kangaroo plan']);
  await write((tx) => restoreItem(tx, { itemId, ...by }, NOW));
  expect(words()).toEqual([
    ['jumps', 1],
    ['kangaroo', 2],
    ['plan', 1],
  ]);
  for (const id of [itemId, other]) await write((tx) => retireItem(tx, { itemId: id, ...by }, NOW));
  expect([words(), db.$client.prepare('select * from library_grams').all()]).toEqual([[], []]);
});

test('of two people who change an item at once, the second is told who was first', async () => {
  const { write, add } = stock();
  const { id } = await add({});
  await write((tx) => updateItem(tx, { itemId: id, by: 'U2', title: 'One', version: 1 }, NOW));
  await expect(write((tx) => updateItem(tx, { itemId: id, by: 'U3', title: 'Two', version: 1 }, NOW))).rejects.toThrow(
    '<@U2> changed this item in the meantime.',
  );
});

describe('browsing', () => {
  test('counts items by stage and kind, and tags by use', async () => {
    const { db, write, add } = stock();
    await add({ stage: 'decision', tags: ['Banking'] });
    await add({ stage: 'decision', tags: ['banking', 'Bank holidays'] });
    const gone = await add({ kind: 'email', tags: ['Gone'] });
    await write((tx) => retireItem(tx, { itemId: gone.id, by: 'U1' }, NOW));
    expect(shelves(db)).toEqual([{ stage: 'decision', kind: 'deck', items: 2 }]);
    expect(tagsLike(db, 'BANK', 5)).toEqual(['Banking', 'Bank holidays']);
    expect(listItems(db, { tag: 'BANKING' }, { limit: 1, offset: 1 }, NOW)).toMatchObject({
      total: 2,
      items: [{ id: 1 }],
    });
  });

  test('uses only indexes', () => {
    const { db } = stock();
    const plan = (query: string) =>
      (db.$client.prepare(`explain query plan ${query}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join();
    const current = 'from library_items where retired_at is null';
    expect(plan(`select stage, kind, count(*) ${current} group by stage, kind`)).toMatch(
      /COVERING INDEX library_items_shelf/,
    );
    expect(plan(`select * ${current} order by created_at desc, id desc limit 9`)).toMatch(/INDEX library_items_newest/);
    expect(plan(`select * ${current} and owner_id = 'U1' and review_at <= 1 order by review_at limit 9`)).toMatch(
      /INDEX library_items_owner \(owner_id=\? AND review_at<\?\)$/,
    );
    expect(plan("select 1 from library_texts where state in ('fetching', 'waiting') and at <= 1 order by at")).toMatch(
      /INDEX library_texts_undone/,
    );
    expect(plan("select id from library_items where file ->> 'sha256' = 'a'")).toMatch(/INDEX library_items_file/);
  });
});

test('owners with items past their review date are listed, and their items by age', async () => {
  const { db, add } = stock();
  const before = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
  await add({ title: 'Yesterday', reviewAt: before(1) });
  await add({ title: 'Last week', reviewAt: before(7) });
  await add({ title: 'Another’s', ownerId: 'U2', reviewAt: before(2) });
  await add({ title: 'Fresh', ownerId: 'U3' });
  expect(dueForReview(db, NOW)).toEqual([
    { ownerId: 'U1', items: 2 },
    { ownerId: 'U2', items: 1 },
  ]);
  expect(reviewList(db, 'U1', { limit: 5, offset: 0 }, NOW).items.map(({ title }) => title)).toEqual([
    'Last week',
    'Yesterday',
  ]);
});

test('kinds are the company’s own list; items keep a kind that was removed', async () => {
  const { db, write, add } = stock();
  const item = await add({ kind: 'one_pager' });
  const value = [{ key: 'song', label: 'Song', noticeDays: 1, reviewMonths: 1 }];
  await write((tx) => changeSetting(tx, { setting: contentKinds, value, by: 'U1' }, NOW));
  expect(day((await add({ kind: 'song' })).reviewAt)).toBe('2026-12-19');
  await expect(add({ kind: 'deck' })).rejects.toThrow('This kind of content no longer exists.');
  const renamed = await write((tx) =>
    updateItem(tx, { itemId: item.id, by: 'U1', title: 'New', kind: 'one_pager' }, NOW),
  );
  expect(kindLabel(kindsOf(db), renamed.kind)).toBe('One pager');
  const twice = [...value, ...value];
  expect(contentKinds.schema.safeParse(twice).error?.issues.map(({ message }) => message)).toContain(
    'Two kinds have the same key.',
  );
});

/** Items that exist already, by their link or their file. */
import { expect, test } from 'vitest';
import type { NewItem } from '../../src/library/add.ts';
import { retireItem } from '../../src/library/review.ts';
import { importItem, itemWith, requireNewLink } from '../../src/library/same-item.ts';
import { libraryItems } from '../../src/library/table.ts';
import { NOW, stock } from './stock.ts';

test.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['https://example.com/a', 'http://example.com/a/'],
  ['http://example.com/a/', 'https://example.com/a?utm_source=x'],
  ['https://example.com/a?utm_source=mail#top', 'https://example.com/a'],
  ['https://example.com/a/?x=1', 'https://example.com/a?x=1'],
  ['https://example.com/a/#top', 'https://example.com/a'],
])('%s is found by %s', async (link, wanted) => {
  const { db, add } = stock();
  await add({ title: 'Another', link: 'https://example.com/ab' });
  const { id } = await add({ link });
  expect(itemWith(db, { link: wanted })).toMatchObject({ id, title: 'A deck', retiredAt: null });
});

test.each(['https://example.com/b', 'https://example.com/a?x=2', 'https://example.com/a/b', 'https://example.org/a'])(
  'another page is not: %s',
  async (wanted) => {
    const { db, add } = stock();
    await add({ link: 'https://example.com/a?x=1' });
    expect(itemWith(db, { link: wanted })).toBeUndefined();
  },
);

const file = (sha256: string | null) => ({ sha256, name: 'a.pdf', mimetype: 'application/pdf', bytes: 1 });

test('a file is found by its bytes, and one that is not fetched yet is not', async () => {
  const { db, add } = stock();
  await add({ file: file(null) });
  const { id } = await add({ file: file('abc') });
  expect(itemWith(db, { file: file('abc') })?.id).toBe(id);
  expect([itemWith(db, { file: file('abd') }), itemWith(db, { file: file(null) })]).toEqual([undefined, undefined]);
});

test('an import adds what is new, and says what is there', async () => {
  const { db, write, add } = stock();
  const { id, title } = await add({});
  const item: NewItem = {
    ...{ title: 'B', kind: 'deck', stage: null, tags: [], summary: null, ownerId: 'U1', reviewAt: null, by: 'U1' },
    link: 'https://example.com/b',
  };
  const count = () => db.select().from(libraryItems).all().length;
  expect(await write((tx) => importItem(tx, item, NOW))).toBeUndefined();
  expect(count()).toBe(2);
  expect(await write((tx) => importItem(tx, { ...item, link: 'https://example.com/a' }, NOW))).toMatchObject({
    id,
    title,
  });
  expect(count()).toBe(2);
});

test('a link of another item is refused in a form', async () => {
  const { db, write, add } = stock();
  const { id } = await add({ title: 'Pricing' });
  const requireFree = (link: string | null, itemId?: number) =>
    requireNewLink(db, link === null ? null : { link }, itemId);
  expect(() => requireFree('https://example.com/a')).toThrow(
    '“Pricing” in the library has this link. Update it there.',
  );
  requireFree('https://example.com/a', id);
  requireFree('https://example.com/b');
  requireFree(null);
  requireNewLink(db, { file: file('abc') });
  await write((tx) => retireItem(tx, { itemId: id, by: 'U1' }, NOW));
  expect(() => requireFree('https://example.com/a', id + 1)).toThrow('It is retired: restore it there.');
});

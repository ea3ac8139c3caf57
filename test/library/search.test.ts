import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeSearch, libraryNames, measureSearch } from '../../bench/library-search.ts';
import { retireItem } from '../../src/library/review.ts';
import { indexText } from '../../src/library/search/index-item.ts';
import { createIndexUpgrade } from '../../src/library/search/index-upgrade.ts';
import { searchLibrary, suggestItems } from '../../src/library/search/search.ts';
import { editsBetween } from '../../src/library/search/similar-words.ts';
import { synonyms } from '../../src/library/search/synonyms.ts';
import { updateItem } from '../../src/library/update.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { anyText, hostile, unshowable } from '../views/hostile.ts';
import { LATER, NOW, stock } from './stock.ts';

test.each(libraryNames)('typical searches of a library of this company succeed: %s', async (name) => {
  const quality = await measureSearch(name);
  const among = ({ firstThree, questions }: typeof quality.tuned) => firstThree / questions;
  expect(quality.tuned.questions + quality.heldOut.questions).toBeGreaterThanOrEqual(40);
  // One question of nineteen may fail.
  expect(among(quality.tuned), describeSearch(quality)).toBeGreaterThanOrEqual(0.94);
  expect(among(quality.heldOut), describeSearch(quality)).toBeGreaterThanOrEqual(0.97);
});

describe('the library is searched', () => {
  test('in titles, tags, kinds, summaries and document text, in this order', async () => {
    const { db, write, add, titles } = stock();
    const doc = await add({ title: 'In the document' });
    await write((tx) => indexText(tx, doc, `${'words '.repeat(300)} kangaroo`));
    await add({ title: 'In the summary', summary: 'About a kangaroo' });
    await add({ title: 'In a tag', tags: ['Kangaroo'] });
    await add({ title: 'A kangaroo' });
    expect(titles('kangaroo')).toEqual(['A kangaroo', 'In a tag', 'In the summary', 'In the document']);
    expect(searchLibrary(db, { words: 'kangaroo', limit: 1, offset: 2 }, NOW)).toMatchObject({
      items: [{ title: 'In the summary', isStale: false }],
      total: 4,
      exact: 4,
    });
    expect(searchLibrary(db, { words: 'kangaroo', limit: 1, offset: 9 }, NOW)).toMatchObject({ items: [], total: 4 });
  });

  test.each([
    ['initials of a title', 'Quarterly business review', 'QBR'],
    ['initials over small words', 'Total cost of ownership', 'tco'],
    ['initials of the summary', 'Bins', 'VMI'],
    ['words for initials', 'Battery of an EV', 'electric vehicle'],
    ['a part of a compound', 'Auswahl Leitungsschutzschalter', 'Schutzschalter'],
    ['the beginning and end of compounds', 'Preisliste Kabelkanäle', 'Kabelpreise'],
    ['a compound written apart', 'Der Zählerschrank', 'Zähler Schrank'],
    ['another ending', 'Preisliste', 'Preise'],
  ])('by %s', async (_, title, words) => {
    const { add, titles } = stock();
    await add({
      title,
      tags: title.includes('EV') ? ['EV'] : [],
      summary: title === 'Bins' ? 'Now: vendor managed inventory.' : null,
    });
    await add({ title: 'Schalter und Kabel', tags: ['vehicle'] });
    await add({ title: 'Something about quality before review' });
    expect(titles(words)[0]).toBe(title);
  });

  test('with the rarest words first, if no item has all of them', async () => {
    const { add, titles } = stock();
    for (let at = 0; at < 20; at += 1) await add({ title: `Video ${at} about new rules`, kind: 'video' });
    await add({ title: 'Changes of the NEC', summary: 'The new code in forty minutes.' });
    await add({ title: 'NEC news' });
    expect(titles('video on the new NEC code changes')[0]).toBe('Changes of the NEC');
  });

  test('the index entries of an earlier version are renewed, once', async () => {
    const { db, write, add, titles } = stock();
    await add({ title: 'Quarterly business review', tags: ['Kangaroo'] });
    for (let at = 0; at < 60; at += 1) await add({ title: `Item ${at}` });
    db.$client.exec('DELETE FROM library_search');
    const insert = db.$client.prepare(
      "INSERT INTO library_search (rowid, title, tags, shelf, summary, body) VALUES (?, 'quarterly business review', 'kangaroo', '', '', '')",
    );
    insert.run(1);
    expect(titles('qbr')).toEqual([]);
    const upgrade = createIndexUpgrade({ db, write });
    await upgrade(new AbortController().signal);
    expect(titles('qbr')).toEqual(['Quarterly business review']);
    expect(titles('kangaroo')).toEqual(['Quarterly business review']);
    expect(titles('item 59')[0]).toBe('Item 59');
    db.$client.exec('DELETE FROM library_search');
    await upgrade(new AbortController().signal);
    expect(titles('qbr')).toEqual([]);
  });

  test.each([
    ['Fallstudie Müller', ['Mueller', 'Muller', 'müller', 'MUELLER']],
    ['Fallstudie Mueller', ['Müller', 'Mueller']],
    ['Maßgefertigte Gehäuse', ['Massgefertigte', 'Gehaeuse', 'maßgefertigte gehause']],
    ['Łódź in numbers', ['Lodz', 'łódź']],
    ['The Blue Book', ['blue book']],
  ])('%s is found with and without its own letters', async (title, typed) => {
    const { add, titles } = stock();
    await add({ title });
    await add({ title: 'Something else' });
    for (const words of typed) expect([words, titles(words)]).toEqual([words, [title]]);
  });

  test.each([
    ['another form of the word', 'securing banks'],
    ['another case and accents', 'SÉCURITY'],
    ['a letter too few', 'secrity'],
    ['two letters in each other’s place', 'secuirty'],
    ['words in another order', 'bank security'],
    ['a question', 'Do we have something about security for our banks?'],
    ['joined words', 'dataprotection'],
    ['apart what is one', 'cyber-security'],
    ['a synonym of the kind', 'slides on security'],
    ['part of what was asked', 'security for zeppelins'],
  ])('for %s', async (_, question) => {
    const { add, titles } = stock();
    for (const title of ['Lunch menu', 'Holiday plans', 'Parking']) await add({ title, kind: 'other' });
    await add({ title: 'Data protection and cybersecurity', summary: 'Security for banks' });
    expect(titles(question)[0]).toBe('Data protection and cybersecurity');
  });

  test('unknown words find nothing, and numbers do not match other numbers', async () => {
    const { add, titles } = stock();
    await add({ title: 'ISO 27001' });
    expect(titles('zeppelin')).toEqual([]);
    expect(titles('27002')).toEqual([]);
    expect(titles('!?…')).toEqual([]);
    expect(titles('27001')).toEqual(['ISO 27001']);
  });

  test('by stage, kind, tag, owner and age, with words and without', async () => {
    const { add, titles } = stock();
    const reviewAt = new Date(NOW.getTime() - 1);
    await add({ title: 'Deck one', stage: 'decision', tags: ['IT Security'], ownerId: 'U2' });
    await add({ title: 'Deck two', kind: 'case_study', reviewAt });
    for (const words of ['deck', '']) {
      expect(titles(words, { stage: 'decision' })).toEqual(['Deck one']);
      expect(titles(words, { stage: null })).toEqual(['Deck two']);
      expect(titles(words, { kind: 'case_study' })).toEqual(['Deck two']);
      expect(titles(words, { tag: 'it-security' })).toEqual(['Deck one']);
      expect(titles(words, { ownerId: 'U2' })).toEqual(['Deck one']);
      expect(titles(words, { stale: false })).toEqual(['Deck one']);
      expect(titles(words, { stale: true })).toEqual(['Deck two']);
      expect(titles(words, { stage: 'awareness' })).toEqual([]);
    }
  });

  test('fresh items come before stale ones, and retired ones never', async () => {
    const { db, write, add, titles } = stock();
    const stale = await add({ title: 'Pricing', kind: 'pricing' });
    await add({ title: 'Something else', summary: 'Pricing', reviewAt: LATER });
    expect(titles('pricing')).toEqual(['Pricing', 'Something else']);
    const inMay = new Date('2027-05-01T00:00:00Z');
    expect(titles('pricing', {}, inMay)).toEqual(['Something else', 'Pricing']);
    expect(suggestItems(db, 'pric', 5, inMay).map(({ isStale }) => isStale)).toEqual([false, true]);
    await write((tx) => retireItem(tx, { itemId: stale.id, by: 'U1' }, inMay));
    expect(titles('pricing', {}, inMay)).toEqual(['Something else']);
  });

  test('old titles are forgotten, also by the correction of typos', async () => {
    const { db, write, add, titles } = stock();
    const item = await add({ title: 'Kangaroo' });
    await write((tx) => updateItem(tx, { itemId: item.id, by: 'U1', title: 'Wombat' }, NOW));
    expect(titles('kangaroo')).toEqual([]);
    expect(titles('wombta')).toEqual(['Wombat']);
    expect(db.$client.prepare('select word from library_words').pluck().all()).toEqual(['wombat']);
  });

  test('while a person types, by the beginning of a word', async () => {
    const { db, add } = stock();
    await add({ title: 'Security overview' });
    await add({ title: 'Secretary of the board' });
    const typing = (words: string) => suggestItems(db, words, 5, NOW).map(({ title }) => title);
    expect(typing('security over')).toEqual(['Security overview']);
    expect(typing('secu')).toEqual(['Security overview']);
    expect(typing('s')).toHaveLength(2);
    expect(typing('')).toHaveLength(2);
    expect(typing('sceurity')).toEqual(['Security overview']);
  });

  test('with the company’s own synonyms', async () => {
    const { write, add, titles } = stock();
    await add({ title: 'Marsupials' });
    expect(titles('pouch animals')).toEqual([]);
    const value = [['marsupial', '!!', 'pouch animals']];
    await write((tx) => changeSetting(tx, { setting: synonyms, value, by: 'U1' }, NOW));
    expect(titles('pouch animals')).toEqual(['Marsupials']);
  });

  test('pages continue after the last result, also beyond the ranked ones', async () => {
    const { db, write, add } = stock();
    await add({ title: 'Deck' });
    const copy = db.$client.prepare(
      'insert into library_items select null, title, kind, stage, tags, summary, link, file, owner_id, review_at, retired_at, version, request_id, created_at, created_by, updated_at, updated_by from library_items where id = 1 returning id',
    );
    const index = db.$client.prepare('insert into library_search (rowid, title) values (?, ?)');
    await write(() => {
      for (let left = 1_100; left > 0; left -= 1) index.run((copy.get() as { id: number }).id, 'deck');
    });
    const page = (limit: number, offset: number) =>
      searchLibrary(db, { words: 'deck', limit, offset }, NOW).items.map(({ id }) => id);
    expect(page(10, 995)).toEqual([...page(5, 995), ...page(5, 1_000)]);
    expect(new Set([...page(600, 0), ...page(600, 600)]).size).toBe(1_101);
  });
});

const operators = [
  '"',
  '""',
  "'",
  'a" OR "b',
  'NEAR(a b, 1)',
  'title : x',
  '{title} : x',
  '^a',
  'a*',
  '-a',
  'a AND',
  '(',
  'a + b',
  '\0',
  'a\0b',
  '\\',
];

test('any typed text is only a search', async () => {
  const { db, add } = stock();
  await add({ title: 'Near and or not title' });
  const asked = (words: string) => {
    expect(searchLibrary(db, { words, limit: 3, offset: 0 }, NOW).items.length).toBeLessThanOrEqual(1);
    expect(suggestItems(db, words, 3, NOW).length).toBeLessThanOrEqual(1);
  };
  for (const words of [
    ...operators,
    ...Object.values(hostile),
    ...Object.values(unshowable),
    'a '.repeat(1501),
    'x'.repeat(3001),
  ])
    asked(words);
  fc.assert(fc.property(anyText(200), asked), { numRuns: 60 });
});

test.each([
  ['form', 'from', 1],
  ['presentaton', 'presentation', 1],
  ['abc', 'abc', 0],
  ['abcd', 'dcba', 3],
  ['abcdef', 'abc', 3],
])('from %s to %s there are %i edits', (one, other, edits) => {
  expect(editsBetween(one, other, 2)).toBe(edits);
  expect(editsBetween(other, one, 2)).toBe(edits);
});

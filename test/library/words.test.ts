/** Words that are nearly the same: typing errors, compounds, initials. */
import { describe, expect, test } from 'vitest';
import { containing, partsOf, withoutEnding } from '../../src/library/search/compounds.ts';
import { gramsOf } from '../../src/library/search/index-item.ts';
import { initialsIn, mayBeInitials } from '../../src/library/search/initials.ts';
import { meaningOf, meansTheSame } from '../../src/library/search/meaning.ts';
import { editsBetween, resembling, startingWith } from '../../src/library/search/similar-words.ts';
import { stock } from './stock.ts';

test.each([
  ['', 'ab', 2],
  ['ab', '', 2],
  ['abc', 'abd', 1],
  ['abc', 'acb', 1],
  ['abcd', 'badc', 2],
  ['abc', 'bcd', 2],
  ['ab', 'ba', 1],
  ['a😀b', 'ab', 1],
  ['kitten', 'sitting', 3],
])('from %j to %j there are %d edits', (one, other, edits) => {
  expect([editsBetween(one, other, 3), editsBetween(other, one, 3)]).toEqual([edits, edits]);
  // Beyond the limit, their number does not matter.
  expect(editsBetween(one, other, 0)).toBe(1);
});

async function words(...titles: string[]) {
  const { db, add } = stock();
  for (const title of titles) await add({ title });
  return db;
}

describe('a misspelled word', () => {
  test.each<[string, string[], string[]]>([
    ['secruity', ['security', 'secretary'], ['security']],
    ['prce', ['price', 'prices'], ['price']],
    ['abcx', ['abcd', 'abxx'], ['abcd', 'abxx']],
    ['abcde', ['abxye'], []],
    ['abcdef', ['abxyef'], ['abxyef']],
    ['abcdef', ['abxyzf'], []],
    ['abc', ['abd'], []],
    ['2027a', ['2026a'], []],
  ])('%s may be one of %j: %j', async (typed, titles, found) => {
    expect(resembling(await words(...titles), typed).sort()).toEqual(found);
  });

  test('is the most used of those that are as near, and four at most', async () => {
    const db = await words('pricx', 'pricy pricy', 'pricy', 'pricz', 'pricw', 'pricv');
    const found = resembling(db, 'price');
    expect([found[0], found.length]).toEqual(['pricy', 4]);
    const [long, longer] = ['a'.repeat(30), 'a'.repeat(31)];
    const other = await words(`${'a'.repeat(29)}b`);
    expect([resembling(other, long).length, resembling(other, longer)]).toEqual([1, []]);
  });

  test('shares pieces with the right one, and its letters', () => {
    expect(gramsOf('abca')).toEqual(['^ab', 'abc', 'bca', 'ca$', '=aabc']);
    expect(gramsOf('aaaa')).toEqual(['^aa', 'aaa', 'aa$', '=aaaa']);
  });
});

test('words that begin so come the most used first, twelve at most', async () => {
  const db = await words(
    'price price list',
    'prime',
    'prime',
    'other',
    ...Array.from({ length: 14 }, (_, at) => `prk${String.fromCharCode(97 + at)}`),
  );
  const found = startingWith(db, 'pr');
  expect([found.slice(0, 3), found.length]).toEqual([['prime', 'price', 'prka'], 12]);
  expect(startingWith(db, 'zz')).toEqual([]);
});

describe('compounds', () => {
  test('contain a part of four letters and more, with three others', async () => {
    const db = await words('Leitungsschutzschalter', 'schutzes', 'Schutzart', 'Haus');
    expect(containing(db, 'schutz')).toEqual(['leitungsschutzschalter', 'schutzart']);
    expect(containing(db, 'tzsc')).toEqual(['leitungsschutzschalter']);
    expect([containing(db, 'sch'), containing(db, 'zzzz'), containing(db, 'haus1')]).toEqual([[], [], []]);
    expect(containing(db, 'x'.repeat(41))).toEqual([]);
  });

  test('have two parts that begin words of the library', async () => {
    const db = await words('Preisliste', 'Kabelkanäle', 'Leitung', 'Schutz');
    expect(partsOf(db, 'kabelpreise')).toEqual([[['kabelkanale'], ['preisliste']]]);
    expect(partsOf(db, 'leitungsschutz')).toEqual([[['leitung'], ['schutz']]]);
    expect([partsOf(db, 'kabelxxxx'), partsOf(db, 'xxxxpreise'), partsOf(db, 'kabel')]).toEqual([[], [], []]);
    expect(partsOf(await words('Kabel', 'Haus'), 'kabelhaus')).toEqual([[['kabel'], ['haus']]]);
    // Forty letters, and one more.
    const [b, c] = ['b'.repeat(20), 'c'.repeat(21)];
    const long = await words(b, c);
    expect([partsOf(long, `${b}${c.slice(1)}`), partsOf(long, `${b}${c}`)]).toEqual([[[[b], [c]]], []]);
  });

  test.each([
    ['preise', 'preis'],
    ['kabeln', 'kabel'],
    ['hauser', 'haus'],
    ['preis', 'preis'],
    ['kanale', 'kanal'],
  ])('%s without its ending is %s', (word, stem) => expect(withoutEnding(word)).toBe(stem));
});

describe('initials', () => {
  test.each([
    ['Quarterly business review', ['qbr']],
    ['Total cost of ownership', ['tco', 'tcoo', 'coo']],
    ['Backup and recovery now', ['bar', 'barn', 'brn']],
    ['One two', []],
    ['The one two three', ['ott']],
    ['Plan 2027 for new teams', ['pfn', 'pfnt', 'pnt']],
  ])('of %j are %j', (text, initials) => expect(initialsIn(text).sort()).toEqual([...initials].sort()));

  test('have three to five letters', () => {
    const text = 'One two three four five six';
    expect(initialsIn(text).sort()).toEqual(
      ['ott', 'ottf', 'ottff', 'tff', 'tffs', 'ttf', 'ttff', 'ttffs', 'ffs'].sort(),
    );
    expect(['ab', 'abc', 'abcde', 'abcdef', 'ab1'].map(mayBeInitials)).toEqual([false, true, true, false, false]);
  });
});

describe('the meaning of a search', () => {
  test('has eight words of thirty letters', () => {
    expect(meaningOf('a1 b1 c1 d1 e1 f1 g1 h1 i1')).toBe('a1 b1 c1 d1 e1 f1 g1 h1');
    expect(meaningOf('x'.repeat(31))).toBe('x'.repeat(30));
  });

  test.each([
    ['', '', false],
    ['security', 'security white paper', false],
    ['abcdf abcdk', 'abcdf qwrtz', false],
    ['one two three four', 'one two three five', true],
    ['one two three', 'one two four', false],
    ['one one', 'one', true],
    ['bus', 'bu', false],
    ['decks', 'deck', true],
    ['class', 'clas', false],
    ['studies', 'study', true],
    ['abcdf', 'abcdk', true],
    ['abcf', 'abck', false],
    ['abcdfgk', 'abcdfxw', true],
    ['abcdfg', 'abcdxw', false],
    ['item 2025x', 'item 2026x', false],
  ])('%j and %j mean the same: %s', (one, other, is) => {
    expect([meansTheSame(one, other), meansTheSame(other, one)]).toEqual([is, is]);
  });
});

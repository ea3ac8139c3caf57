/** Searches in other words than the library has, and how many results count as exact. */
import { describe, expect, test } from 'vitest';
import { createEmptySearchRecorder } from '../../src/library/empty-search-recorder.ts';
import { indexText } from '../../src/library/search/index-item.ts';
import { createIndexUpgrade } from '../../src/library/search/index-upgrade.ts';
import { findWhileTyping, searchLibrary } from '../../src/library/search/search.ts';
import { emptySearches } from '../../src/library/usage-table.ts';
import { NOW, type Stock, stock } from './stock.ts';

type Item = string | Parameters<Stock['add']>[0];
async function library(...items: Item[]) {
  const made = stock();
  for (const item of items) await made.add({ kind: 'other', ...(typeof item === 'string' ? { title: item } : item) });
  const found = (words: string, more = {}) => searchLibrary(made.db, { words, limit: 10, offset: 0, ...more }, NOW);
  return { ...made, found, typing: (words: string, limit = 9) => findWhileTyping(made.db, words, limit, NOW) };
}

describe('a question', () => {
  test.each<[string, Item[], string, string[]]>([
    ['of small words alone is about these', ['About us', 'Prices'], 'about us', ['About us']],
    ['with small words is about the others', ['About us', 'Prices'], 'about our prices', ['Prices']],
    ['joins two words', ['Der Zählerschrank'], 'zähler schrank', ['Der Zählerschrank']],
    ['joins two words with an s', ['Der Leitungsschutz'], 'leitung schutz', ['Der Leitungsschutz']],
    ['has words for the letters of a tag', [{ title: 'Battery', tags: ['EV'] }], 'electric vehicle', ['Battery']],
    ['has no words for two letters of a title', ['EV battery'], 'electric vehicle', []],
    ['has words for three letters of a title', ['The VMI plan'], 'vendor managed inventory', ['The VMI plan']],
    [
      'has words for letters next to other words',
      ['The VMI plan', 'VMI'],
      'vendor managed inventory plan',
      ['The VMI plan', 'VMI'],
    ],
    ['does not join a small word', ['The ofice'], 'of ice', []],
    ['has no words for one letter', ['Plan Z'], 'zebra crossing', []],
    ['corrects a short word', ['Price list'], 'prce', ['Price list']],
    ['of the first three letters of a word', ['Kubernetes'], 'kub', ['Kubernetes']],
    ['has letters for words', ['Quarterly business review'], 'qbr', ['Quarterly business review']],
    ['joins words that are apart', ['Case handling'], 'casehandling', ['Case handling']],
    ['parts words after a letter', ['SOC 2 report'], 'soc2', ['SOC 2 report']],
    [
      'has a synonym of several words',
      ['A testimonial of Acme', 'Success tips'],
      'success story',
      ['A testimonial of Acme'],
    ],
    ['has a synonym for several words', ['Request for proposal'], 'rfp', ['Request for proposal']],
    ['has the name of a kind', [{ title: 'Acme', kind: 'one_pager' }], 'one-pager', ['Acme']],
    ['has another name of a kind', [{ title: 'Acme', kind: 'case_study' }], 'success story', ['Acme']],
    ['has no kind “other”', [{ title: 'Acme', kind: 'other' }, 'Other things'], 'other', ['Other things']],
    ['has an apostrophe', ["What's new"], 'whats new', ["What's new"]],
    ['is cut after twelve words', ['Alpha'], `alpha ${'alpha '.repeat(11)} beta`, ['Alpha']],
    ['is cut after 400 characters', ['Alpha'], `alpha${' '.repeat(395)}beta`, ['Alpha']],
    [
      'of one word that is a part of longer ones',
      ['Der Leitungsschutzschalter'],
      'schutzschalter',
      ['Der Leitungsschutzschalter'],
    ],
    ['of the beginning of a word', ['Kubernetes'], 'kuber', ['Kubernetes']],
    ['of two letters that no word has', ['Kubernetes'], 'ku', []],
  ])('%s', async (_, items, words, titles) => {
    const { found } = await library(...items);
    expect(found(words).items.map(({ title }) => title)).toEqual(titles);
  });

  test.each<[string, string[], number]>([
    ['schutz', ['Schutz eins', 'Schutz zwei', 'Schutz drei', 'Leitungsschutz'], 3],
    ['schutz', ['Schutz eins', 'Schutz zwei', 'Leitungsschutz'], 3],
    ['preis', ['Preis', 'Kabelpreis'], 2],
    ['haus', ['Haus', 'Krankenhaus'], 1],
  ])('for %s has longer words while there are few items: of %j, %d', async (words, items, exact) => {
    const { found } = await library(...items);
    expect(found(words).exact).toBe(exact);
  });

  test('has both spellings of an umlaut', async () => {
    const { found } = await library('Mueller report', 'Muller report', 'Miller report');
    expect(found('Müller').exact).toBe(2);
  });

  test('of two words has them apart and together', async () => {
    const { found } = await library('Schrank für Zähler', 'Der Zählerschrank', 'Schrank');
    expect(found('zähler schrank').exact).toBe(2);
  });

  test('for initials is not needed where an item has the words', async () => {
    const { found } = await library('Vendor managed inventory', 'VMI');
    expect(found('vendor managed inventory').exact).toBe(1);
  });
});

describe('results', () => {
  const items = ['Red apple', 'Red apple pie', 'Red car', 'Green apple', 'Blue sky'];

  test('that are exact come first, and closest ones follow while there are few', async () => {
    const { found } = await library(...items);
    const near = found('red apple');
    expect([near.exact, near.total]).toEqual([2, 4]);
    expect(
      near.items
        .slice(0, 2)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Red apple', 'Red apple pie']);
    expect(
      near.items
        .slice(2)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Green apple', 'Red car']);
    expect(found('red apple', { limit: 1, offset: 3 }).items).toEqual([near.items[3]]);
    expect(found('apple')).toMatchObject({ exact: 3, total: 3 });
    expect(found('sky')).toMatchObject({ exact: 1, total: 1 });
  });

  test('are only exact ones when there are three', async () => {
    const { found } = await library(...items, 'Red apples');
    expect(found('red apple')).toMatchObject({ exact: 3, total: 3 });
  });

  test('have the rarest words first, and leave out what has none of them', async () => {
    const { found } = await library(...items, 'Red sky');
    const near = found('sky apple zeppelin');
    expect(near.exact).toBe(0);
    expect(near.items[0]?.title).toMatch(/sky/i);
    expect(near.items.map(({ title }) => title)).not.toContain('Red car');
    expect(found('zeppelin airship')).toEqual({ items: [], total: 0, exact: 0 });
    const many = await library(...Array.from({ length: 20 }, (_, number) => `Red item ${number}`));
    expect(many.found('red zeppelin')).toMatchObject({ exact: 0, total: 13 });
  });

  test('that have more of the rare words come before those with a better place of a common one', async () => {
    const others = Array.from({ length: 16 }, (_, number) => `Something else ${number}`);
    const { found, write, add } = await library(...others, 'Gamma one', 'Gamma two', 'Gamma three');
    const two = await add({ title: 'Two of them' });
    await write((tx) => indexText(tx, two, `alpha beta ${'words '.repeat(50)}`));
    expect(found('alpha beta gamma').items[0]?.title).toBe('Two of them');
    const three = await add({ title: 'All of them' });
    await write((tx) => indexText(tx, three, `alpha beta gamma ${'words '.repeat(50)}`));
    await add({ title: 'Alpha beta' });
    const titles = found('alpha beta gamma zeppelin').items.map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual(['All of them', 'Alpha beta']);
  });

  test('obey the filter, also the closest ones', async () => {
    const { found } = await library(
      { title: 'Red apple', ownerId: 'U2' },
      { title: 'Red car', ownerId: 'U2' },
      'Green apple',
    );
    const near = found('red apple', { ownerId: 'U2' });
    expect([near.exact, near.total, near.items.map(({ ownerId }) => ownerId)]).toEqual([1, 2, ['U2', 'U2']]);
  });

  test.each([{ ownerId: 'U2' }, { stage: null }, { tag: 'fruit' }, { stale: false }])(
    'are counted as the filter %j leaves them',
    async (filter) => {
      const { found } = await library(
        { title: 'Red apple', ownerId: 'U2', tags: ['Fruit'] },
        { title: 'Red car', stage: 'decision', reviewAt: NOW },
      );
      expect(found('red', filter)).toMatchObject({ total: 1, exact: 1, items: [{ title: 'Red apple' }] });
    },
  );

  test('while a person types are as many as asked for, closest ones last', async () => {
    const { typing } = await library(...items);
    const { items: shown, exact } = typing('red appl');
    expect([exact, shown.length]).toEqual([2, 4]);
    expect(typing('red appl', 3).items).toHaveLength(3);
    expect(typing('red app', 1)).toMatchObject({ exact: 1, items: [{ title: expect.stringContaining('Red apple') }] });
    const more = await library(...items, 'Red apples');
    expect(more.typing('red appl').items).toHaveLength(3);
    // Two letters begin too many words: only titles and tags count.
    const hidden = await library({ title: 'Plan', summary: 'Secure' });
    expect([hidden.typing('se').items.length, hidden.typing('sec').items.length]).toEqual([0, 1]);
    expect(typing('gre').items.map(({ title }) => title)).toEqual(['Green apple']);
    expect(typing('…')).toEqual({ items: [], exact: 0 });
    expect(typing(' ').items).toHaveLength(5);
    const kinds = await library({ title: 'Acme', kind: 'deck' }, 'Deckchairs');
    expect(kinds.typing('deck').items.map(({ title }) => title)).toEqual(['Deckchairs', 'Acme']);
    expect(kinds.typing('deck acme').items.map(({ title }) => title)).toContain('Acme');
  });
});

test('the index is not renewed after a stop', async () => {
  const { db, write, found } = await library('Kangaroo');
  db.$client.exec('DELETE FROM library_search');
  const upgrade = createIndexUpgrade({ db, write });
  const stopped = new AbortController();
  stopped.abort();
  await upgrade(stopped.signal);
  expect(found('kangaroo').exact).toBe(0);
  await upgrade(new AbortController().signal);
  expect(found('kangaroo').exact).toBe(1);
});

test('fifty searches of a person are remembered for a day', async () => {
  const { db, write } = await library();
  const record = createEmptySearchRecorder({ db, write, now: () => NOW });
  const names = Array.from(
    { length: 51 },
    (_, at) => `zebra${String.fromCharCode(97 + (at % 26)).repeat(5)}${at > 25 ? 'plan' : 'list'}`,
  );
  for (const name of names) await record(name, 'U1');
  const times = () =>
    db
      .select()
      .from(emptySearches)
      .all()
      .reduce((sum, one) => sum + one.times, 0);
  const before = times();
  await record(names[1] ?? '', 'U1');
  expect(times()).toBe(before);
  await record(names[0] ?? '', 'U1');
  expect(times()).toBe(before + 1);
});

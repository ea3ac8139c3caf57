/** The parts of the grouping: known words, words of a trade, and the order in which groups are joined. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupByLikeness } from '../../src/mindset/grouping/group.ts';
import { likeness, subjectsOf } from '../../src/mindset/grouping/meaning.ts';
import { meaningsIn } from '../../src/mindset/grouping/phrases.ts';
import { sameWords } from '../../src/mindset/grouping/same-words.ts';
import { generalLexicon, lexiconOf, wordsOf } from '../../src/mindset/grouping/vocabulary.ts';

const lexicon = lexiconOf([]);
const read = (text: string, words = lexicon) => {
  const { known, unknown } = meaningsIn(text, words);
  return [known.map(({ id, weight }) => `${id} ${weight}`).join(', '), unknown.join(' ')];
};

describe('an answer', () => {
  test.each([
    ['a word', 'delivery', 'delivery 1', ''],
    ['another form', 'Deliveries', 'delivery 1', ''],
    ['the longest phrase', 'on time delivery', 'punctual 1, delivery 1', ''],
    ['a phrase of four words', 'bang for the buck', 'price 1', ''],
    ['words that say nothing', 'the good', '', ''],
    ['a number', '24/7', 'allDay 0.5', ''],
    ['a number with a unit', 'a 3d printer', '', 'printer'],
    ['how and what', 'fast support', 'fast 0.5, support 1', ''],
    ['the surroundings', 'customer time', 'customer 0.2, time 0.2', ''],
    ['a compound', 'Servicequalität', 'support 1, quality 1', ''],
    ['a compound with a joint', 'Beratungsqualität', 'advice 1, quality 1', ''],
    ['a compound of other forms', 'Lieferzeiten', 'delivery 1, time 0.2', ''],
    ['a compound that begins with four letters', 'Zeitqualität', 'time 0.2, quality 1', ''],
    ['a compound with another joint', 'Beratungxqualität', '', 'beratungxqualitat'],
    ['a compound that ends with three letters', 'Qualitätapp', '', 'qualitatapp'],
    ['a compound with a word that says nothing', 'Dellequalität', '', 'dellequalitat'],
    ['a typing error', 'supprt', 'support 1', ''],
    ['one in a word of six letters', 'desihn', 'design 1', ''],
    ['two in a long word', 'reliibilitty', 'reliable 1', ''],
    ['two in a word of ten letters', 'inmovatiom', 'innovative 1', ''],
    ['two in a shorter word', 'relibilty', '', 'relibilty'],
    ['another first letter', 'zupport', '', 'zupport'],
    ['a short word', 'prise', '', 'prise'],
    ['an unknown word between', 'zebra price zebra', 'price 1', 'zebra zebra'],
    ['nothing', '', '', ''],
  ])('with %s: %s', (_, text, known, unknown) => {
    expect(read(text)).toEqual([known, unknown]);
  });

  test('is read with the whole vocabulary, in which the first meaning of a word stays', () => {
    const whole = generalLexicon();
    const all = ['price', 'ease of use', 'onboarding', 'quick', 'software', 'deliveries', 'tempo'].map(
      (text) => read(text, whole)[0],
    );
    expect(all).toEqual(['price 1', 'easy 1', 'setup 1', 'fast 0.5', 'product 0.2', 'delivery 1', 'fast 0.5']);
    expect(whole.longest).toBe(4);
  });

  test('with a typing error means the first of the nearest known words', () => {
    const of = (id: string) => ({ id, weight: 1 });
    const phrases = new Map([
      ['horsesx', of('far')],
      ['horsea', of('first')],
      ['horseb', of('second')],
    ]);
    expect(read('horsec', { phrases, stems: new Map(), longest: 1 })).toEqual(['first 1', '']);
  });

  test('keeps numbers such as 24/7 and names with an ampersand whole', () => {
    expect(wordsOf('24/7 R&D, 4x4!')).toEqual(['24/7', 'r&d', '4x4']);
    expect(wordsOf('?!')).toEqual([]);
  });

  test('has the synonyms of the company, also of subjects, in other forms', () => {
    const own = lexiconOf([
      ['orange van', 'delivery'],
      ['zebra', 'good', '?'],
    ]);
    const delivery = 'company 0 1';
    expect([read('orange vans', own), read('Lieferung', own), read('zebras', own)[0]]).toEqual([
      [delivery, ''],
      [delivery, ''],
      'company 1 1',
    ]);
    expect([read('support', own), read('good', own), read('orange', own)]).toEqual([
      ['support 1', ''],
      ['company 1 1', ''],
      ['', 'orange'],
    ]);
    // Words that only say how keep their meaning next to a synonym.
    const quick = lexiconOf([['fast', 'zebra']]);
    expect([read('quickly', quick), read('fast', quick)]).toEqual([
      ['fast 0.5', ''],
      ['company 0 1', ''],
    ]);
    expect([read('orange van')[1], read('Lieferung')]).toEqual(['orange', ['delivery 1', '']]);
  });
});

describe('words of a trade', () => {
  test.each([
    ['in another form', ['zebra', 'zebras'], 'zebras', ['zebra']],
    ['with a typing error', ['zebrafish', 'zebrafisk'], 'zebrafisk', ['zebrafish']],
    ['with two', ['zebrafish', 'zebraxxsh'], 'zebraxxsh', ['zebraxxsh']],
    ['short with one', ['tonne', 'tonxe'], 'tonxe', ['tonxe']],
    ['of six letters with one', ['tonner', 'tonnex'], 'tonnex', ['tonner']],
    ['with another first letter', ['zebrafish', 'xebrafish'], 'xebrafish', ['xebrafish']],
    ['that begin alike', ['seniority', 'senior'], 'senior', ['seniority']],
    ['with five letters alike', ['abcdexxx', 'abcdeyyy'], 'abcdeyyy', ['abcdeyyy']],
    ['with an ending of four', ['abcdefgh', 'abcdefghijkl'], 'abcdefghijkl', ['abcdefgh']],
    ['with a longer ending', ['abcdefgh', 'abcdefghijklm'], 'abcdefghijklm', ['abcdefghijklm', 'abcdefgh']],
    ['that have another in them', ['farben', 'farbtreue'], 'farbtreue', ['farbtreue', 'farben']],
    ['that end with another', ['auflagen', 'kleinauflagen'], 'kleinauflagen', ['kleinauflagen', 'auflagen']],
    ['with too short a part', ['bau', 'baustoffe'], 'baustoffe', ['baustoffe']],
    ['with too short a rest', ['zebra', 'zebraxyz'], 'zebraxyz', ['zebraxyz']],
    ['that no one else has', ['zebra'], 'unheard', ['unheard']],
  ])('%s: %j', (_, words, word, ids) => {
    expect(sameWords(words)(word)).toEqual(ids);
  });
});

describe('subjects', () => {
  const weights = (answers: string[], place = 0) =>
    [...(subjectsOf(answers, lexicon)[place] ?? [])].map(([id, weight]) => `${id} ${weight}`).join(', ');

  test.each([
    ['of one answer alone join it to no other', ['price', 'zebra'], 'price 0.2'],
    ['of two answers count whole', ['zebra', 'zebras'], 'word zebra 1'],
    [
      'that are said of everything count less next to another',
      ['quality support', 'support quality'],
      'quality 0.4, support 0.4',
    ],
    ['that are said of everything count alone', ['quality', 'quality'], 'quality 1'],
    ['of ease alone are about use', ['easily', 'easy'], 'easy 1'],
    ['of ease next to another say how', ['easy delivery', 'easily delivered'], 'easily 0.5, delivery 1'],
    [
      'of a time that something takes are about speed',
      ['delivery in 24 hours', 'fast delivery'],
      'delivery 1, fast 0.5',
    ],
  ])('%s', (_, answers, expected) => {
    expect(weights(answers)).toBe(expected);
  });

  test('are alike by the part that they have in common', () => {
    const of = (...pairs: [string, number][]) => new Map(pairs);
    expect(likeness(of(['a', 1]), of(['a', 0.5]))).toBeCloseTo(1);
    expect(likeness(of(['a', 3], ['b', 4]), of(['a', 1]))).toBeCloseTo(0.6);
    expect(likeness(of(['a', 2]), of(['b', 2]))).toBe(0);
    expect(likeness(of(), of(['a', 1]))).toBe(0);
  });
});

describe('groups', () => {
  const placesOf = (groups: number[][]) =>
    groups.map((places) => places.toSorted((a, b) => a - b).join(' ')).toSorted();

  /** The most alike two are joined first, by the average of all their answers, as long as it is a fifth. */
  function joined(answers: string[]): number[][] {
    const subjects = subjectsOf(answers, lexicon);
    const of = (place: number) => subjects[place] ?? new Map<string, number>();
    const nameOf = (place: number) => JSON.stringify([...of(place)].sort());
    let groups = [...Map.groupBy(answers.keys(), nameOf).values()];
    for (;;) {
      let best: { one: number[]; other: number[]; like: number } | undefined;
      for (const one of groups) {
        for (const other of groups.filter((group) => group !== one)) {
          const all = one.flatMap((a) => other.map((b) => likeness(of(a), of(b))));
          const like = all.reduce((sum, value) => sum + value, 0) / all.length;
          // Equal but for rounding is equal: the first two stay.
          if (like > (best?.like ?? 0.2 - 1e-9) + 1e-9) best = { one, other, like };
        }
      }
      if (!best) return groups;
      const { one, other } = best;
      groups = groups.filter((group) => group !== other).map((group) => (group === one ? [...one, ...other] : group));
    }
  }

  test('are joined as by hand, whatever the answers', () => {
    const words = [
      'price',
      'delivery',
      'support',
      'fast',
      'product',
      'design',
      'quality',
      'zebra',
      'customer',
      'advice',
    ];
    const answer = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((some) => some.join(' '));
    fc.assert(
      fc.property(fc.array(answer, { minLength: 3, maxLength: 9 }), (answers) => {
        const groups = groupByLikeness(answers);
        expect(placesOf(groups.map(({ members }) => members))).toEqual(placesOf(joined(answers)));
        const sizes = groups.map(({ members }) => members.length);
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      }),
      { numRuns: 100 },
    );
  });

  test('have the most frequent and then the shortest of equal answers as their name, and the first of equal groups first', () => {
    const names = (...answers: string[]) => groupByLikeness(answers).map(({ name }) => name);
    expect(names('low prices', 'Cheap', 'cheap ', 'zebra')).toEqual(['Cheap', 'zebra']);
    expect(names('good price', 'price')).toEqual(['price']);
    expect(names('zebra', 'delivery', 'design')).toEqual(['zebra', 'delivery', 'design']);
    // The one that is most like the others comes before a more frequent one.
    expect(names('price design', 'price design', 'price', 'low price', 'cheap')[0]).toBe('price');
  });
});

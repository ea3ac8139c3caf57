import { describe, expect, test } from 'vitest';
import { groupingQuality, groupSamples } from '../../bench/mindset-quality.ts';
import { groupByLikeness } from '../../src/mindset/grouping/group.ts';

/** The answers in groups, each sorted. */
const grouped = (answers: string[], synonyms: string[][] = []) =>
  groupByLikeness(answers, synonyms)
    .map(({ members }) => members.map((index) => answers[index]).sort())
    .sort((one, other) => other.length - one.length || (String(one[0]) < String(other[0]) ? -1 : 1));

describe('answers', () => {
  test('join in other forms, with typing errors and in other words', () => {
    expect(grouped(['Reliable', 'reliabilty', 'zuverlässig', 'fiabilité', 'low prices'])).toEqual([
      ['Reliable', 'fiabilité', 'reliabilty', 'zuverlässig'],
      ['low prices'],
    ]);
    expect(grouped(['Kundenservice', 'guter Service', 'Produktqualität', 'Qualität'])).toEqual([
      ['Kundenservice', 'guter Service'],
      ['Produktqualität', 'Qualität'],
    ]);
  });

  test('with a word in common stay apart where it only says how', () => {
    expect(grouped(['fast delivery', 'fast support', 'delivery in 2 days', 'quick help'])).toEqual([
      ['delivery in 2 days', 'fast delivery'],
      ['fast support', 'quick help'],
    ]);
    expect(grouped(['easy to use', 'easy to install'])).toHaveLength(2);
  });

  test('of a trade join by the words that they share', () => {
    expect(grouped(['Farbtreue', 'konstante Farben', 'Kleinauflagen', 'kleine Auflagen'])).toEqual([
      ['Farbtreue', 'konstante Farben'],
      ['Kleinauflagen', 'kleine Auflagen'],
    ]);
  });

  test('join by the synonyms of the company, and only then', () => {
    const answers = ['Blitzservice', 'the orange van', 'orange vans', 'fast delivery'];
    expect(grouped(answers)).toHaveLength(3);
    expect(grouped(answers, [['orange van', 'Blitzservice']])[0]).toEqual([
      'Blitzservice',
      'orange vans',
      'the orange van',
    ]);
    // A synonym of a known subject joins everything about it.
    expect(grouped(answers, [['orange van', 'delivery']])[0]).toEqual([
      'fast delivery',
      'orange vans',
      'the orange van',
    ]);
  });

  test('get the most typical of them as the name of their group', () => {
    const answers = ['sustainable packaging made of straw', 'sustainability', 'sustainable', 'price'];
    expect(groupByLikeness(answers).map(({ name, members }) => [name, members.length])).toEqual([
      ['sustainable', 3],
      ['price', 1],
    ]);
  });

  test('of praise, signs or nothing are groups of equal words', () => {
    expect(grouped(['best', 'Best ', '???', 'the', '👍', '<@U1>'])).toEqual([
      ['Best ', 'best'],
      ['<@U1>'],
      ['???'],
      ['the'],
      ['👍'],
    ]);
    expect(groupByLikeness([])).toEqual([]);
  });
});

describe('the measured answers', () => {
  const samples = groupSamples();

  test('are enough, and a part of them is held out', () => {
    const heldOut = samples.filter(({ isHeldOut }) => isHeldOut);
    expect(groupingQuality(samples).answers).toBeGreaterThanOrEqual(180);
    expect(groupingQuality(heldOut).answers).toBeGreaterThanOrEqual(50);
  });

  test.each([true, false])('are grouped right, held out: %s', (isHeldOut) => {
    expect(groupingQuality(samples.filter((one) => one.isHeldOut === isHeldOut)).f1).toBeGreaterThanOrEqual(0.85);
  });
});

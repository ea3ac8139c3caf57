import { describe, expect, test } from 'vitest';
import { type Counted, dividing, matchOf, ranked } from '../../src/mindset/match.ts';

const one = (
  name: string,
  sales: number | null,
  marketing: number | null,
  all = (sales ?? 0) + (marketing ?? 0),
): Counted => ({
  ...{ name, all, sales, marketing },
});

describe('the match', () => {
  test('is the share of all answers within the three most-named advantages', () => {
    const groups = [
      one('Price', 5, 1),
      one('Support', 4, 4),
      one('Speed', 1, 5),
      one('Design', 1, 1),
      one('Colour', 0, 2),
    ];
    const match = matchOf(groups);
    expect(match).toMatchObject({ answers: 24, share: 20 / 24, isShared: true });
    expect(match?.top.map(({ name }) => name)).toEqual(['Support', 'Price', 'Speed']);
  });

  test.each([
    [[3, 3, 3, 3], 0.75, true],
    [[3, 3, 3, 4], 10 / 13, true],
    [[4, 4, 3, 2, 2], 11 / 15, false],
    [[1], 1, true],
  ])('of %j is %d', (counts, share, isShared) => {
    expect(matchOf(counts.map((count, index) => one(`A${index}`, null, null, count)))).toMatchObject({
      share,
      isShared,
    });
  });

  test('of a team is by its own three, and is not there where teams are not told apart', () => {
    const groups = [one('A', 4, 0), one('B', 3, 0), one('C', 2, 1), one('D', 1, 3), one('E', 0, 3), one('F', 0, 2)];
    expect(matchOf(groups, 'sales')).toMatchObject({ share: 0.9, answers: 10 });
    expect(matchOf(groups, 'marketing')).toMatchObject({ share: 8 / 9, answers: 9 });
    expect(matchOf([one('A', null, null, 7)], 'sales')).toBeUndefined();
    expect(matchOf([])).toBeUndefined();
  });

  test('of equal counts has one order, whatever the order of the groups', () => {
    const groups = [one('B', 1, 1), one('A', 2, 0), one('D', 0, 2), one('C', 1, 1)];
    expect(ranked(groups).map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D']);
    expect(ranked([...groups].reverse())).toEqual(ranked(groups));
  });
});

describe('advantages that divide the teams', () => {
  test('are among the three of one team alone, the furthest apart first', () => {
    const groups = [one('A', 4, 4), one('B', 5, 1), one('C', 3, 0), one('D', 0, 6), one('E', 2, 3), one('F', 0, 1)];
    expect(dividing(groups).map(({ advantage, side }) => `${advantage.name} ${side}`)).toEqual([
      ...['D marketing', 'B sales', 'C sales', 'E marketing'],
    ]);
  });

  test('do not exist where a team named nothing', () => {
    expect(dividing([one('A', 0, 3)])).toEqual([]);
    expect(ranked([one('A', 1, 0), one('B', 0, 2)], 'sales').map(({ name }) => name)).toEqual(['A']);
  });

  test('do not exist where both name the same, and where teams are not told apart', () => {
    expect(dividing([one('A', 4, 1), one('B', 3, 2), one('C', 2, 3)])).toEqual([]);
    expect(dividing([one('A', null, null, 9)])).toEqual([]);
  });
});

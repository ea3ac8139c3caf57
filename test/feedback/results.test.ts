import { describe, expect, test } from 'vitest';
import { evaluate, evaluateAnonymous, type Given } from '../../src/feedback/results.ts';
import type { Question } from '../../src/feedback/types.ts';
import type { Side } from '../../src/teams/sides.ts';

const questions: Question[] = [
  { kind: 'grades', text: 'How good?', choices: ['A', 'B', 'C', 'F'] },
  { kind: 'text', text: 'Reason', choices: [] },
];
const given = (side: Side, count: number, choice = 0): Given[] =>
  Array.from({ length: count }, (_, index) => ({ side, answers: [choice, `${side} ${index}`] }));
const tally = (results: ReturnType<typeof evaluateAnonymous>) => {
  const first = results?.questions[0];
  return first && 'tally' in first ? first.tally : undefined;
};

describe('an anonymous survey', () => {
  test('shows nothing below its minimum, and everything from there on', () => {
    expect(evaluateAnonymous(questions, given('sales', 4), 5)).toBeUndefined();
    expect(evaluateAnonymous(questions, given('sales', 5), 5)?.answered).toBe(5);
    expect(evaluateAnonymous(questions, given('sales', 3), 3)?.answered).toBe(3);
  });

  test.each([
    ['both sides reach the minimum', 5, 5, 0, true],
    ['both do, and so do the others', 6, 5, 5, true],
    ['one does not', 9, 4, 0, false],
    ['the others do not, and could be worked out from the rest', 9, 9, 1, false],
    ['there is only one side', 9, 0, 0, false],
  ])('compares the teams if %s', (_, sales, marketing, others, apart) => {
    const all = [...given('sales', sales, 0), ...given('marketing', marketing, 1), ...given(null, others, 3)];
    const found = tally(evaluateAnonymous(questions, all, 5));
    expect(found).toEqual({
      all: [sales, marketing, 0, others],
      sales: apart ? [sales, 0, 0, 0] : null,
      marketing: apart ? [0, marketing, 0, 0] : null,
      others: apart && others > 0 ? [0, 0, 0, others] : null,
    });
  });

  test('shows comments without names, in another order each time, each question in its own', () => {
    const two: Question[] = [...questions.slice(1), ...questions.slice(1)];
    const said = Array.from({ length: 6 }, (_, index): Given => ({ side: null, answers: [`${index}`, `${index}`] }));
    const orders = Array.from({ length: 20 }, () => {
      const results = evaluateAnonymous(two, said, 5);
      return (results?.questions ?? []).map((one) => {
        const words = 'words' in one ? one.words : [];
        expect(words.every(({ userId }) => userId === null)).toBe(true);
        expect(words.map(({ words: text }) => text).sort()).toEqual(['0', '1', '2', '3', '4', '5']);
        return words.map(({ words: text }) => text).join('');
      });
    });
    expect(new Set(orders.map(([first]) => first)).size).toBeGreaterThan(10);
    expect(orders.some(([first, second]) => first !== second)).toBe(true);
  });
});

test('a named survey compares the teams as soon as both answered, with everyone’s comments', () => {
  const all = [...given('sales', 1, 0), ...given('marketing', 1, 3)].map((one, index) => ({
    ...one,
    userId: `U${index}`,
  }));
  const results = evaluate(questions, all);
  expect(tally(results)).toEqual({ all: [1, 0, 0, 1], sales: [1, 0, 0, 0], marketing: [0, 0, 0, 1], others: null });
  expect(results.questions[1]).toEqual({
    words: [
      { words: 'sales 0', userId: 'U0' },
      { words: 'marketing 0', userId: 'U1' },
    ],
  });
  expect(tally(evaluate(questions, all.slice(0, 1)))?.sales).toBeNull();
});

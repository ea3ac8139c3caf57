import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readContent, writeContent } from '../../../src/feedback/content.ts';
import { longestAnswer } from '../../../src/feedback/questions.ts';
import { LONGEST_ANSWER, type Question } from '../../../src/feedback/types.ts';
import { emptyBox, putIn, takeOut } from '../../../src/platform/crypto/sealed-box.ts';
import { hostile, stretched } from '../../views/hostile.ts';

const key = createSecretKey(randomBytes(32));
const texts = (box: Parameters<typeof takeOut>[1]) => takeOut(key, box).map(String).sort();

test('a box keeps its contents and its length, and every byte changes with each write', () => {
  let box = emptyBox(key, { capacity: 3, contentBytes: 100 });
  const { length } = box.sealed;
  for (const word of ['one', 'a much longer answer than the other two', 'three']) {
    const before = box.sealed;
    box = putIn(key, box, Buffer.from(word));
    expect(box.sealed.length).toBe(length);
    const same = before.filter((byte, at) => byte === box.sealed[at]).length;
    // One in 256 by chance.
    expect(same).toBeLessThan(length / 32);
  }
  expect(texts(box)).toEqual(['a much longer answer than the other two', 'one', 'three']);
  expect(() => putIn(key, box, Buffer.from('four'))).toThrow('full');
});

test('answers are stored in no order, for any order of arrival', () => {
  const orders = new Set<string>();
  for (let run = 0; run < 60; run += 1) {
    let box = emptyBox(key, { capacity: 3, contentBytes: 10 });
    for (const word of ['a', 'b', 'c']) box = putIn(key, box, Buffer.from(word));
    orders.add(takeOut(key, box).join(''));
  }
  expect(orders.size).toBe(6);
});

test('a text that does not fit is refused, and so is reading with another key', () => {
  const box = emptyBox(key, { capacity: 2, contentBytes: 10 });
  expect(() => putIn(key, box, Buffer.alloc(11, 1))).toThrow('does not fit');
  expect(() => putIn(key, box, Buffer.alloc(0))).toThrow('does not fit');
  expect(() => takeOut(createSecretKey(randomBytes(32)), box)).toThrow();
});

test('the longest answers fit, in any script', () => {
  const text: Question = { kind: 'text', text: 'Reason', choices: [] };
  const questions: Question[] = [
    { kind: 'five', text: 'How?', choices: ['1', '2', '3', '4', '5'] },
    text,
    text,
    text,
    text,
    text,
  ];
  for (const letters of [...Object.values(hostile), '"\\', '\n', '渡', '😀', 'א\u202e']) {
    const words = stretched(letters, LONGEST_ANSWER).toWellFormed();
    const given = { side: 'marketing' as const, answers: [4, words, words, words, words, words] };
    const box = putIn(key, emptyBox(key, { capacity: 1, contentBytes: longestAnswer(questions) }), writeContent(given));
    expect(takeOut(key, box).map(readContent)).toEqual([given]);
  }
});

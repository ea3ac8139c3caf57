import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { pseudonymOf, SEAL_BYTES, seal, unseal } from '../../../src/platform/crypto/pseudonyms.ts';
import { shuffled } from '../../../src/platform/crypto/shuffled.ts';

const newKey = () => createSecretKey(randomBytes(32));

test('a pseudonym is constant per person, and differs per person, purpose and key', () => {
  const key = newKey();
  const mark = pseudonymOf(key, 'answered', 'U1');
  expect(pseudonymOf(key, 'answered', 'U1')).toBe(mark);
  expect(mark).toMatch(/^[\w-]{43}$/);
  const others = [
    pseudonymOf(key, 'answered', 'U2'),
    pseudonymOf(key, 'supported', 'U1'),
    pseudonymOf(newKey(), 'answered', 'U1'),
  ];
  expect(new Set([mark, ...others]).size).toBe(4);
});

test('a sealed value opens only with its key, and only unchanged', () => {
  const key = newKey();
  const content = Buffer.from('Our mails are not read');
  const sealed = seal(key, content);
  expect(sealed.length).toBe(content.length + SEAL_BYTES);
  expect(sealed.includes('mails')).toBe(false);
  expect(seal(key, content).equals(sealed)).toBe(false);
  expect(unseal(key, sealed).toString()).toBe('Our mails are not read');
  expect(() => unseal(newKey(), sealed)).toThrow();
  for (const at of [0, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => unseal(key, changed)).toThrow();
  }
});

test('shuffling keeps all values and is uniform', () => {
  const places = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  for (let run = 0; run < 4000; run += 1) {
    const drawn = shuffled([0, 1, 2, 3]);
    expect([...drawn].sort()).toEqual([0, 1, 2, 3]);
    for (const [place, one] of drawn.entries()) (places[one] as number[])[place] = (places[one]?.[place] ?? 0) + 1;
  }
  // The mean is 1000; 150 more or less are beyond five standard deviations.
  for (const counts of places) for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

import { expect, test } from 'vitest';
import { createPrint } from '../../src/crm/prints.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';

test('a fingerprint is the same for the same value and key alone, and empty for no value', () => {
  const print = createPrint(createKeys(':memory:'));
  expect(print('Ana Reis')).toMatch(/^[\w-]{12}$/);
  expect(print('Ana Reis')).toBe(print('Ana Reis'));
  expect(print('Ana Reis')).not.toBe(print('ana reis'));
  expect(print('Ana Reis')).not.toBe(createPrint(createKeys(':memory:'))('Ana Reis'));
  expect([print(null), print('').length]).toEqual(['', 12]);
});

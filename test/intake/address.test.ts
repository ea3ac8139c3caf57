import { expect, test } from 'vitest';
import { baseAddress, publicAddress } from '../../src/intake/address.ts';

test.each([
  ['https://baton.example.com', 'https://baton.example.com'],
  ['http://10.0.0.1:8080/baton//', 'http://10.0.0.1:8080/baton'],
])('%s is the address %s', (typed, address) => expect(baseAddress.parse(typed)).toBe(address));

test.each([
  ['ftp://baton.example.com', 'Write an address such as https://baton.example.com.'],
  ['baton', 'Write an address such as https://baton.example.com.'],
  ['https://baton.example.com/?a=1', 'Write the address without ? and #.'],
  ['https://baton.example.com/#a', 'Write the address without ? and #.'],
  [`https://baton.example.com/${'a'.repeat(200)}`, 'At most 200 characters.'],
])('%s is refused', (typed, told) =>
  expect(baseAddress.safeParse(typed).error?.issues.map(({ message }) => message)).toContain(told),
);

test('no address may be set', () => expect(publicAddress.schema.parse(null)).toBeNull());

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onlyField } from '../../../src/platform/slack/form-body.ts';

const asNodeReadsIt = (body: Buffer) => new URLSearchParams(body.toString()).get('payload');
const bodyOf = (encoded: string | Uint8Array) => Buffer.concat([Buffer.from('payload='), Buffer.from(encoded)]);

test('every text is decoded as it was encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = new URLSearchParams({ payload: text.toWellFormed() }).toString();
      expect(onlyField('payload', Buffer.from(encoded))).toBe(text.toWellFormed());
    }),
  );
});

test('badly encoded text is decoded as Node does', () => {
  // These characters make the odd cases: codes that are cut off, invalid, or not a letter.
  const bytes = fc.constantFrom('%', '+', '=', '2', 'f', 'F', 'g', 'G', '/', ':', '@', '`', 'c', '3', '\0');
  fc.assert(
    fc.property(fc.array(bytes), (parts) => {
      const body = bodyOf(parts.join(''));
      expect(onlyField('payload', body)).toBe(asNodeReadsIt(body));
    }),
    { numRuns: 2_000 },
  );
  for (const odd of ['', '%', '%4', '%zz', '%e2%82', '%ff%fe', '%EF%BB%BF{}', '%C3%A4+%2B']) {
    expect(onlyField('payload', bodyOf(odd)), odd).toBe(asNodeReadsIt(bodyOf(odd)));
  }
});

test('a form with other fields, or without this one, is left to other parsers', () => {
  for (const body of ['payload=1&a=2', 'a=2&payload=1', 'payload=1&', 'payloads=1', 'payload', 'a=1', '']) {
    expect(onlyField('payload', Buffer.from(body)), body).toBeUndefined();
  }
});

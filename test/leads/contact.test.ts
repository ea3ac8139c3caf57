import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailAddress, phoneNumber, readablePhone, validEmail } from '../../src/leads/contact.ts';

const read = (schema: typeof emailAddress | ReturnType<typeof phoneNumber>, text: string) => {
  const result = schema.safeParse(text);
  return result.success ? result.data : result.error.issues[0]?.message;
};

describe('an email address', () => {
  test.each([
    ['jane@acme.com', 'jane@acme.com'],
    [' jane@acme.com ', 'jane@acme.com'],
    // Only the receiving server knows the local part.
    ['Jane.DOE+x@ACME.Co.UK', 'Jane.DOE+x@acme.co.uk'],
    ["k.o'neill@fenwick.example", "k.o'neill@fenwick.example"],
    ['info@müller.example', 'info@müller.example'],
    ['info@MÜLLER.example', 'info@müller.example'],
    ['info@xn--mller-kva.example', 'info@müller.example'],
    ['sato@例え.テスト', 'sato@例え.テスト'],
    ['user/dept=sales@acme.example', 'user/dept=sales@acme.example'],
    ['a_b-c!#$%&*?^`{|}~@acme.example', 'a_b-c!#$%&*?^`{|}~@acme.example'],
    ['x@a.b.c.acme.example', 'x@a.b.c.acme.example'],
    ['1@2.example', '1@2.example'],
  ])('%j is %s', (typed, email) => expect(read(emailAddress, typed)).toBe(email));

  test.each([
    'jane',
    'jane.com',
    'jane@',
    '@acme.com',
    'jane@acme',
    'ja ne@acme.com',
    'jane@acme..com',
    'jane@acme.com,joe@acme.com',
    'jane@acme.com/team',
    'jane@127.0.0.1',
    'jane@-acme.example',
    'jane@acme-.example',
    'jane.@acme.example',
    '.jane@acme.example',
    'ja..ne@acme.example',
    '"jane doe"@acme.example',
    'jane@ac_me.example',
    'jane@@acme.example',
    'jane@acme.c',
    `${'j'.repeat(65)}@acme.example`,
    `jane@${'a'.repeat(64)}.example`,
  ])('%j is not valid', (typed) =>
    expect(read(emailAddress, typed)).toBe('This does not look like an email address, such as jane@acme.com.'),
  );

  test('has at most 254 characters', () => {
    const local = 'j'.repeat(60);
    const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}`;
    expect(read(emailAddress, `${local}@${domain}.example`)).toBe(`${local}@${domain}.example`);
    expect(read(emailAddress, `${local}@${domain}.${'d'.repeat(20)}.example`)).toContain('at most 254 characters');
  });

  test.each([
    [63, true],
    [64, false],
  ])('of 254 characters at most can have a long domain: %d before it', (length, isValid) => {
    const typed = `${'j'.repeat(length)}@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`;
    expect(validEmail(typed)).toBe(isValid ? typed : undefined);
  });

  test('has at most 64 characters before its domain', () => {
    expect(validEmail(`${'j'.repeat(64)}@acme.example`)).toBe(`${'j'.repeat(64)}@acme.example`);
  });

  const ATEXT = [..."abcdefghijklmnopqrstuvwxyzABCXYZ0123456789!#$%&'*+/=?^_`{|}~-"];
  const atom = fc.string({ unit: fc.constantFrom(...ATEXT), minLength: 1, maxLength: 9 });
  const dotAtom = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('.'));

  test('can have any dot-atom of RFC 5322 before the @, which is kept as typed', () => {
    fc.assert(
      fc.property(dotAtom, (local) => {
        expect(validEmail(`${local}@fenwick.example`)).toBe(`${local}@fenwick.example`);
      }),
    );
  });

  test('is the same address after a second read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (domain) => {
        const once = validEmail(`jane@${domain}`);
        if (once !== undefined) expect(validEmail(once)).toBe(once);
      }),
    );
  });
});

describe('a phone number', () => {
  test.each([
    ['+49 30 901820', '+4930901820'],
    ['0049 (30) 90 18 20', '+4930901820'],
    ['+1-212-555-0134', '+12125550134'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('%j is %s', (typed, phone) => expect(read(phoneNumber(), typed)).toBe(phone));

  test.each([
    ['+1 650 253 0000 ext. 136', '+16502530000;ext=136'],
    ['+1 650 253 0000 x136', '+16502530000;ext=136'],
    ['+1 650 253 0000 extension 7', '+16502530000;ext=7'],
    ['+16502530000;ext=136', '+16502530000;ext=136'],
    ['+44 20 7946 0958 ext 12', '+442079460958;ext=12'],
  ])('%j keeps its extension', (typed, phone) => expect(read(phoneNumber(), typed)).toBe(phone));

  test.each([
    ['US', '(415) 555-0132', '+14155550132'],
    ['US', '415.555.0132 ext 9', '+14155550132;ext=9'],
    ['DE', '030 1234567', '+49301234567'],
    ['DE', '+1 415 555 0132', '+14155550132'],
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['GB', '020 7946 0958', '+442079460958'],
    ['ES', '612 345 678', '+34612345678'],
    ['IT', '06 6982', '+39066982'],
    ['NL', '020 123 4567', '+31201234567'],
  ])('in %s, %j is %s', (country, typed, phone) => expect(read(phoneNumber(country), typed)).toBe(phone));

  test.each([
    ['030 901820', 'Please start with + and the country code, such as +49 30 123456.'],
    ['call me', 'Please start with + and the country code, such as +49 30 123456.'],
    ['+49 30', 'This is not a valid phone number. Please check the digits.'],
    ['+999 123 456 789', 'This is not a valid phone number. Please check the digits.'],
    ['+'.padEnd(41, '1'), 'A phone number has at most 40 characters.'],
  ])('%j is not valid', (typed, why) => expect(read(phoneNumber(), typed)).toBe(why));

  test('of a known country that is too short gets that error', () => {
    expect(read(phoneNumber('US'), '555-01')).toBe('This is not a valid phone number. Please check the digits.');
  });

  test('is shown in national format, with its extension', () => {
    expect(readablePhone('+16502530000;ext=136')).toBe('+1 650 253 0000 ext. 136');
    expect(readablePhone('+4930901820')).toBe('+49 30 901820');
  });

  test('reads as the same number after it was stored and shown', () => {
    const extension = fc.option(fc.integer({ min: 1, max: 9_999_999 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.constantFrom('+16502530000', '+4930901820', '+442079460958', '+390669821'),
        extension,
        (number, ext) => {
          const stored = ext === undefined ? number : `${number};ext=${ext}`;
          expect(read(phoneNumber(), readablePhone(stored))).toBe(stored);
        },
      ),
    );
  });
});

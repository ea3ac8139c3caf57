import { describe, expect, test } from 'vitest';
import { companyDomain, emailAddress, phoneNumber } from '../../src/leads/contact.ts';

const read = (schema: typeof emailAddress | typeof phoneNumber, text: string) => {
  const result = schema.safeParse(text);
  return result.success ? result.data : result.error.issues[0]?.message;
};

describe('an email address', () => {
  test.each([
    ['jane@acme.com', 'jane@acme.com'],
    [' jane@acme.com ', 'jane@acme.com'],
    // The part before the @ is the other server's affair.
    ['Jane.DOE+x@ACME.Co.UK', 'Jane.DOE+x@acme.co.uk'],
  ])('%j is %s', (typed, email) => expect(read(emailAddress, typed)).toBe(email));

  test.each([
    'jane',
    'jane@',
    '@acme.com',
    'jane@acme',
    'ja ne@acme.com',
    'jane@acme..com',
    'jane@acme.com,joe@acme.com',
  ])('%j is none', (typed) =>
    expect(read(emailAddress, typed)).toBe('This does not look like an email address, such as jane@acme.com.'),
  );

  test('has 254 characters at most', () => {
    const local = 'j'.repeat(60);
    const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}`;
    expect(read(emailAddress, `${local}@${domain}.example`)).toBe(`${local}@${domain}.example`);
    expect(read(emailAddress, `${local}@${domain}.${'d'.repeat(20)}.example`)).toContain('at most 254 characters');
  });
});

describe('a phone number', () => {
  test.each([
    ['+49 30 901820', '+4930901820'],
    ['0049 (30) 90 18 20', '+4930901820'],
    ['+1-212-555-0134', '+12125550134'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('%j is %s', (typed, phone) => expect(read(phoneNumber, typed)).toBe(phone));

  test.each([
    ['030 901820', 'Please start with + and the country code, such as +49 30 123456.'],
    ['call me', 'Please start with + and the country code, such as +49 30 123456.'],
    ['+49 30', 'This is not a valid phone number. Please check the digits.'],
    ['+999 123 456 789', 'This is not a valid phone number. Please check the digits.'],
    ['+'.padEnd(41, '1'), 'A phone number has at most 40 characters.'],
  ])('%j is none', (typed, why) => expect(read(phoneNumber, typed)).toBe(why));
});

test('the domain stands for the company, unless anybody can have an address there', () => {
  expect(companyDomain('jane@acme.com')).toBe('acme.com');
  expect(companyDomain('jane@gmail.com')).toBeNull();
  expect(companyDomain(null)).toBeNull();
});

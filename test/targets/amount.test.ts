import { describe, expect, test } from 'vitest';
import { readAmount, readCount } from '../../src/targets/amount.ts';

const euros = (text: string) => {
  const read = readAmount(text);
  return 'fault' in read ? read.fault : read.cents / 100;
};

describe('an amount', () => {
  test.each([
    ['1.2m', 1_200_000],
    ['€ 50,000', 50_000],
    ['50.000,00', 50_000],
    ['50,000.50', 50_000.5],
    ['50.000', 50_000],
    ['1 200 000', 1_200_000],
    ['1\u00a0200\u00a0000,5 EUR', 1_200_000.5],
    ["1'200'000", 1_200_000],
    ['12,00,000', 1_200_000],
    ['1.250m', 1_250_000],
    ['1,200k', 1_200_000],
    ['0.500m', 500_000],
    ['300K', 300_000],
    ['1.2 Mio. €', 1_200_000],
    ['2bn', 2_000_000_000],
    ['kr. 5000', 5_000],
    ['EUR 1.2mn', 1_200_000],
    ['1.2meur', 1_200_000],
    ['0,01', 0.01],
  ])('%s is read as people mean it', (text, amount) => expect(euros(text)).toBe(amount));

  test.each(['-5', '−5', '(5)', '€ -5', '0', '0.00', '0.001m €'])('%s is above 0 or refused', (text) => {
    expect([1_000, 'Enter an amount above 0.']).toContain(euros(text));
  });

  test.each(['', 'abc', '1,2,3', '1.2.3', '50,0000', '1e5', '1,200,50', '€5€', '5 pounds', '12 34', '1.2m3', '∞', '½'])(
    '“%s” is no amount',
    (text) => expect(euros(text)).toBe('Enter an amount, such as 1.2m or 50,000.'),
  );

  test('is absurd beyond the largest deal', () => {
    expect(euros('1000bn')).toBe(1e12);
    expect(euros('1001bn')).toBe('Enter at most 1,000,000,000,000.');
  });

  test('names the currencies that its sign can mean', () => {
    expect(readAmount('$5k')).toEqual({ cents: 500_000, named: ['USD', 'CAD', 'AUD', 'SGD'] });
    expect(readAmount('5k chf')).toEqual({ cents: 500_000, named: ['CHF'] });
  });
});

test('a number of leads is whole and above 0', () => {
  const count = (text: string) => Object.values(readCount(text))[0];
  expect(['900', '1,200', '1.200', '1.2k'].map(count)).toEqual([900, 1_200, 1_200, 1_200]);
  expect(['0', '-3', 'many', '5 EUR'].map(count)).toEqual(
    Array(4).fill('Enter a number of leads above 0, such as 900.'),
  );
  expect(count('1.5')).toBe('Enter a whole number of leads.');
  expect(count('2m')).toBe('Enter at most 1,000,000 leads.');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert, type Rate, ratesOn, together } from '../../src/currency/convert.ts';
import { enteredRates, enterRate } from '../../src/currency/enter.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const at = new Date('2026-11-10T09:00:00Z');
const usd = { currency: 'USD', base: 'EUR', by: 'PRIYA' };
const rateOf = (currency: string, rate: number): Rate => ({ currency, base: 'EUR', rate, appliesFrom: '2026-11-01' });

async function entered(...rates: [appliesFrom: string, rate: number | null][]) {
  const db = memoryDatabase();
  const write = createWriter(db);
  for (const [appliesFrom, rate] of rates) await write((tx) => enterRate(tx, { ...usd, rate, appliesFrom }, at));
  return { db, on: (day: string) => ratesOn(db, day).map(({ rate }) => rate) };
}

describe('a rate', () => {
  test('counts from its date, and the last one entered for a day is the one', async () => {
    const { on } = await entered(['2026-11-01', 0.9], ['2026-12-01', 0.95], ['2026-11-01', 0.92]);
    expect([on('2026-10-31'), on('2026-11-01'), on('2026-11-30'), on('2026-12-01')]).toEqual([
      [],
      [0.92],
      [0.92],
      [0.95],
    ]);
  });

  test('ends from a date on, and stays on record', async () => {
    const { db, on } = await entered(['2026-11-01', 0.9], ['2026-12-01', null]);
    expect([on('2026-11-30'), on('2026-12-01')]).toEqual([[0.9], []]);
    expect(enteredRates(db, 10).map(({ rate, by }) => [rate, by])).toEqual([
      [null, 'PRIYA'],
      [0.9, 'PRIYA'],
    ]);
  });

  test('that counts already is not entered again', async () => {
    const { db } = await entered(['2026-11-01', 0.9], ['2026-11-01', 0.9], ['2026-10-01', null]);
    expect(enteredRates(db, 10)).toHaveLength(1);
  });

  test('of another currency, or to another base, is a rate of its own', async () => {
    const { db } = await entered(['2026-11-01', 0.9]);
    const write = createWriter(db);
    for (const other of [
      { ...usd, currency: 'GBP' },
      { ...usd, base: 'CHF' },
    ])
      await write((tx) => enterRate(tx, { ...other, rate: 0.9, appliesFrom: '2026-11-01' }, at));
    expect(ratesOn(db, '2026-11-01').map(({ currency, base }) => `${currency} ${base}`)).toEqual([
      ...['USD EUR', 'GBP EUR', 'USD CHF'],
    ]);
  });

  test('of a currency to itself is refused', async () => {
    const write = createWriter(memoryDatabase());
    const own = { currency: 'EUR', base: 'EUR', by: 'PRIYA', rate: 1, appliesFrom: '2026-11-01' };
    await expect(write((tx) => enterRate(tx, own, at))).rejects.toThrow('Amounts in EUR need no rate.');
  });
});

describe('an amount', () => {
  const rates = [rateOf('USD', 0.9), rateOf('GBP', 1.2)];

  test('is converted in both directions, and over a common base', () => {
    expect(convert(rates, { currency: 'USD', cents: 10_000 }, 'EUR')).toMatchObject({ cents: 9_000, by: [rates[0]] });
    expect(convert(rates, { currency: 'EUR', cents: 9_000 }, 'USD')).toMatchObject({ cents: 10_000, by: [rates[0]] });
    expect(convert(rates, { currency: 'GBP', cents: 9_000 }, 'USD')).toMatchObject({
      cents: 12_000,
      by: [rates[1], rates[0]],
    });
    expect(convert(rates, { currency: 'EUR', cents: 9_000 }, 'EUR')).toMatchObject({ cents: 9_000, by: [] });
  });

  test('has no sum without a rate, or in one currency', () => {
    const eur = { currency: 'EUR', cents: 1 };
    expect(convert(rates, { currency: 'JPY', cents: 1 }, 'EUR')).toBeUndefined();
    expect(convert(rates, { currency: 'USD', cents: 1 }, 'JPY')).toBeUndefined();
    expect(together(rates, [eur, { currency: 'JPY', cents: 1 }], 'EUR')).toBeUndefined();
    expect(together(rates, [eur], 'EUR')).toBeUndefined();
    expect(together([], [], 'EUR')).toBeUndefined();
  });

  test('of any currencies: the sum is that of the parts', () => {
    const amount = fc.record({ currency: fc.constantFrom('EUR', 'USD', 'GBP'), cents: fc.nat(1e9) });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (amounts) => {
        const all = together(rates, amounts, 'EUR');
        const own = amounts.every(({ currency }) => currency === 'EUR');
        const plain = { EUR: 1, USD: 0.9, GBP: 1.2 };
        const sum = amounts.reduce((total, { currency, cents }) => total + Math.round(cents * plain[currency]), 0);
        expect(all?.cents).toBe(own ? undefined : sum);
      }),
    );
  });
});

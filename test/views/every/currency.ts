import { currencies } from '../../../src/leads/settings.ts';
import { MOST_ENTRIES, ratesModal } from '../../../views/currency/rates.ts';
import type { Builders, Given } from './given.ts';

const rateOf = (currency: string) => ({ currency, base: 'EUR', rate: 0.123456789, appliesFrom: '2026-11-01' });

const others = (given: Given) => (given.amount === 'nothing' ? [] : currencies.filter((code) => code !== 'EUR'));

export const currencyViews: Record<string, Builders> = {
  'currency/rates.ts': {
    ratesModal: (given) =>
      [true, false].map((maySet) =>
        ratesModal({
          ...{ base: 'EUR', today: '2026-11-10', maySet, carry: 'a'.repeat(150) },
          rates: others(given).map(rateOf),
          entries: others(given)
            .slice(0, MOST_ENTRIES)
            .map((currency, id) => ({
              ...{ id, ...rateOf(currency), by: 'U0000000001', at: given.now },
              rate: id % 2 === 0 ? null : 0.5,
            })),
        }),
      ),
  },
};

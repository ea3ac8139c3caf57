import { desc } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { ratesOn } from './convert.ts';
import { type CurrencyRate, currencyRates } from './table.ts';

export type RateForm = Pick<CurrencyRate, 'currency' | 'base' | 'rate' | 'appliesFrom'>;

/**
 * Adds a rate; the same rate again changes nothing. The caller checks permissions.
 * @throws UserError for a rate of a currency to itself.
 */
export function enterRate(tx: Tx, { by, ...form }: RateForm & { by: string }, now: Date): void {
  const { currency, base, rate, appliesFrom } = form;
  if (currency === base) throw new UserError(`Amounts in ${base} need no rate.`);
  const known = ratesOn(tx, appliesFrom).find((one) => one.currency === currency && one.base === base);
  const isSame = known ? known.appliesFrom === appliesFrom && known.rate === rate : rate === null;
  if (!isSame)
    tx.insert(currencyRates)
      .values({ ...form, by, at: now })
      .run();
}

/** Every rate that was entered, the latest entry first. */
export const enteredRates = (db: Db, limit: number): CurrencyRate[] =>
  db.select().from(currencyRates).orderBy(desc(currencyRates.id)).limit(limit).all();

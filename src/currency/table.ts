import { index, integer, real, sqliteTable, text } from '../platform/db/drizzle.ts';

/** Rates of currencies. Rows are only ever added: the last one for a day counts. */
export const currencyRates = sqliteTable(
  'currency_rates',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** ISO 4217. */
    currency: text().notNull(),
    base: text().notNull(),
    /** So much of the base is one of the currency; null ends the conversion. */
    rate: real(),
    /** ISO date of the first day for which it counts. */
    appliesFrom: text().notNull(),
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [index('currency_rates_of').on(row.currency, row.base, row.appliesFrom, row.id)],
);

export type CurrencyRate = typeof currencyRates.$inferSelect;

/** The rates of currencies: in force, entered before, and for managers the form of a new one. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Rate } from '../../src/currency/convert.ts';
import type { CurrencyRate } from '../../src/currency/table.ts';
import { currencies } from '../../src/leads/settings.ts';
import { readForm } from '../../src/platform/slack/form.ts';
import {
  bold,
  date,
  dotted,
  heading,
  input,
  optional,
  person,
  plain,
  rich,
  selectField,
  textField,
} from '../kit/blocks.ts';
import { dayWords, rateWords } from './words.ts';

export const OPEN_RATES = 'currency_rates_open';
export const RATE_FORM = 'currency_rate_form';
/** Entries that a modal shows. */
export const MOST_ENTRIES = 20;

export interface RatesPage {
  /** The currency of the company. */
  base: string;
  /** In force today. */
  rates: Rate[];
  /** The latest first. */
  entries: CurrencyRate[];
  /** ISO date. */
  today: string;
  maySet: boolean;
  /** Of the scoreboard below it. */
  carry: string;
}

export const ratesModal = ({ base, rates, entries, today, maySet, carry }: RatesPage): ModalView => ({
  type: 'modal',
  callback_id: RATE_FORM,
  private_metadata: carry,
  title: plain('Currency rates'),
  ...(maySet && { submit: plain('Save') }),
  close: plain('Back'),
  blocks: [
    rich(
      [
        `With rates, sums in several currencies are also shown in ${base}. A sum uses the rates of the last day of its period.`,
      ],
      ...(rates.length === 0
        ? [['No rate is set, so currencies stay apart.']]
        : rates.map((rate) => dotted([[bold(rateWords(rate))], [`from ${dayWords(rate.appliesFrom)}`]]))),
    ),
    ...(maySet ? fields(base, today) : []),
    ...(entries.length > 0 ? [heading('Entered'), rich(...entries.map(entryLine))] : []),
    ...(maySet ? [] : [rich(['Managers set the rates.'])]),
  ],
});

const entryLine = ({ currency, base, rate, appliesFrom, by, at }: CurrencyRate) =>
  dotted([
    [rate === null ? `No rate of ${currency} to ${base}` : rateWords({ currency, base, rate })],
    [`from ${dayWords(appliesFrom)}`],
    [person(by), ', ', date(at)],
  ]);

const RATE_LENGTH = 20;

function fields(base: string, today: string): KnownBlock[] {
  const others = currencies.filter((code) => code !== base).map((code) => ({ text: plain(code), value: code }));
  return [
    input('currency', 'Currency', selectField(others, null)),
    optional(
      input('rate', `One of it in ${base}`, textField(RATE_LENGTH), 'Such as 0.92. Leave empty to end the conversion.'),
    ),
    input('appliesFrom', 'From', { type: 'datepicker', initial_date: today }, 'Earlier periods keep their rates.'),
  ];
}

const NO_RATE = 'Enter a number, such as 0.92.';
const MOST = 1_000_000;

const rate = z
  .string()
  .transform((text) => Number(text.trim().replace(',', '.')))
  .refine((value) => Number.isFinite(value), NO_RATE)
  .refine(
    (value) => value >= 1 / MOST && value <= MOST,
    `Enter a rate from ${1 / MOST} to ${MOST.toLocaleString('en')}.`,
  );

const rateFields = z.object({
  currency: z.enum(currencies, { error: 'Choose a currency.' }),
  rate: rate.optional().transform((value) => value ?? null),
  appliesFrom: z.iso.date('Choose a day.'),
});

export const readRate = (view: ViewOutput) => ({ carry: view.private_metadata, form: readForm(view, rateFields) });

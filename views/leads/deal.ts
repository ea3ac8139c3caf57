/** The forms about a deal's value: qualify, win, and the value of a won deal. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { currencies } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { input, optional, options, plain, selectField } from '../kit/blocks.ts';
import { leadForm, reader } from './form.ts';

const amountField = (amount: number | null) =>
  input('amount', 'Deal value', {
    type: 'number_input',
    is_decimal_allowed: true,
    min_value: '0',
    max_value: '1000000000000',
    ...(amount !== null && { initial_value: String(amount) }),
  });

/** `usual` is the currency that the company chose. */
const dealFields = (
  { amount, currency }: Lead,
  usual: string,
  { isRequired }: { isRequired: boolean },
): KnownBlock[] => [
  isRequired ? amountField(amount) : optional(amountField(amount)),
  optional(
    input(
      'currency',
      'Currency',
      selectField(
        currencies.map((code) => ({ text: plain(code), value: code })),
        currency ?? usual,
      ),
    ),
  ),
];

const dealValues = {
  amount: z.coerce
    .number({ error: 'Enter a number.' })
    .min(0, 'Enter 0 or more.')
    .max(1e12, 'Enter at most 1,000,000,000,000.')
    .optional()
    .transform((amount) => amount ?? null),
  currency: z
    .enum(currencies)
    .optional()
    .transform((currency) => currency ?? null),
};

const hasCurrency = ({ amount, currency }: { amount: number | null; currency: string | null }): boolean =>
  amount === null || currency !== null;
const noCurrency = { path: ['currency'], message: 'Choose a currency.' };

export const QUALIFY = 'qualify';
export const qualifyModal = (lead: Lead, list: string | null, usual: string) =>
  leadForm({
    callbackId: QUALIFY,
    title: 'Qualify',
    submit: 'Qualify',
    lead,
    list,
    blocks: [
      ...dealFields(lead, usual, { isRequired: false }),
      optional(input('closeOn', 'Expected close date', { type: 'datepicker' })),
    ],
  });
export const readQualify = reader(
  z
    .object({
      ...dealValues,
      closeOn: z.iso
        .date()
        .optional()
        .transform((day) => day ?? null),
    })
    .refine(hasCurrency, noCurrency),
);

export const WIN = 'win';
const UNKNOWN = 'unknown';

/** Asks for the value. A person who does not know it says so. */
export const winModal = (lead: Lead, list: string | null, usual: string) =>
  leadForm({
    callbackId: WIN,
    title: 'Mark as won',
    submit: 'Mark as won',
    lead,
    list,
    blocks: [
      ...dealFields(lead, usual, { isRequired: lead.amount !== null }),
      ...(lead.amount === null
        ? [
            optional(
              input('unknown', 'No value yet?', {
                type: 'checkboxes',
                options: options({ [UNKNOWN]: 'I’ll add it later' }),
              }),
            ),
          ]
        : []),
    ],
  });
export const readWin = reader(
  z
    .object({ ...dealValues, unknown: z.array(z.string()).default([]) })
    .refine(({ amount, unknown }) => amount !== null || unknown.includes(UNKNOWN), {
      path: ['amount'],
      message: 'Enter the deal value, or choose to add it later.',
    })
    .refine(hasCurrency, noCurrency),
);

export const VALUE = 'deal_value';
export const valueModal = (lead: Lead, list: string | null, usual: string) =>
  leadForm({
    callbackId: VALUE,
    title: 'Deal value',
    submit: 'Save',
    lead,
    list,
    blocks: dealFields(lead, usual, { isRequired: true }),
  });
export const readValue = reader(
  z
    .object(dealValues)
    .refine(({ amount }) => amount !== null, { path: ['amount'], message: 'Enter the deal value.' })
    .refine(hasCurrency, noCurrency),
);

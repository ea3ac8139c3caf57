/** The form of each side. */
import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { currencies } from '../../src/leads/settings.ts';
import { type FormResult, fieldFault, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { readAmount, readCount } from '../../src/targets/amount.ts';
import type { BottomUp, TopDown } from '../../src/targets/enter.ts';
import { hasTopDown } from '../../src/targets/gap.ts';
import { groupsText, isIn, LONGEST_TEXT, otherCurrency, readGroups } from '../../src/targets/groups.ts';
import type { TargetPage } from '../../src/targets/page.ts';
import { bold, dotted, input, optional, type Piece, plain, rich, selectField, textField } from '../kit/blocks.ts';
import { amount, periodName, topDownWords } from './words.ts';

export const TOP_DOWN_FORM = 'target_top_down_form';
export const BOTTOM_UP_FORM = 'target_bottom_up_form';

const AMOUNT = 40;
const REASON = 500;
const SUCH_AS = 'Such as 1.2m or 50,000.';

const ref = z.object({ teamId: z.number(), period: z.string(), currency: z.string().nullable() });

interface Look {
  callbackId: string;
  title: string;
  /** Null where the form asks for it. */
  currency: string | null;
  says: Piece[];
  blocks: KnownBlock[];
}

const targetForm = ({ team, period }: TargetPage, { callbackId, title, currency, says, blocks }: Look): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  private_metadata: writeRef({ teamId: team.id, period: period.key, currency }),
  title: plain(title),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [rich(dotted([[bold(periodName(period.key))], [team.name]]), says), ...blocks],
});

const number = (cents: number | null): string | null =>
  cents === null ? null : (cents / 100).toLocaleString('en', { maximumFractionDigits: 2 });

const amountField = (label: string, cents: number | null): InputBlock =>
  input('revenue', label, textField(AMOUNT, number(cents)), SUCH_AS);

const currencyField = (chosen: string, hint?: string): InputBlock => {
  const codes = currencies.map((code) => ({ text: plain(code), value: code }));
  return input('currency', 'Currency', selectField(codes, chosen), hint);
};

const countField = (id: string, label: string, value: number | null): InputBlock =>
  optional(input(id, label, textField(AMOUNT, value?.toLocaleString('en'))));

/** `usual` is the currency that the company chose. */
export function topDownModal(page: TargetPage, usual: string): ModalView {
  const { target } = page;
  const isLate = target !== undefined && target.bottomCents !== null;
  return targetForm(page, {
    callbackId: TOP_DOWN_FORM,
    title: 'Marketing’s figures',
    currency: null,
    says: ['Top-down: the needs of the company. Leave empty what you do not plan.'],
    blocks: [
      optional(amountField('Revenue from leads', target?.topCents ?? null)),
      currencyField(
        target?.currency ?? usual,
        isLate ? 'With another currency, sales has to enter its figure again.' : undefined,
      ),
      countField('handedOff', 'Leads handed off', target?.topHandedOff ?? null),
      countField('qualified', 'Leads qualified', target?.topQualified ?? null),
    ],
  });
}

export function bottomUpModal(page: TargetPage, usual: string): ModalView {
  const { target } = page;
  const currency = target && hasTopDown(target) ? target.currency : null;
  const isGap = target !== undefined && target.topCents !== null;
  return targetForm(page, {
    callbackId: BOTTOM_UP_FORM,
    title: 'Sales’ figure',
    currency,
    says: [`Marketing’s figures: ${(target && topDownWords(target)) ?? 'not entered yet'}`],
    blocks: [
      amountField(`Revenue that sales can close${currency ? ` (${currency})` : ''}`, target?.bottomCents ?? null),
      ...(currency ? [] : [currencyField(target?.currency ?? usual)]),
      ...(isGap ? gapFields(target) : []),
    ],
  });
}

const gapFields = (target: NonNullable<TargetPage['target']>): KnownBlock[] => [
  optional(
    input(
      'groups',
      'Customer groups that close the gap',
      textField(LONGEST_TEXT, groupsText(target), { multiline: true, placeholder: 'Existing customers: 50,000' }),
      `If sales can close less than ${amount(target.topCents ?? 0, target.currency)}: one group in a line, with a colon and its amount.`,
    ),
  ),
  optional(
    input(
      'openReason',
      'Or leave the rest open, because…',
      textField(REASON, target.openReason, { multiline: true }),
      'Both managers see the reason when they approve.',
    ),
  ),
];

const revenue = z.string({ error: 'Enter an amount, such as 1.2m or 50,000.' }).transform((text, context) => {
  const read = readAmount(text);
  if (!('fault' in read)) return read;
  context.addIssue({ code: 'custom', message: read.fault });
  return z.NEVER;
});
const leads = z
  .string()
  .optional()
  .transform((text, context) => {
    const read = text === undefined ? { count: null } : readCount(text);
    if (!('fault' in read)) return read.count;
    context.addIssue({ code: 'custom', message: read.fault });
    return z.NEVER;
  });
const currency = z.enum(currencies, 'Choose a currency.');
const topDownFields = z.object({ revenue: revenue.optional(), currency, handedOff: leads, qualified: leads });
const bottomUpFields = z.object({
  revenue,
  currency: currency.optional(),
  groups: z.string().optional(),
  openReason: optionalTyped(REASON),
});

export function readTopDown(view: ViewOutput): z.infer<typeof ref> & { form: FormResult<TopDown> } {
  const form = readForm(view, topDownFields);
  const place = readRef(view, ref);
  if (!form.ok) return { ...place, form };
  const { revenue: read, handedOff, qualified } = form.value;
  const isNothing = !read && handedOff === null && qualified === null;
  const fault = isNothing
    ? 'Enter the revenue or a number of leads.'
    : isIn(read?.named, form.value.currency)
      ? undefined
      : 'Choose the currency of this amount below.';
  return {
    ...place,
    form: asForm(fieldFault('revenue', fault), {
      ...{ currency: form.value.currency, topCents: read?.cents ?? null },
      ...{ topHandedOff: handedOff, topQualified: qualified },
    }),
  };
}

export function readBottomUp(view: ViewOutput): z.infer<typeof ref> & { form: FormResult<BottomUp> } {
  const form = readForm(view, bottomUpFields);
  const place = readRef(view, ref);
  if (!form.ok) return { ...place, form };
  const { revenue: read, currency: chosen, groups: lines, openReason } = form.value;
  const code = place.currency ?? chosen ?? '';
  const groups = readGroups(lines ?? '', code);
  const other = isIn(read.named, code)
    ? undefined
    : place.currency
      ? otherCurrency(code)
      : 'Choose its currency below.';
  const faults = {
    ...fieldFault('revenue', other),
    ...fieldFault('currency', code === '' ? 'Choose a currency.' : undefined),
    ...fieldFault('groups', 'fault' in groups ? groups.fault : undefined),
  };
  const entered = { currency: code, bottomCents: read.cents, openReason };
  return { ...place, form: asForm(faults, { ...entered, groups: 'fault' in groups ? [] : groups.groups }) };
}

const asForm = <T>(errors: Record<string, string> | undefined, value: T): FormResult<T> =>
  errors && Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value };

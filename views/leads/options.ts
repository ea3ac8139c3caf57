/** A typeahead for leads: the field, its options, and the reader of the choice. */
import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import { typed } from '../../src/platform/slack/form.ts';
import { cut, input, plain, typedOption } from '../kit/blocks.ts';
import { leadTitle } from './words.ts';

/** Field of a form that takes a lead. */
export const LEAD_CHOICE = 'lead';
/** Field of a form that takes a lead, or the name of a customer who is not a lead. */
export const CUSTOMER_CHOICE = 'customer';

/** Slack takes 150 characters as the value of an option. */
const CUSTOMER_LENGTH = 60;
/** Slack takes 100 options; one of them may be the typed text. */
export const MOST_LEADS = 99;

/** A form has one of either; `initial` is chosen already. */
export const leadField = (
  id: typeof LEAD_CHOICE | typeof CUSTOMER_CHOICE,
  label: string,
  { initial, hint }: { initial?: PlainTextOption; hint?: string } = {},
) =>
  input(
    id,
    label,
    {
      type: 'external_select',
      min_query_length: 0,
      placeholder: plain('Search by name, company or email…'),
      ...(initial && { initial_option: initial }),
    },
    hint,
  );

export const leadOption = (lead: Lead): PlainTextOption => typedOption(`lead:${lead.id}`, leadTitle(lead));

export const customerOption = (name: string): PlainTextOption => typedOption(`name:${name}`, name);

export const leadOptions = (leads: Lead[]): PlainTextOption[] => leads.slice(0, MOST_LEADS).map(leadOption);

/** The leads, and the typed text as the name of a customer. */
export function customerOptions(leads: Lead[], typedText: string): PlainTextOption[] {
  const name = customerName.safeParse(cut(typedText.trim(), CUSTOMER_LENGTH)).data;
  const found = leadOptions(leads);
  return name ? [...found, typedOption(`name:${name}`, `Not a lead: ${name}`)] : found;
}

const customerName = typed(CUSTOMER_LENGTH);
const leadId = z
  .string()
  .regex(/^lead:\d{1,15}$/)
  .transform((value) => Number(value.slice('lead:'.length)));
const name = z
  .string()
  .startsWith('name:')
  .transform((value) => value.slice('name:'.length))
  .pipe(customerName);

/** The chosen lead, or null. The database tells whether it exists. */
export const chosenLead = leadId.optional().transform((id) => id ?? null);

export const chosenCustomer = z
  .union([
    leadId.transform((id) => ({ leadId: id, customer: null })),
    name.transform((customer) => ({ leadId: null, customer })),
  ])
  .optional()
  .transform(
    (chosen): { leadId: number | null; customer: string | null } => chosen ?? { leadId: null, customer: null },
  );

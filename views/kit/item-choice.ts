/** Choosing an item of the library while one types: the field, the options that it offers, the reader of what was chosen. */
import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { input, plain, typedOption } from './blocks.ts';

/** Field of a form that takes an item; a form has one. */
export const ITEM_CHOICE = 'item';
/** Slack takes a hundred; nobody reads more than these. */
export const MOST_ITEMS = 20;

/** An item of the library, as far as a choice shows it. */
interface Choice {
  id: number;
  title: string;
  isStale: boolean;
}

/** `initial` is chosen already. */
export const itemField = (label: string, { initial, hint }: { initial?: Choice; hint?: string } = {}) =>
  input(
    ITEM_CHOICE,
    label,
    {
      type: 'external_select',
      min_query_length: 0,
      placeholder: plain('Words of its title or topic…'),
      ...(initial && { initial_option: itemOption(initial) }),
    },
    hint,
  );

/** What is past its review date says so before anything of its title may be cut. */
export const itemOption = ({ id, title, isStale }: Choice): PlainTextOption =>
  typedOption(`item:${id}`, isStale ? `Past its review date: ${title}` : title);

export const itemOptions = (items: readonly Choice[]): PlainTextOption[] => items.slice(0, MOST_ITEMS).map(itemOption);

/** The id that was chosen, or null. Whether the item is there is asked of the database. */
export const chosenItem = z
  .string()
  .regex(/^item:\d{1,15}$/, 'Please choose from the list.')
  .transform((value) => Number(value.slice('item:'.length)))
  .optional()
  .transform((id) => id ?? null);

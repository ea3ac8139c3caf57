/** A typeahead for items of the library: the field, its options, and the reader of the choice. */
import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { input, plain, typedOption } from './blocks.ts';

/** Field of a form that takes an item; a form has one. */
export const ITEM_CHOICE = 'item';
/** Slack takes 100; a longer list is not read. */
export const MOST_ITEMS = 20;

/** The part of an item that an option shows. */
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
      placeholder: plain('Search by title or topic…'),
      ...(initial && { initial_option: itemOption(initial) }),
    },
    hint,
  );

/** The same for several items. */
export const itemsField = (label: string, initial: readonly Choice[], most: number) =>
  input(ITEM_CHOICE, label, {
    type: 'multi_external_select',
    min_query_length: 0,
    max_selected_items: most,
    placeholder: plain('Search by title or topic…'),
    ...(initial.length > 0 && { initial_options: itemOptions(initial) }),
  });

/** The warning comes first: the end of the title may be cut. */
const itemOption = ({ id, title, isStale }: Choice): PlainTextOption =>
  typedOption(`item:${id}`, isStale ? `Past review date: ${title}` : title);

export const itemOptions = (items: readonly Choice[]): PlainTextOption[] => items.slice(0, MOST_ITEMS).map(itemOption);

/** The chosen ids. */
export const chosenItems = (most: number) =>
  z
    .array(z.string().regex(/^item:\d{1,15}$/, 'Choose from the list.'))
    .max(most, `Choose at most ${most}.`)
    .optional()
    .transform((values) => (values ?? []).map((value) => Number(value.slice('item:'.length))));

/** The chosen id, or null. The database tells whether the item exists. */
export const chosenItem = z
  .string()
  .regex(/^item:\d{1,15}$/, 'Choose from the list.')
  .transform((value) => Number(value.slice('item:'.length)))
  .optional()
  .transform((id) => id ?? null);

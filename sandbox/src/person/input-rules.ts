import { lengthOf } from '../blocks/rule.ts';
import type { Json } from '../json.ts';
import { isObject, objects, str } from '../json.ts';
import type { Values } from '../state/elements.ts';
import { valueKey } from '../state/elements.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function textFault(element: Json, value: string): string | undefined {
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 3000);
  if (lengthOf(value) < min) return `Please use at least ${min} characters.`;
  if (lengthOf(value) > max) return `Please use no more than ${max} characters.`;
  return undefined;
}

function numberFault(element: Json, value: string): string | undefined {
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) return 'Please enter a valid number.';
  if (element.is_decimal_allowed === false && !/^[+-]?\d+$/.test(value)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter a number of at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter a number of at most ${element.max_value}.`;
  return undefined;
}

function valueFault(element: Json, value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const max = Number(element.max_selected_items ?? element.max_files ?? Number.POSITIVE_INFINITY);
    return value.length > max ? `Please choose no more than ${max}.` : undefined;
  }
  const text = str(value);
  switch (element.type) {
    case 'plain_text_input':
      return textFault(element, text);
    case 'number_input':
      return numberFault(element, text);
    case 'email_text_input':
      return EMAIL.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    default:
      return undefined;
  }
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Errors that Slack's client finds before it submits anything to the app, by block id. */
export function inputFaults(blocks: readonly Json[], values: Values): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type === 'container') Object.assign(faults, inputFaults(objects(block.child_blocks), values));
    if (block.type !== 'input' || !isObject(block.element)) continue;
    const blockId = str(block.block_id);
    const key = valueKey(block.element) ?? '';
    const value = values[blockId]?.[str(block.element.action_id)]?.[key];
    const fault = isEmpty(value)
      ? block.optional === true
        ? undefined
        : 'Please complete this required field.'
      : valueFault(block.element, value);
    if (fault) faults[blockId] = fault;
  }
  return faults;
}

import type { ViewState } from '../../src/protocol.ts';
import type { FieldValue, PageElement } from '../blocks/kinds.ts';
import { type Field, fieldsOf } from './fields.ts';
import { initialValue, isEmpty } from './values.ts';

/** Errors that Slack's client finds before submitting, by block id. Empty when the form may be submitted. */
export function checkFields(blocks: readonly unknown[], values: ViewState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of fieldsOf(blocks)) {
    const value = values[field.blockId]?.[field.actionId] ?? initialValue(field.element);
    const error = field.input && checkField(field, value);
    if (error) errors[field.blockId] = error;
  }
  return errors;
}

function checkField({ element, input }: Field, value: FieldValue): string | undefined {
  if (isEmpty(value)) return input?.optional ? undefined : 'Please fill in this required field.';
  const text = typeof value.value === 'string' ? value.value : '';
  switch (element.type) {
    case 'plain_text_input':
      return checkLength(element, text);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim())
        ? undefined
        : 'Enter an email address, like name@example.com.';
    case 'url_text_input':
      return isUrl(text.trim()) ? undefined : 'Enter a full link, like https://example.com.';
    case 'number_input':
      return checkNumber(element, text.trim());
    default:
      return undefined;
  }
}

function checkLength({ min_length = 0, max_length = 3000 }: PageElement, text: string): string | undefined {
  if (text.length < min_length) return `Write at least ${min_length} characters.`;
  if (text.length > max_length)
    return `Shorten this by ${text.length - max_length} characters (${max_length} at most).`;
  return undefined;
}

function checkNumber({ is_decimal_allowed, min_value, max_value }: PageElement, text: string): string | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return 'Enter a number.';
  if (!is_decimal_allowed && !/^[+-]?\d+$/.test(text)) return 'Enter a whole number.';
  if (min_value !== undefined && Number(text) < Number(min_value)) return `Enter ${min_value} or more.`;
  if (max_value !== undefined && Number(text) > Number(max_value)) return `Enter ${max_value} or less.`;
  return undefined;
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

import type { Json } from '../json.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

/** Reads arguments from a form (all strings) and from JSON (typed) alike. */
export function optionalText(args: Json, key: string): string | undefined {
  const value = args[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidArguments(`must provide a string [json-pointer:/${key}]`);
}

export function requireText(args: Json, key: string): string {
  const value = optionalText(args, key);
  if (value === undefined || value === '') throw invalidArguments(`missing required field: ${key}`);
  return value;
}

export function flag(args: Json, key: string, fallback = false): boolean {
  const value = args[key];
  if (value === undefined || value === null || value === '') return fallback;
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** An integer within the documented bounds, or `fallback` when the argument is missing. */
export function count(args: Json, key: string, { fallback, max }: { fallback: number; max: number }): number {
  const text = optionalText(args, key);
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value)) throw invalidArguments(`must be an integer [json-pointer:/${key}]`);
  if (value < 1 || value > max) throw new SlackError('invalid_limit');
  return value;
}

/** A value that a form carries as JSON. `code` is the error for a value that does not parse. */
export function nested(args: Json, key: string, code = 'invalid_arguments'): unknown {
  const value = args[key];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw code === 'invalid_arguments'
      ? invalidArguments(`failed to parse json [json-pointer:/${key}]`)
      : new SlackError(code);
  }
}

/** A list that Slack accepts as one comma-separated string. */
export const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

import type { ViewOutput, ViewStateValue } from '@slack/bolt';
import { z } from 'zod';

export type FormResult<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };

/** A sentence at the field that it is about; undefined stays undefined. */
export const fieldFault = (field: string, fault: string | undefined): Record<string, string> | undefined =>
  fault === undefined ? undefined : { [field]: fault };

/**
 * Reads a submitted modal by its schema. One id names block, action and field, so that errors show at their field:
 * Slack shows `errors` by block id. The schema's messages are what the person reads.
 */
export function readForm<S extends z.ZodObject>(view: Pick<ViewOutput, 'state'>, schema: S): FormResult<z.infer<S>> {
  const raw: Record<string, unknown> = {};
  for (const field of Object.keys(schema.shape)) raw[field] = heldValue(view.state.values[field]?.[field]);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message;
  return { ok: false, errors };
}

/** The value of one element of any kind; undefined when it is empty. */
export function heldValue(state: ViewStateValue | undefined): string | string[] | undefined {
  if (!state) return undefined;
  const value =
    state.value ??
    state.selected_option?.value ??
    state.selected_user ??
    state.selected_channel ??
    state.selected_conversation ??
    state.selected_date ??
    state.selected_time ??
    state.selected_date_time?.toString() ??
    state.selected_options?.map((option) => option.value) ??
    state.selected_users ??
    state.files?.map(({ id }) => id);
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' && value.trim() === '' ? undefined : value;
}

/** The files of a file input as Slack has them, not parsed. */
export function heldFiles(view: Pick<ViewOutput, 'state'>, field: string): unknown {
  const state: object | undefined = view.state.values[field]?.[field];
  return state && 'files' in state ? state.files : [];
}

/** Control characters except tab and line ends: no one types them, and Slack cuts or drops them. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** At least one visible character: text of spaces, marks and joiners alone shows as nothing. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** Trimmed text of at most `max` characters. Slack's client enforces max_length; a longer text gets an error. */
export const typed = (max: number, missing = 'Please fill this in.') =>
  z.string({ error: missing }).transform((text, context) => {
    const value = text.toWellFormed().trim().normalize('NFC');
    const fault = faultOf(value, max, missing);
    if (fault === undefined) return value;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });

function faultOf(value: string, max: number, missing: string): string | undefined {
  if (value.length > max) return `This is too long: at most ${max} characters.`;
  if (CONTROL.test(value)) return 'There is an invisible control character in this. Please type it again.';
  return VISIBLE.test(value) ? undefined : missing;
}

/** Optional text: null when empty. */
export const optionalTyped = (max: number) =>
  typed(max)
    .optional()
    .transform((text) => text ?? null);

/** One of a closed list. Any other value did not come from the form that was shown. */
export const oneOf = <const V extends readonly [string, ...string[]]>(values: V, missing = 'Please choose one.') =>
  z.enum(values, { error: missing });

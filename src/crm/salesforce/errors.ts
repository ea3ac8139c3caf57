import { z } from 'zod';
import type { HttpAnswer } from '../../platform/http-client.ts';
import { CrmError, type CrmFault } from '../crm.ts';
import { toldWords } from '../words.ts';

/** REST API Developer Guide, "Status Codes and Error Responses"; SOAP API Developer Guide, "Core Data Types", StatusCode. */
const FAULTS: Record<string, CrmFault> = {
  INVALID_SESSION_ID: 'key',
  INVALID_AUTH_HEADER: 'key',
  API_DISABLED_FOR_ORG: 'right',
  API_CURRENTLY_DISABLED: 'right',
  INSUFFICIENT_ACCESS: 'right',
  INSUFFICIENT_ACCESS_OR_READONLY: 'right',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'right',
  // A field or object that the user may not see does not exist for them.
  INVALID_FIELD: 'right',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'right',
  INVALID_TYPE: 'right',
  REQUEST_LIMIT_EXCEEDED: 'limit',
  SERVER_UNAVAILABLE: 'away',
  QUERY_TIMEOUT: 'away',
  UNKNOWN_EXCEPTION: 'away',
  UNABLE_TO_LOCK_ROW: 'away',
  ENTITY_IS_DELETED: 'gone',
  INVALID_QUERY_LOCATOR: 'away',
};

/** An error in an answer of REST (`errorCode`), of a collection (`statusCode`), or of a duplicate rule, without a message of its own. */
export const sfErrorSchema = z.object({
  errorCode: z.string().optional(),
  statusCode: z.string().optional(),
  message: z.string().optional(),
  fields: z.array(z.string()).nullish(),
});
export type SfError = z.infer<typeof sfErrorSchema>;

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Salesforce's words, without the values that were sent and whatever looks like an address or a number. */
const withoutValues = (words: string, values: readonly string[]): string =>
  toldWords(words, (text) => {
    let clean = text;
    const longestFirst = values.filter((value) => value.trim().length > 2).sort((a, b) => b.length - a.length);
    // A word that only contains a value stays: a rule may say "Interns", and a title be "Intern".
    for (const value of longestFirst) {
      clean = clean.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literally(value)}(?![\\p{L}\\p{N}])`, 'gu'), '…');
    }
    return clean;
  });

/** All texts in what is sent. */
function textsIn(sent: unknown): string[] {
  if (typeof sent === 'string') return [sent];
  return typeof sent === 'object' && sent !== null ? Object.values(sent).flatMap(textsIn) : [];
}

/** Of a code or a field. Anything else in its place is left out: it might be a value. */
const NAME = /^[A-Za-z][\w.]{0,99}$/;
const MOST_NAMES = 10;

/** The error of one record. The first error decides. */
export function crmErrorOf(errors: readonly SfError[], sent: unknown): CrmError {
  const [first] = errors;
  const given = first?.errorCode ?? first?.statusCode ?? (first ? 'DUPLICATES_DETECTED' : '');
  const code = NAME.test(given) ? given : 'UNKNOWN_EXCEPTION';
  const message = withoutValues(first?.message ?? '', textsIn(sent));
  const names = (first?.fields ?? []).filter((name) => NAME.test(name)).slice(0, MOST_NAMES);
  const fields = names.length > 0 ? ` (${names.join(', ')})` : '';
  return new CrmError(FAULTS[code] ?? 'refused', `${code}${message && `: ${message}`}${fields}`);
}

/** Of a query, whose message repeats the query with its values: only the code, and the field that is missing. */
export function queryErrorOf(error: CrmError): CrmError {
  if (error.fault !== 'refused' && error.fault !== 'right') return error;
  const code = error.words.split(':')[0] ?? error.words;
  const [missing = ''] =
    /No such column '[\w.]+' on (?:entity|sobject of type) '?\w+'?|sObject type '\w+'/.exec(error.words) ?? [];
  return new CrmError(error.fault, missing ? `${code}: ${missing}` : code);
}

/** The error of a whole request that was not taken. */
export function answerError({ status, text }: HttpAnswer, sent: unknown): CrmError {
  const errors = readErrors(text);
  if (status >= 500) return new CrmError('away', errors ? crmErrorOf(errors, sent).words : `HTTP ${status}`);
  if (errors) return crmErrorOf(errors, sent);
  return new CrmError(status === 401 ? 'key' : 'away', `HTTP ${status}`);
}

function readErrors(text: string): SfError[] | undefined {
  const found = z.array(sfErrorSchema).min(1).safeParse(jsonOf(text));
  return found.success ? found.data : undefined;
}

/** @throws CrmError if an answer has not the parts that the reference names */
export function readAs<T>(schema: z.ZodType<T>, answer: unknown): T {
  const found = schema.safeParse(answer);
  if (!found.success) throw new CrmError('away', 'An answer of another form than the reference names.');
  return found.data;
}

/** Undefined for what is not JSON, such as a page of HTML from a proxy or of maintenance. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

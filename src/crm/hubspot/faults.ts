/** From an answer that is no success to a `CrmError`, in HubSpot's words but without values of people. */
import { DAY_MS, HOUR_MS } from '../../platform/time/units.ts';
import { CrmError } from '../crm.ts';
import { toldWords } from '../words.ts';
import { type ErrorAnswer, errorAnswer } from './answers.ts';

const SECOND_MS = 1000;
const TEN_SECONDS_MS = 10 * SECOND_MS;
/** The day of HubSpot ends at midnight of the account; the hour is short enough to go on soon after it. */
const DAILY_WAIT_MS = HOUR_MS;

interface Answer {
  status: number;
  retryAfter: string | undefined;
  text: string;
}

/** `sent` are the values of the request, which are left out of the words. */
export function faultOf({ status, retryAfter, text }: Answer, sent: readonly string[]): CrmError {
  const answer = parsed(text);
  if (!answer) return new CrmError('away', `${status} without a readable answer`);
  const words = wordsOf(answer, sent) || `status ${status}`;
  if (status === 401) return new CrmError('key', words);
  if (status === 403) return new CrmError('right', toldWords(scopesOf(answer).join(', ')) || words);
  if (status === 404) return new CrmError('gone', words);
  if (status === 429) return new CrmError('limit', words, { afterMs: secondsOf(retryAfter) ?? policyMs(answer) });
  // 423: locked for two seconds. 477: the account moves to another data centre.
  if (status === 423) return new CrmError('limit', words, { afterMs: 2 * SECOND_MS });
  if (status === 477) return new CrmError('limit', words, { afterMs: secondsOf(retryAfter) ?? DAILY_WAIT_MS });
  if (status >= 500) return new CrmError('away', words);
  // The contact that has the address already.
  const [, into] = status === 409 ? (/Existing ID: (\d+)/.exec(answer.message) ?? []) : [];
  return new CrmError('refused', words, into ? { into } : {});
}

const policyMs = ({ policyName, message }: ErrorAnswer): number => {
  const policy = `${policyName} ${message}`.toUpperCase();
  if (policy.includes('DAILY')) return DAILY_WAIT_MS;
  return policy.includes('TEN_SECONDLY') ? TEN_SECONDS_MS : SECOND_MS;
};

const secondsOf = (header: string | undefined): number | undefined =>
  header && /^\d+$/.test(header) ? Math.min(Number(header) * SECOND_MS, DAY_MS) : undefined;

function parsed(text: string): ErrorAnswer | undefined {
  try {
    return errorAnswer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Scopes are named in the context of the error or of its parts, under either name. */
function scopesOf({ context, errors }: ErrorAnswer): string[] {
  const contexts = [context, ...errors.map((error) => error.context)];
  return [...new Set(contexts.flatMap((each) => each.missingScopes ?? each.requiredGranularScopes ?? []))];
}

function wordsOf({ category, message, errors }: ErrorAnswer, sent: readonly string[]): string {
  const [first = '', list] = message.split(/(?=\[\{)/, 2);
  const parts = list ? valueFaults(list) : errors.map((error) => [error.code, ...fieldsOf(error)].join(' '));
  const told = [first.trim().replace(/:$/, ''), ...new Set(parts.filter(Boolean))].filter(Boolean).join('; ');
  const text = category ? `${category}: ${told}` : told;
  return toldWords(text, (words) => withoutValues(words, sent));
}

/** The names of properties that an error is about. */
const fieldsOf = ({ context, in: place }: ErrorAnswer['errors'][number]): string[] => [
  ...(context.propertyName ?? []),
  ...(context.properties ?? []),
  ...(place ? [place] : []),
];

/** `Property values were not valid: [{"isValid":false,"message":…,"error":"INVALID_EMAIL","name":"email"}]` */
function valueFaults(list: string): string[] {
  try {
    const faults: unknown = JSON.parse(list);
    if (!Array.isArray(faults)) return [];
    return faults.map(({ name, error, message }: Record<string, unknown>) =>
      [name, error, message].filter((part) => typeof part === 'string').join(' '),
    );
  } catch {
    return [];
  }
}

function withoutValues(text: string, sent: readonly string[]): string {
  let safe = text;
  for (const value of [...new Set(sent)].sort((a, b) => b.length - a.length))
    safe = safe.replaceAll(new RegExp(escaped(value), 'gi'), '…');
  return safe;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names of properties and of HubSpot's own terms are no values of people. */
const OWN_WORDS = new Set([
  'propertyName',
  'operator',
  'direction',
  'idProperty',
  'associationCategory',
  'objectTypeId',
]);
const SHORTEST_VALUE = 3;
/** A name is also looked for in parts; of a longer text, HubSpot quotes nothing or all. */
const MOST_PARTS = 4;

function textsIn(value: string): string[] {
  const parts = value.split(/\s+/);
  const all = parts.length > MOST_PARTS ? [value] : [value, ...parts];
  return all.filter((text) => text.length >= SHORTEST_VALUE);
}

/** The texts of a request that may be of a person. */
export function valuesOf(body: unknown): string[] {
  if (typeof body === 'string') return textsIn(body);
  if (Array.isArray(body)) return body.flatMap(valuesOf);
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    OWN_WORDS.has(key) || (key === 'properties' && Array.isArray(value)) ? [] : valuesOf(value),
  );
}

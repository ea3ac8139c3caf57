/** Checks of a request that need no body. */
import type { IncomingMessage } from 'node:http';
import { isUsableKey, KEY_HEADERS } from '../../intake/request-key.ts';
import type { Headers } from '../../intake/signatures.ts';
import type { Source } from '../../intake/table.ts';
import { Refusal } from './refusal.ts';

/** 256 KB: a form has a thousandth of it. */
export const BODY_LIMIT = 262_144;

const LEADS = /^\/v1\/leads\/([a-z0-9-]{1,60})$/;

export interface Target {
  slug: string;
  query: URLSearchParams;
}

/** @throws Refusal for another path or method. The path counts as it was sent, without any decoding. */
export function targetOf({ url = '', method }: IncomingMessage): Target {
  const [path = '', ...query] = url.split('?');
  const slug = LEADS.exec(path)?.[1];
  if (slug === undefined) throw notFound();
  if (method !== 'POST') throw new Refusal(405, 'Leads are sent with POST.', { allow: 'POST' });
  return { slug, query: new URLSearchParams(query.join('?')) };
}

export const notFound = () =>
  new Refusal(404, 'There is no such address. Leads go to /v1/leads/ and the name of a source.');

/** @throws Refusal for a body that is announced as too long. */
export function checkLength({ headers }: IncomingMessage): void {
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLong();
}

export const tooLong = () => new Refusal(413, 'The body is longer than 256 KB.');

/** Headers that decide about a request. Two of one name would let two readers see two requests. */
const SINGLE = ['content-type', 'content-encoding', ...KEY_HEADERS];

/** @throws Refusal for a header that comes twice, and for a key that cannot be stored. */
export function headersOf(request: IncomingMessage, { auth }: Source): Headers {
  const distinct = request.headersDistinct;
  const own = auth.kind === 'header' ? [auth.name] : [];
  const twice = [...SINGLE, ...own].find((name) => (distinct[name]?.length ?? 0) > 1);
  if (twice !== undefined) throw new Refusal(400, `The header ${twice} comes twice.`);
  const headers = Object.fromEntries(Object.entries(distinct).map(([name, values]) => [name, values?.join(', ')]));
  const unusable = KEY_HEADERS.find((name) => headers[name] !== undefined && !isUsableKey(headers[name] ?? ''));
  if (unusable !== undefined)
    throw new Refusal(400, `The header ${unusable} has to be 1 to 255 printable characters without blanks.`);
  return headers;
}

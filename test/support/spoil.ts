/** An answer of another system that is not as its reference says: wrong types, half an answer, a page of HTML, pages without end. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';

const WRONG = [
  ...[null, true, 0, -1, 0.5, 1e308, '', ' ', '0', 'NaN', 'null', '2026-99-99', '1e999', '9'.repeat(400)],
  ...['\0', '\u202e', '\ud800', '<!channel>', "' OR 1=1", '@evil.example/', '//evil.example', 'https://evil.example'],
  ...['a@'.repeat(20_000), '1 '.repeat(20_000), '<result>'.repeat(5_000), "\\'".repeat(5_000), 'x'.repeat(65_536)],
  ...[[], {}, [null], [[]], [{}], { records: [null] }, JSON.parse('{"__proto__":{"length":-1}}'), { toString: 1 }],
];

/** Another text in the place of a whole answer. */
const WHOLE = [
  ...['', ' ', 'null', '0', '"text"', '[]', '{}', '[null]', '{"results":[null]}', '{"records":[null]}', '{"errors":1}'],
  ...['<html><body>Sign in</body></html>', '[[[['.repeat(5_000), `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ...['{"message":{}}', '[{"errorCode":1}]', '[{"errorCode":"","message":null}]', '{"__proto__":null}', '\ufeff{}'],
];

const STATUSES = [200, 201, 204, 207, 302, 400, 401, 403, 404, 409, 413, 423, 429, 477, 500, 503];

/** A change of one answer. */
export type Spoil = (text: string, status: number) => { text: string; status: number };

type Holder = Record<string, unknown>;

/** Changes parts of a value as JSON. */
export type SpoilParts = (json: string) => string;

/** All places of a value: the holder and the key. */
function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [value as Holder, key] as [Holder, string],
    ...placesIn(part),
  ]);
}

function withWrong(text: string, at: number, by: unknown): string {
  try {
    const answer: Holder = { all: JSON.parse(text) };
    const places = placesIn(answer);
    const [holder, key] = places[at % places.length] ?? [answer, 'all'];
    if (by === undefined) delete holder[key];
    else holder[key] = by;
    return JSON.stringify(answer.all) ?? '';
  } catch {
    // XML, or nothing.
    return text.slice(0, at % (text.length + 1)) + JSON.stringify(by);
  }
}

const place = fc.nat(10_000);

/** A few parts are wrong or gone; JSON stays JSON. */
export const wrongParts: fc.Arbitrary<SpoilParts> = fc
  .array(fc.tuple(place, fc.constantFrom(undefined, ...WRONG)), { minLength: 1, maxLength: 3 })
  .map((changes) => (json) => changes.reduce((all, [at, by]) => withWrong(all, at, by) || 'null', json));

/** Pages that go on with themselves. */
const endless = {
  paging: { next: { after: '1' } },
  nextRecordsUrl: '/services/data/again',
  hasMore: true,
  done: false,
};

/** Errors in the form of either CRM, with words that no system writes. */
const errorsOf = (words: string) => [
  JSON.stringify({ status: 'error', message: words, category: words, errors: [{ message: words, code: words }] }),
  JSON.stringify([{ errorCode: words, message: words, fields: [words] }]),
  JSON.stringify({ error: words, error_description: words }),
];
const LONG = ['a'.repeat(300_000), 'a@'.repeat(150_000), '1 '.repeat(150_000), 'zebra@quagga.example +4930901820'];

export const anySpoil: fc.Arbitrary<Spoil> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(continued) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...LONG.flatMap(errorsOf)), fc.constantFrom(...STATUSES)).map(
      ([text, status]): Spoil =>
        () => ({ text, status }),
    ),
  },
  { weight: 6, arbitrary: fc.tuple(place, fc.constantFrom(undefined, ...WRONG)).map(wrongPart) },
  { weight: 2, arbitrary: fc.tuple(place, fc.jsonValue({ maxDepth: 2 })).map(wrongPart) },
  {
    weight: 1,
    arbitrary: place.map(
      (at): Spoil =>
        (text, status) => ({ text: text.slice(0, at % (text.length + 1)), status }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...WHOLE), fc.constantFrom(...STATUSES)).map(
      ([text, status]): Spoil =>
        () => ({ text, status }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...STATUSES).map(
      (status): Spoil =>
        (text) => ({ text, status }),
    ),
  },
);

export function continued(text: string, status: number) {
  try {
    const answer: unknown = JSON.parse(text);
    return { text: JSON.stringify(Object.assign(Object(answer), endless)), status };
  } catch {
    return { text, status };
  }
}

function wrongPart([at, by]: [number, unknown]): Spoil {
  return (text, status) => ({ text: withWrong(text, at, by), status });
}

/** Stands before a service, and spoils its answers from one on. */
export async function spoiling(target: string) {
  let spoil: Spoil | undefined;
  let left = 0;
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>;
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
    const answer = await fetch(target + request.url, { method: request.method ?? 'GET', headers, ...body });
    const text = await answer.text();
    left -= 1;
    const given = spoil && left < 0 ? spoil(text, answer.status) : { text, status: answer.status };
    // Values that are too large, and no date.
    const wrong = spoil && left < 0 ? { 'retry-after': '9'.repeat(400), date: 'yesterday' } : {};
    response.writeHead(given.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain', ...wrong });
    response.end(given.status === 204 ? undefined : given.text);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Spoils every answer after this many; nothing without `how`. */
    from(after: number, how: Spoil | undefined) {
      [left, spoil, asked] = [after, how, 0];
    },
    asked: () => asked,
  };
}

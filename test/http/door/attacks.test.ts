/** Requests that no form sends: each gets a clear answer, and Baton goes on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentTypeOf, readBody } from '../../../src/http/door/body.ts';
import { Refusal } from '../../../src/http/door/refusal.ts';
import { keptOf } from '../../../src/intake/queries.ts';
import { ANA, door, NOW } from './world.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

test.each([
  '/v1/leads/',
  '/v1/leads/contact-form/',
  '/v1/leads/contact-form/x',
  '//v1/leads/contact-form',
  '/v1//leads/contact-form',
  '/v1/leads/../leads/contact-form',
  '/v1/leads/%63ontact-form',
  '/v1/leads/contact-form%00',
  '/v1/leads/Contact-Form',
  '/v1/leads/__proto__',
  '/v1/leads/constructor',
  '/v1/leads/contact-form#x',
  '/V1/leads/contact-form',
  '/v1/openapi.json/',
  '/__proto__',
  '/',
])('the path %s leads nowhere', async (path) => {
  const { raw, key } = await door();
  const request = `POST ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;
  expect(await raw(request)).toMatch(/^HTTP\/1\.1 404 /);
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not POST', async (method) => {
  const { url } = await door();
  const answer = await fetch(url, { method });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});

test('a header that decides and comes twice is refused', async () => {
  const { send, key, leads } = await door();
  const bearer = { authorization: `Bearer ${key}`, ...JSON_TYPE };
  expect(await send({ ...bearer, authorization: [`Bearer ${key}`, 'Bearer x'] })).toBe(400);
  expect(await send({ ...bearer, 'content-type': ['application/json', 'text/plain'] })).toBe(400);
  expect(await send({ ...bearer, 'idempotency-key': ['a', 'b'] })).toBe(400);
  expect(await send({ ...bearer, 'idempotency-key': 'a b' })).toBe(400);
  expect(await send({ ...bearer, 'idempotency-key': 'x'.repeat(256) })).toBe(400);
  expect(leads()).toEqual([]);
  expect(await send({ ...bearer, accept: ['a', 'b'] })).toBe(201);
});

test('two lengths, a length with chunks, and long headers end at the parser', async () => {
  const { raw, leads } = await door();
  const begin = 'POST /v1/leads/contact-form HTTP/1.1\r\nHost: a\r\n';
  expect(await raw(`${begin}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(`${begin}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 400 /,
  );
  expect(await raw(`${begin}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(leads()).toEqual([]);
});

test('a request that never ends is answered 408, and its connection closed', async () => {
  const limits = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 };
  const { raw } = await door(undefined, { limits });
  const begin = 'POST /v1/leads/contact-form HTTP/1.1\r\nHost: a\r\n';
  const [headers, body] = await Promise.all([
    raw(begin),
    raw(`${begin}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"`),
  ]);
  expect(headers).toMatch(/^HTTP\/1\.1 408 /);
  expect(body).toMatch(/^(?:HTTP\/1\.1 (?:400|401|408|413) |$)/);
});

test('keys of JavaScript are plain keys', async () => {
  const { post, db, source } = await door();
  const body = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"toString":"y"}';
  expect((await post(body)).status).toBe(202);
  expect(
    (await post('__proto__=1&constructor=2&hasOwnProperty=3', { 'content-type': 'application/x-www-form-urlencoded' }))
      .status,
  ).toBe(202);
  const bodies = keptOf(db, source.id, NOW).map((kept) => Object.keys(kept.body as object));
  expect(bodies).toEqual([
    ['__proto__', 'constructor', 'hasOwnProperty'],
    ['__proto__', 'constructor', 'toString'],
  ]);
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

test('thousands of levels or values are refused before they are parsed', async () => {
  const { post } = await door();
  const deep = '['.repeat(100_000);
  expect((await post(deep)).said).toMatchObject({ status: 400, detail: 'The body has more than 32 levels.' });
  expect((await post(`{"a":${'{"a":'.repeat(40)}1${'}'.repeat(41)}`)).status).toBe(400);
  const many = 'The body has more than 5000 values.';
  expect((await post(`{"a":[${'1,'.repeat(6_000)}1]}`)).said.detail).toBe(many);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await post('a&'.repeat(100_000), form)).said.detail).toBe(many);
  expect((await post({ ...ANA, need: '[{,'.repeat(9_000) })).status).toBe(201);
});

test('any bytes of any type are a body with fields, or a refusal', async () => {
  const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b'];
  const json = fc.oneof(
    fc.json(),
    fc.jsonValue().map((value) => `[${JSON.stringify(value)}`),
  );
  const parts = fc
    .string()
    .map((text) => `--b\r\nContent-Disposition: form-data; name="${text}"\r\n\r\n${text}\r\n--b--\r\n`);
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.oneof(json, parts, fc.string()).map((text) => new TextEncoder().encode(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...types), bytes, async (type, sent) => {
      try {
        const body = await readBody(Buffer.from(sent), contentTypeOf(type, undefined));
        expect(typeof body).toBe('object');
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 500 },
  );
});

test('an answer never repeats a value of the body', async () => {
  const { post, logText } = await door();
  const { said } = await post({ email: 'canary@', phone: 'canary' });
  expect(JSON.stringify(said)).not.toContain('canary');
  expect(logText()).not.toContain('canary');
});

test('running requests are answered when the door closes, and later ones are not taken', async () => {
  const { post, door: opened, leads } = await door();
  const running = post(ANA);
  while (leads().length === 0) await new Promise((resolve) => setImmediate(resolve));
  const stopped = opened.stop();
  expect((await running).status).toBe(201);
  await stopped;
  await expect(post(ANA)).rejects.toThrow();
});

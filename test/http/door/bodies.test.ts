import { expect, test } from 'vitest';
import { setMapping } from '../../../src/intake/acts/sources.ts';
import { keptOf } from '../../../src/intake/queries.ts';
import { ADMIN } from '../../intake/world.ts';
import { ANA, door, NOW } from './world.ts';

const FORM = 'application/x-www-form-urlencoded';

test.each<[string, string, () => string | Uint8Array]>([
  ['JSON', 'application/json', () => JSON.stringify(ANA)],
  ['JSON with a charset', 'Application/JSON; charset="UTF-8"', () => JSON.stringify(ANA)],
  ['JSON of a kind', 'application/vnd.form+json', () => JSON.stringify(ANA)],
  ['JSON with a byte order mark', 'application/json', () => `\ufeff${JSON.stringify(ANA)}`],
  ['a list of one', 'application/json', () => JSON.stringify([ANA])],
  ['a form', FORM, () => new URLSearchParams(ANA).toString()],
])('%s is read', async (_, type, body) => {
  const { post, leads } = await door();
  expect((await post(body(), { 'content-type': type })).status).toBe(201);
  expect(leads()).toMatchObject([ANA]);
});

test('a form in parts is read without its files', async () => {
  const { url, key, leads } = await door();
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...ANA, name: 'Zoë, "Ana"\r\nReis' })) form.append(name, value);
  form.append('cv', new File(['%PDF'], 'cv.pdf', { type: 'application/pdf' }));
  const answer = await fetch(url, { method: 'POST', body: form, headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(201);
  expect(leads()).toMatchObject([{ ...ANA, name: 'Zoë, "Ana" Reis' }]);
});

test('Latin 1 is read where the sender says so', async () => {
  const { post, leads } = await door();
  const body = Buffer.from(JSON.stringify({ ...ANA, name: 'José García' }), 'latin1');
  expect((await post(body, { 'content-type': 'application/json; charset=iso-8859-1' })).status).toBe(201);
  expect(leads()).toMatchObject([{ name: 'José García' }]);
});

test('keys of a form that look like paths are keys, and a field that comes several times is a list', async () => {
  const { post, db, source } = await door();
  await post('1.3=Ana&2%5Bx%5D=b&topic=a&topic=b&empty=', { 'content-type': FORM });
  expect(keptOf(db, source.id, NOW)[0]?.body).toEqual({ '1.3': 'Ana', '2[x]': 'b', topic: ['a', 'b'], empty: '' });
});

test.each<[status: number, what: string, type: string, body: string | Uint8Array, sentence: string]>([
  [400, 'broken JSON', 'application/json', '{"a":', 'not valid JSON'],
  [400, 'nothing', 'application/json', '', 'not valid JSON'],
  [400, 'text', 'application/json', '"Ana"', 'an object with fields'],
  [400, 'null', 'application/json', 'null', 'an object with fields'],
  [400, 'a list in a list', 'application/json', '[[]]', 'an object with fields'],
  [400, 'an empty list', 'application/json', '[]', 'one lead per request'],
  [400, 'two leads', 'application/json', '[{},{}]', 'This list has 2.'],
  [400, 'bytes that are no text', 'application/json', new Uint8Array([0x22, 0xff, 0x22]), 'not UTF-8'],
  [400, 'an empty form', FORM, '', 'no fields'],
  [400, 'broken parts', 'multipart/form-data; boundary=x', '--y\r\n\r\n', 'not valid multipart'],
  [400, 'parts without a boundary', 'multipart/form-data', 'x', 'not valid multipart'],
  [415, 'plain text', 'text/plain', '{}', 'say so in Content-Type'],
  [415, 'XML', 'application/xml', '<a/>', 'say so in Content-Type'],
  [415, 'an unknown charset', 'application/json; charset=klingon', '{}', 'charset'],
])('%i for %s', async (status, _, type, body, sentence) => {
  const { post, leads } = await door();
  const refused = await post(body, { 'content-type': type });
  expect([refused.status, refused.said.detail]).toEqual([status, expect.stringContaining(sentence)]);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(leads()).toEqual([]);
});

test('a compressed body is refused', async () => {
  const { post } = await door();
  expect((await post(ANA, { 'content-encoding': 'gzip' })).status).toBe(415);
});

test('256 KB are read, and one byte more is refused with an answer that the sender sees', async () => {
  const { post, send, key, leads } = await door();
  const body = (length: number) => {
    const rest = JSON.stringify({ ...ANA, need: '' }).length;
    return JSON.stringify({ ...ANA, need: 'x'.repeat(length - rest) });
  };
  expect((await post(body(262_144))).status).toBe(201);
  expect((await post(body(262_145))).status).toBe(413);
  expect((await post(body(2_000_000))).status).toBe(413);
  const chunked = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'transfer-encoding': 'chunked',
  };
  expect(await send(chunked, body(400_000))).toBe(413);
  expect(leads()).toHaveLength(1);
});

test('a sender with a mapping sends what it likes', async () => {
  const { post, leads, write, source } = await door();
  const mapping = { fields: { email: { places: [{ path: ['answers', { entry: 'mail' }] }] } } };
  await write((tx) => setMapping(tx, source.id, mapping, ADMIN, NOW));
  expect((await post({ answers: [{ ref: 'mail', value: 'Ana <ana@porto.example>' }] })).status).toBe(201);
  expect(leads()).toMatchObject([{ email: 'ana@porto.example', name: 'ana@porto.example', company: 'porto.example' }]);
});

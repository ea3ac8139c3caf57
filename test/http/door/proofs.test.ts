/** Each way in which a request proves its origin, with signatures computed as the senders document them. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDoor } from '../../../src/http/door/server.ts';
import { rotateKey } from '../../../src/intake/acts/sources.ts';
import { withLostSecret } from '../../../src/intake/keys.ts';
import { keptOf } from '../../../src/intake/queries.ts';
import { intakeKept, intakeReceipts } from '../../../src/intake/table.ts';
import type { SignaturePreset } from '../../../src/intake/types.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { logLines } from '../../support/log-lines.ts';
import { ANA, door, NOW } from './world.ts';

const SECRET = 'a-shared-secret-of-a-form';
const STANDARD = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const hmac = (text: string, encoding: 'hex' | 'base64', secret = SECRET) =>
  createHmac('sha256', secret).update(text).digest(encoding);

type Sign = (body: string, at: Date) => Record<string, string>;

const SIGN: Record<SignaturePreset, Sign> = {
  typeform: (body) => ({ 'typeform-signature': `sha256=${hmac(body, 'base64')}` }),
  tally: (body) => ({ 'tally-signature': hmac(body, 'base64') }),
  github: (body) => ({ 'x-hub-signature-256': `sha256=${hmac(body, 'hex')}` }),
  webflow: (body, at) => ({
    'x-webflow-timestamp': String(at.getTime()),
    'x-webflow-signature': hmac(`${at.getTime()}:${body}`, 'hex'),
  }),
  calendly: (body, at) => {
    const seconds = at.getTime() / 1000;
    return { 'calendly-webhook-signature': `t=${seconds},v1=${hmac(`${seconds}.${body}`, 'hex')}` };
  },
  standard_webhooks: (body, at) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': `v1,bm90IG91cnM= ${new Webhook(STANDARD).sign('msg_1', at, body)}`,
  }),
};

const presets = Object.keys(SIGN) as SignaturePreset[];
const open = (preset: SignaturePreset) =>
  door({ kind: 'signature', preset }, { given: preset === 'standard_webhooks' ? STANDARD : SECRET });

describe.each(presets)('a signature of %s', (preset) => {
  const body = JSON.stringify(ANA);

  test('is taken, and refused for another body, another secret, or none', async () => {
    const { post, leads } = await open(preset);
    const signed = SIGN[preset](body, NOW);
    expect((await post(`${body} `, signed)).status).toBe(401);
    expect((await post(body)).status).toBe(401);
    const forged = Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name, value.replace(/.{6}=?$/, 'AAAAAA=')]),
    );
    expect((await post(body, forged)).status).toBe(401);
    for (const nonsense of ['', '=', 'sha256=', 't=,v1=', 't=1e9,v1=00', 'v1,', 'x'.repeat(2_000)]) {
      const broken = Object.fromEntries(Object.keys(signed).map((name) => [name, nonsense]));
      expect([400, 401]).toContain((await post(body, broken)).status);
    }
    expect(leads()).toEqual([]);
    expect((await post(body, signed)).status).toBe(201);
  });
});

test.each([
  ['typeform', { event_id: 'e1', form: 1 }],
  ['tally', { eventId: 'e1', form: 1 }],
  ['webflow', { payload: { id: 'e1' }, form: 1 }],
  ['calendly', { event: 'invitee.created', payload: { uri: 'https://api.calendly.com/x' }, form: 1 }],
] as const)('the event of %s is known again, and another body with it is a conflict', async (preset, event) => {
  const { post, db, source } = await door({ kind: 'signature', preset }, { given: SECRET });
  const send = (body: object) => {
    const text = JSON.stringify(body);
    return post(text, SIGN[preset](text, NOW));
  };
  expect((await send(event)).status).toBe(202);
  expect((await send(event)).status).toBe(202);
  expect(keptOf(db, source.id, NOW)).toHaveLength(1);
  expect((await send({ ...event, form: 2 })).status).toBe(409);
});

test('without the folder of keys a sender is asked to try again, and the source is known to need a secret', async () => {
  const { db, write, source, key } = await door({ kind: 'signature', preset: 'tally' }, { given: SECRET });
  const moved = createKeys(':memory:');
  expect(withLostSecret(db, moved, NOW).map(({ id }) => id)).toEqual([source.id]);
  const deps = { db, write, keys: moved, log: logLines().log, now: () => NOW, workspaceUrl: 'https://n.slack.com/' };
  const second = createDoor(deps, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => second.stop());
  await second.look();
  const body = JSON.stringify(ANA);
  const send = (secret: string) =>
    fetch(`http://127.0.0.1:${second.port()}/v1/leads/contact-form`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'tally-signature': hmac(body, 'base64', secret) },
      body,
    });
  expect((await send(key)).status).toBe(503);
  const { key: other } = await write((tx) => rotateKey(tx, moved, source.id, { by: 'UADA' }, NOW));
  expect(withLostSecret(db, moved, NOW)).toEqual([]);
  expect((await send(other)).status).toBe(201);
});

test('a key in a header of any name', async () => {
  const { post, key } = await door({ kind: 'header', name: 'X-Api-Key' });
  expect((await post(ANA)).status).toBe(401);
  expect((await post(ANA, { 'x-api-key': `${key}.` })).status).toBe(401);
  expect((await post(ANA, { 'X-API-Key': key })).status).toBe(201);
});

test('a key in the address', async () => {
  const { post, key, logText } = await door({ kind: 'query', name: 'k' });
  expect((await post(ANA)).status).toBe(401);
  expect((await post(ANA, {}, `?k=${key}x`)).status).toBe(401);
  expect((await post(ANA, {}, `?other=1&k=${key}`)).status).toBe(201);
  expect(logText()).not.toContain(key);
});

test('a key in a field of the body, which is stored without it', async () => {
  const { post, key, db } = await door({ kind: 'field', name: 'secret' });
  expect((await post(ANA)).status).toBe(401);
  expect((await post({ ...ANA, secret: [key] })).status).toBe(401);
  expect((await post([{ ...ANA, secret: key }])).status).toBe(201);
  expect((await post({ other: 'field', secret: key })).status).toBe(202);
  expect(db.select().from(intakeKept).all()).toMatchObject([{ body: { other: 'field' } }]);
  expect(JSON.stringify(db.select().from(intakeReceipts).all())).not.toContain(key);
  expect(db.$client.serialize().includes(key)).toBe(false);
});

/** Signatures as each sender documents them: what is taken, and what is refused. */
import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Headers, isSigned } from '../../src/intake/signatures.ts';
import type { SignaturePreset } from '../../src/intake/types.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import { after, NOW } from './world.ts';

const SECRET = 'a-shared-secret-of-a-form';
const BODY = '{"email":"ana@porto-foods.example"}';
const hmac = (text: string, encoding: 'hex' | 'base64') => createHmac('sha256', SECRET).update(text).digest(encoding);
const seconds = (at: Date) => String(at.getTime() / 1000);

/** Headers of a body that was signed at a time, as its sender writes it. */
type Sign = (body: string, at: string) => Headers;

const TIMED = {
  webflow: (body, at) => ({ 'x-webflow-timestamp': at, 'x-webflow-signature': hmac(`${at}:${body}`, 'hex') }),
  calendly: (body, at) => ({ 'calendly-webhook-signature': `t=${at}, v1=${hmac(`${at}.${body}`, 'hex')}` }),
  standard_webhooks: (body, at) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': at,
    'webhook-signature': `v1,${hmac(`msg_1.${at}.${body}`, 'base64')}`,
  }),
} satisfies Partial<Record<SignaturePreset, Sign>>;
const timeOf = (preset: SignaturePreset, at: Date) => (preset === 'webflow' ? String(at.getTime()) : seconds(at));

const SIGN: Record<SignaturePreset, Sign> = {
  typeform: (body) => ({ 'typeform-signature': `sha256=${hmac(body, 'base64')}` }),
  tally: (body) => ({ 'tally-signature': hmac(body, 'base64') }),
  github: (body) => ({ 'x-hub-signature-256': `sha256=${hmac(body, 'hex')}` }),
  ...TIMED,
};

const secret = (text: string) => createSecretKey(text, 'utf8');

const check = (preset: SignaturePreset, headers: Headers, { body = BODY, secrets = [SECRET] } = {}) =>
  isSigned(preset, { headers, body: Buffer.from(body) }, secrets.map(secret), NOW);

describe.each(Object.keys(SIGN) as SignaturePreset[])('a signature of %s', (preset) => {
  const signed = SIGN[preset](BODY, timeOf(preset, NOW));

  test('is taken for its body by one of the secrets', () => {
    expect(check(preset, signed)).toBe(true);
    expect(check(preset, signed, { secrets: ['another secret', SECRET] })).toBe(true);
    expect(check(preset, signed, { secrets: ['another secret'] })).toBe(false);
    expect(check(preset, signed, { secrets: [] })).toBe(false);
    expect(check(preset, signed, { body: `${BODY} ` })).toBe(false);
  });

  test('is refused without one of its headers, or with nonsense in it', () => {
    expect(check(preset, {})).toBe(false);
    for (const name of Object.keys(signed)) {
      expect(check(preset, { ...signed, [name]: undefined }), name).toBe(false);
      for (const nonsense of ['', '=', 'sha256=', 't=,v1=', `t=${seconds(NOW)},v1`, 'v1,', 'v1,00', 'x'.repeat(2_000)])
        expect(check(preset, { ...signed, [name]: nonsense }), nonsense).toBe(false);
    }
  });
});

test.each(['typeform-signature', 'x-hub-signature-256'])('%s names its algorithm', (header) => {
  const [preset, encoding] =
    header === 'typeform-signature' ? (['typeform', 'base64'] as const) : (['github', 'hex'] as const);
  expect(check(preset, { [header]: `sha512=${hmac(BODY, encoding)}` })).toBe(false);
});

test.each(Object.entries(TIMED))('a signature of %s holds for five minutes both ways', (name, sign) => {
  const preset = name as keyof typeof TIMED;
  const at = (ms: number) => check(preset, sign(BODY, timeOf(preset, after(ms))));
  const justOver = 5 * MINUTE_MS + 1_000;
  expect([-5 * MINUTE_MS, 5 * MINUTE_MS].map(at)).toEqual([true, true]);
  expect([-justOver, justOver].map(at)).toEqual([false, false]);
  for (const noTime of ['now', '', `${seconds(NOW)}.0`, '1e12', '-1', '9'.repeat(15)])
    expect(check(preset, sign(BODY, noTime)), noTime).toBe(false);
});

describe('a sender that changes its key signs with several', () => {
  const [at, wrong] = [seconds(NOW), '0'.repeat(64)];
  const hex = hmac(`${at}.${BODY}`, 'hex');

  test.each([
    ['the last of five', [wrong, wrong, wrong, wrong, hex], true],
    ['a sixth', [wrong, wrong, wrong, wrong, wrong, hex], false],
  ])('%s', (_, claimed, isTaken) => {
    const parts = [...claimed.map((one) => `v1=${one}`), `t=${at}`].join(',');
    expect(check('calendly', { 'calendly-webhook-signature': parts })).toBe(isTaken);
  });

  test('a kind of signature that is not known does not count', () => {
    const signed = SIGN.standard_webhooks(BODY, at);
    const right = signed['webhook-signature'] ?? '';
    const others = { ...signed, 'webhook-signature': `v1a,AAAA ${right}` };
    expect(check('standard_webhooks', others)).toBe(true);
    expect(check('standard_webhooks', { ...signed, 'webhook-signature': right.replace('v1,', 'v2,') })).toBe(false);
    expect(check('calendly', { 'calendly-webhook-signature': `t=${at},v0=${hex}` })).toBe(false);
    expect(check('calendly', { 'calendly-webhook-signature': `t=${at},v0=${hex},v1=` })).toBe(false);
  });
});

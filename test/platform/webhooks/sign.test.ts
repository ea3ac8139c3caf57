import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { keyOfSecret, signedHeaders } from '../../../src/platform/webhooks/sign.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const key = (secret: string): Buffer => {
  const found = keyOfSecret(secret);
  if (!found) throw new Error('no key');
  return found;
};

test('the reference library verifies a message with each of two secrets, and refuses a changed one', () => {
  const body = '{"words":"Grüße"}';
  const headers = signedHeaders({ id: 'audit_1', body }, [key(SECRET), key(OTHER)], new Date());
  for (const secret of [SECRET, OTHER]) {
    expect(new Webhook(secret).verify(body, headers)).toEqual({ words: 'Grüße' });
    expect(() => new Webhook(secret).verify(body.replace('ü', 'u'), headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'audit_2' })).toThrow();
  }
});

test('a signature is that of the specification', () => {
  const at = new Date(1_614_265_330_000);
  const headers = signedHeaders(
    { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
    [key(SECRET)],
    at,
  );
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test.each(['', 'whsec_', 'whsec_c2hvcnQ=', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_not base64!'])(
  '“%s” is no secret',
  (secret) => {
    expect(keyOfSecret(secret)).toBeUndefined();
  },
);

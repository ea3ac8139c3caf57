import { expect, test } from 'vitest';
import { tryAddress } from '../../src/intake/try-address.ts';

const PROBLEM = { type: 'application/problem+json; charset=utf-8', text: '{"detail":"The key is missing."}' };

test.each([
  [{ status: 401, ...PROBLEM }, { kind: 'open' }],
  [{ status: 404, ...PROBLEM }, { kind: 'unknown' }],
  [
    { status: 404, type: 'text/html', text: '"detail"' },
    { kind: 'other', status: 404 },
  ],
  [
    { status: 401, ...PROBLEM, text: '{}' },
    { kind: 'other', status: 401 },
  ],
  [
    { status: 299, type: '', text: '' },
    { kind: 'other', status: 299 },
  ],
  [
    { status: 300, type: '', text: '', location: 'https://moved.example/' },
    { kind: 'redirect', to: 'https://moved.example/' },
  ],
  [
    { status: 399, ...PROBLEM, location: 'x'.repeat(201) },
    { kind: 'redirect', to: 'x'.repeat(200) },
  ],
  [
    { status: 301, type: '', text: '' },
    { kind: 'redirect', to: 'elsewhere' },
  ],
  [{ status: 400, ...PROBLEM }, { kind: 'open' }],
])('%j is told as %j', async (answer, told) => {
  const probe = async (address: string) => {
    expect(address).toBe('https://baton.example.com/v1/leads/form');
    return { kind: 'answered' as const, location: undefined, ...answer };
  };
  expect(await tryAddress(probe, 'https://baton.example.com/v1/leads/form')).toEqual(told);
});

test.each([{ kind: 'private' as const }, { kind: 'closed' as const, code: 'ENOTFOUND' }])(
  'no answer is told as it is: %j',
  async (probed) => expect(await tryAddress(async () => probed, 'https://baton.example.com')).toEqual(probed),
);

/** Each path of the door with each proof: what opens it, and what does not. */
import { expect, test } from 'vitest';
import { createSource, rotateKey } from '../../../src/intake/acts/sources.ts';
import { allSources } from '../../../src/intake/queries.ts';
import { DAY_MS } from '../../../src/platform/time/units.ts';
import { ADMIN } from '../../intake/world.ts';
import { ANA, door, NOW } from './world.ts';

async function twoSources() {
  const opened = await door();
  const { write, keys, source, key: first, clock, port } = opened;
  const form = { name: 'Fair', teamId: source.teamId, marketerId: 'UMIA', auth: source.auth };
  const other = await write((tx) => createSource(tx, keys, form, ADMIN, NOW));
  const { key: second } = await write((tx) => rotateKey(tx, keys, source.id, ADMIN, NOW));
  // The first key has ended by now.
  clock.now = new Date(NOW.getTime() + 60 * DAY_MS);
  const proofs = {
    none: undefined,
    'a made-up key': `baton_${'x'.repeat(43)}`,
    'a key of another source': other.key,
    'a key that has ended': first,
    'its key': second,
  };
  const ask = async (method: string, path: string, key: string | undefined) => {
    const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
    const body = method === 'POST' ? { body: JSON.stringify(ANA) } : {};
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, redirect: 'manual', ...body });
    await answer.text();
    return answer.status;
  };
  return { ...opened, proofs, ask };
}

type Proofs = Awaited<ReturnType<typeof twoSources>>['proofs'];

/** By path: the status with each proof, in the order of `proofs`. */
const cells: Record<string, { [Proof in keyof Proofs]: number }> = {
  'POST /v1/leads/contact-form': {
    none: 401,
    'a made-up key': 401,
    'a key of another source': 401,
    'a key that has ended': 401,
    'its key': 201,
  },
  ...Object.fromEntries(
    Object.entries({
      'GET /v1/leads/contact-form': 405,
      'POST /v1/leads/no-such-source': 404,
      'GET /v1/openapi.json': 200,
      'GET /v1/lead.schema.json': 200,
      // No links without PUBLIC_URL.
      'GET /lead/1': 404,
      'GET /health': 404,
      'GET /': 404,
    }).map(([path, status]) => [
      path,
      {
        none: status,
        'a made-up key': status,
        'a key of another source': status,
        'a key that has ended': status,
        'its key': status,
      },
    ]),
  ),
};

test('a key opens its own source, until it ends, and nothing else', async () => {
  const { proofs, ask, leads, db } = await twoSources();
  const before = JSON.stringify(allSources(db));
  for (const [path, expected] of Object.entries(cells)) {
    const [method = '', address = ''] = path.split(' ');
    for (const [proof, key] of Object.entries(proofs)) {
      const status = expected[proof as keyof Proofs];
      expect(await ask(method, address, key), `${path} with ${proof}`).toBe(status);
      // No refused request leaves a lead.
      expect(leads().length, `${path} with ${proof}`).toBe(
        path in { 'POST /v1/leads/contact-form': 1 } && proof !== 'its key' ? 0 : 1,
      );
    }
  }
  expect(JSON.stringify(allSources(db))).toBe(before);
});

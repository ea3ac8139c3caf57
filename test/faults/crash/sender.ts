/** A program that sends leads over HTTP. */
import { randomBytes } from 'node:crypto';
import { createSource, setMapping } from '../../../src/intake/acts/sources.ts';
import { AUTHORIZATION } from '../../../src/intake/types.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import type { Company, CompanySpec } from './company.ts';
import { databaseIn } from './options.ts';

const KEY = randomBytes(32).toString('hex');

export const withSource: NonNullable<CompanySpec['seed']> = (tx, { slack, folder }, now) => {
  const [team] = teamsOfKind(tx, 'sales');
  const form = { name: 'Contact form', teamId: team?.id ?? 0, marketerId: slack.ids.people.mia ?? '' };
  const by = { by: 'test', given: KEY };
  const { source } = createSource(tx, createKeys(databaseIn(folder)), { ...form, auth: AUTHORIZATION }, by, now);
  const fields = Object.fromEntries(['name', 'email', 'need'].map((field) => [field, { places: [{ path: [field] }] }]));
  setMapping(tx, source.id, { fields }, by, now);
};

/** With its own key, so that it may send it again. Resolves with the status. */
export async function sendJane({ doorPort }: Pick<Company, 'doorPort'>): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${doorPort()}/v1/leads/contact-form`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'idempotency-key': 'form-1' },
    body: JSON.stringify({ name: 'Jane Doe', email: 'jane@acme.example', need: 'A demo next week' }),
  });
  await answer.body?.cancel();
  return answer.status;
}

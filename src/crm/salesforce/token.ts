import { sign } from 'node:crypto';
import { z } from 'zod';
import type { HttpAnswer } from '../../platform/http-client.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { CrmError } from '../crm.ts';
import { toldWords } from '../words.ts';
import type { Login } from './credentials.ts';
import { jsonOf } from './errors.ts';

export interface Session {
  token: string;
  /** Of the user as whom Baton works. */
  userId: string;
  scopes: string[];
}

/** Salesforce takes an assertion that ends within three minutes (Salesforce Help, "OAuth 2.0 JWT Bearer Flow"). */
const LIFE_MS = 2 * MINUTE_MS;
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Sandboxes and scratch orgs have an authorization server of their own. */
const audienceOf = (domain: string) =>
  /\.(?:sandbox|scratch)\.my\.salesforce\.com$/.test(domain)
    ? 'https://test.salesforce.com'
    : 'https://login.salesforce.com';

function assertionOf({ domain, clientId, username, key }: Login, now: Date): string {
  const exp = Math.floor((now.getTime() + LIFE_MS) / 1000);
  const claims = { iss: clientId, sub: username, aud: audienceOf(domain), exp };
  const signed = `${encoded({ alg: 'RS256' })}.${encoded(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** The form that asks for a token. There is no refresh token: each session begins with a new assertion. */
export const tokenForm = (login: Login, now: Date): string =>
  new URLSearchParams({ grant_type: GRANT, assertion: assertionOf(login, now) }).toString();

const tokenSchema = z.object({
  access_token: z.string(),
  scope: z.string().default(''),
  /** `https://login.salesforce.com/id/00D…/005…` */
  id: z.string().transform((url) => url.split('/').at(-1) ?? ''),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** @throws CrmError `key` with Salesforce's words if the login was refused */
export function readToken({ status, text }: HttpAnswer): Session {
  const answer = jsonOf(text);
  const token = tokenSchema.safeParse(answer);
  if (status === 200 && token.success) {
    const { access_token, scope, id } = token.data;
    return { token: access_token, userId: id, scopes: scope.split(' ') };
  }
  const refusal = refusalSchema.safeParse(answer);
  if (status >= 500 || !refusal.success) throw new CrmError('away', `HTTP ${status}`);
  const { error, error_description } = refusal.data;
  const isTooOften = error_description === 'login rate exceeded';
  throw new CrmError(
    isTooOften ? 'limit' : 'key',
    toldWords(error_description ? `${error}: ${error_description}` : error),
  );
}

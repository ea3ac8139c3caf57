import { secret } from './ids.ts';
import type { Store } from './store.ts';

/** A code of the install page, which the app exchanges once for a token. Times are in real milliseconds. */
export interface OauthCode {
  redirectUri: string;
  userId: string;
  scope: string;
  issuedAtMs: number;
  used: boolean;
}

/** Source: docs.slack.dev/authentication/installing-with-oauth: a code expires after ten minutes. */
const CODE_MS = 10 * 60_000;

export function issueCode(store: Store, code: Omit<OauthCode, 'issuedAtMs' | 'used'>): string {
  const name = secret(16);
  store.oauthCodes.set(name, { ...code, issuedAtMs: Date.now(), used: false });
  return name;
}

export function codeNamed(store: Store, name: string): OauthCode | undefined {
  const code = store.oauthCodes.get(name);
  return code && Date.now() - code.issuedAtMs <= CODE_MS ? code : undefined;
}

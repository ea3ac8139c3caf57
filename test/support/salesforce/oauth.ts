/** The token endpoint for the JWT bearer flow (Salesforce Help, "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration"). */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';

export interface App {
  clientId: string;
  username: string;
  userId: string;
  /** As the certificate of the app holds it. */
  publicKey: KeyObject;
  scopes: string;
  isApproved: boolean;
}

export type TokenAnswer = { status: number; body: Record<string, unknown> };

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LONGEST_MS = 3 * 60_000;

const refused = (error: string, error_description: string): TokenAnswer => ({
  status: 400,
  body: { error, error_description },
});

const decoded = (part: string | undefined): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
  } catch {
    return {};
  }
};

/** Verifies the signature and each claim. */
export function answerToken(form: string, app: App, now: Date, url: string, newToken: () => string): TokenAnswer {
  const fields = new URLSearchParams(form);
  if (fields.get('grant_type') !== GRANT) return refused('unsupported_grant_type', 'grant type not supported');
  const [header, claims, signature, ...more] = (fields.get('assertion') ?? '').split('.');
  if (!signature || more.length > 0) return refused('invalid_grant', 'invalid assertion');
  const { iss, sub, aud, exp } = decoded(claims);
  if (iss !== app.clientId) return refused('invalid_client_id', 'client identifier invalid');
  const isSigned =
    decoded(header).alg === 'RS256' &&
    verify('sha256', Buffer.from(`${header}.${claims}`), app.publicKey, Buffer.from(signature, 'base64url'));
  if (!isSigned) return refused('invalid_grant', 'invalid assertion');
  if (aud !== 'https://login.salesforce.com') return refused('invalid_grant', 'audience is invalid');
  const left = Number(exp) * 1000 - now.getTime();
  if (!(left > 0) || left > LONGEST_MS) return refused('invalid_grant', 'expired authorization code');
  if (sub !== app.username || !app.isApproved) return refused('invalid_grant', "user hasn't approved this consumer");
  const id = `https://login.salesforce.com/id/00D5g0000000001EAA/${app.userId}`;
  return {
    status: 200,
    body: { access_token: newToken(), scope: app.scopes, instance_url: url, id, token_type: 'Bearer' },
  };
}

export const publicKeyOf = (privateKey: string): KeyObject => createPublicKey(privateKey);

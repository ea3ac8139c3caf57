import type { Secret } from '../crypto/secret.ts';
import type { Log } from '../log.ts';

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Slack did nothing, so the same request may be sent with another token. */
const REFUSED = new Set(['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive', 'not_authed']);
/** The answer to a refused token is far shorter. */
const LONGEST_REFUSAL = 1_000;

/**
 * Sends each request with the present token. If Slack refuses it and the file of the token has another one by then, the
 * request is sent again, once.
 */
export const withPresentToken =
  (send: Fetch, token: Secret, log: Log): Fetch =>
  async (url, init) => {
    const used = token.reveal();
    const response = await send(url, authorised(init, used));
    if (!(await isRefused(response))) return response;
    if (token.renew()) log.info('Slack refused the token; the one in its file is used from now on');
    // Another request may have read the file meanwhile.
    return token.reveal() === used ? response : send(url, authorised(init, token.reveal()));
  };

function authorised(init: RequestInit | undefined, token: string): RequestInit {
  const headers = new Headers(init?.headers);
  if (headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}

async function isRefused(response: Response): Promise<boolean> {
  const length = Number(response.headers.get('content-length') ?? LONGEST_REFUSAL);
  if (length > LONGEST_REFUSAL || !response.headers.get('content-type')?.includes('json')) return false;
  const [, error = ''] = /"error":\s*"(\w+)"/.exec(await response.clone().text()) ?? [];
  return REFUSED.has(error);
}

import { type BlockList, isIP } from 'node:net';
import { request } from 'undici';
import { dispatcherOnUse, type Proxies } from '../proxy.ts';
import { checkedLookup, isAllowed, isForbidden } from './addresses.ts';
import { beginningOf } from './send.ts';

const PATIENCE_MS = 2_000;
const MOST_CHARACTERS = 2_000;

/** The answer of an address, or a code such as `ENOTFOUND`. */
type Probed =
  | { kind: 'answered'; status: number; type: string; location: string | undefined; text: string }
  | { kind: 'private' }
  | { kind: 'closed'; code: string };

/** Posts an empty object to an address. */
export type Probe = (address: string) => Promise<Probed>;

/** People write the address, so none in the company's own network is asked unless IT allowed it. Redirects are not followed. */
export function createProbe({ proxies = {}, allowed }: { proxies?: Proxies | undefined; allowed: BlockList }): Probe {
  const dispatcher = dispatcherOnUse(proxies, { lookup: checkedLookup(allowed), timeout: PATIENCE_MS });
  return async (address) => {
    const host = URL.parse(address)?.hostname.replace(/^\[|\]$/g, '');
    if (host === undefined) return { kind: 'closed', code: 'ERR_INVALID_URL' };
    if (isIP(host) !== 0 && !isAllowed(host, allowed)) return { kind: 'private' };
    try {
      const { statusCode, headers, body } = await request(address, {
        ...{ method: 'POST', dispatcher: dispatcher(), headers: { 'content-type': 'application/json' }, body: '{}' },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const [type = ''] = [headers['content-type']].flat();
      const [location] = [headers.location].flat();
      return { kind: 'answered', status: statusCode, type, location, text: await beginningOf(body, MOST_CHARACTERS) };
    } catch (error) {
      return isForbidden(error) ? { kind: 'private' } : { kind: 'closed', code: codeOf(error) };
    }
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

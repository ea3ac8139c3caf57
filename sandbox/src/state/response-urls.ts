import { secret } from './ids.ts';
import type { Store } from './store.ts';

export interface ResponseUrl {
  token: string;
  userId: string;
  channel: string;
  /** The message that the person acted on; without it, `replace_original` has no effect. */
  source?: { ts: string; ephemeral: boolean };
  threadTs?: string;
  issuedAtMs: number;
  uses: number;
}

/** Five posts in thirty minutes (docs.slack.dev, Handling user interaction). */
const LIFE_MS = 30 * 60 * 1000;
const USES = 5;

export function issueResponseUrl(
  store: Store,
  about: Pick<ResponseUrl, 'userId' | 'channel' | 'source' | 'threadTs'>,
): string {
  const token = secret(12);
  store.responseUrls.set(token, { ...about, token, issuedAtMs: store.clock.now().getTime(), uses: 0 });
  return token;
}

/** Counts one use. */
export function spendResponseUrl(store: Store, token: string): ResponseUrl | 'unknown' | 'expired_url' | 'used_url' {
  const url = store.responseUrls.get(token);
  if (!url) return 'unknown';
  if (store.clock.now().getTime() - url.issuedAtMs > LIFE_MS) return 'expired_url';
  if (url.uses >= USES) return 'used_url';
  url.uses += 1;
  return url;
}

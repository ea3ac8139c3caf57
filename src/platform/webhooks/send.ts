import type { lookup as systemLookup } from 'node:dns';
import { type BlockList, isIP } from 'node:net';
import { type Dispatcher, request } from 'undici';
import { dispatcherOnUse, type Proxies } from '../proxy.ts';
import { DAY_MS } from '../time/units.ts';
import { checkedLookup, ForbiddenAddress, isAllowed } from './addresses.ts';
import { signedHeaders, type WebhookMessage } from './sign.ts';

export interface WebhookTarget {
  url: string;
  keys: readonly Buffer[];
}

/** The answer of the receiver. */
interface Answered {
  status?: number;
  /** The beginning of what it wrote. */
  answer?: string;
}

/** A try that failed. `afterMs` is the wait that the receiver asked for. */
export class WebhookFailed extends Error {
  override readonly name = 'WebhookFailed';
  readonly afterMs: number;
  readonly status: number | undefined;
  readonly answer: string;
  constructor(reason: string, afterMs = 0, { status, answer = '' }: Answered = {}) {
    super(reason);
    this.afterMs = afterMs;
    this.status = status;
    this.answer = answer;
  }
}

export type SendWebhook = (target: WebhookTarget, message: WebhookMessage, now: Date) => Promise<void>;

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 16_384;
const LONGEST_ANSWER = 300;
const LONGEST_WAIT_MS = DAY_MS;

export interface WebhookOptions {
  proxies?: Proxies | undefined;
  /** Private addresses that may be reached. */
  allowed: BlockList;
  lookup?: typeof systemLookup;
}

/**
 * Sends signed messages, through the company's proxy if there is one. Redirects are not followed. A name is resolved once, and its
 * addresses are checked in that moment; behind a proxy, the proxy resolves it.
 */
export function createWebhookSender({ proxies = {}, allowed, lookup }: WebhookOptions): SendWebhook {
  const dispatcher = dispatcherOnUse(proxies, { lookup: checkedLookup(allowed, lookup), timeout: TIMEOUT_MS });
  return async ({ url, keys }, message, now) => {
    const fault = addressFault(url, allowed);
    if (fault) throw new WebhookFailed(fault === 'forbidden' ? `forbidden_address: ${new URL(url).hostname}` : fault);
    const response = await request(url, {
      method: 'POST',
      dispatcher: dispatcher(),
      body: message.body,
      headers: { 'content-type': 'application/json', 'user-agent': 'Baton', ...signedHeaders(message, keys, now) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw new WebhookFailed(reasonOf(error));
    });
    const { statusCode: status } = response;
    const isTaken = status >= 200 && status < 300;
    if (isTaken) {
      // A body without an end would keep the connection; the status alone decides.
      await response.body.dump({ limit: MOST_BYTES }).catch(() => {});
      return;
    }
    const answer = (await beginningOf(response.body, LONGEST_ANSWER)).replaceAll(/\p{C}+/gu, ' ').trim();
    throw new WebhookFailed(`http_${status}`, waitOf(response.headers['retry-after'], now), { status, answer });
  };
}

/** The beginning of an answer, as far as it came. */
export async function beginningOf(body: Dispatcher.ResponseData['body'], characters: number): Promise<string> {
  let text = '';
  try {
    const decoder = new TextDecoder();
    for await (const part of body) {
      text += decoder.decode(part, { stream: true });
      if (text.length >= characters) break;
    }
  } catch {
    // It broke off.
  }
  return text.slice(0, characters);
}

export type AddressFault = 'forbidden' | 'not_https';

/** Of an address as it stands: a name is checked once it is resolved. Without TLS, a secret would protect nothing on the internet. */
export function addressFault(url: string, allowed: BlockList): AddressFault | undefined {
  const { protocol, hostname } = new URL(url);
  const address = hostname.replace(/^\[|\]$/g, '');
  const isAddress = isIP(address) !== 0;
  if (isAddress && !isAllowed(address, allowed)) return 'forbidden';
  const isInside = isAddress && allowed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return protocol !== 'https:' && !isInside ? 'not_https' : undefined;
}

function reasonOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ForbiddenAddress) return `forbidden_address: ${cause.message}`;
    if ('code' in cause && typeof cause.code === 'string' && cause.cause === undefined) return cause.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** Seconds, or a date (RFC 9110, 10.2.3); at most a day. */
function waitOf(header: string | string[] | undefined, now: Date): number {
  const told = [header].flat()[0]?.trim() ?? '';
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

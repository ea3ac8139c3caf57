import { WebClient, type WebClientOptions } from '@slack/web-api';
import { asSecret, type Secret } from '../crypto/secret.ts';
import type { Log } from '../log.ts';
import { sdkLogger } from './sdk-log.ts';
import { withPresentToken } from './token-fetch.ts';

export interface SlackClients {
  /**
   * For reads. Two retries; a rate limit rejects at once with its seconds, since waiting would hold up every caller.
   */
  web: WebClient;
  /** For messages. One call is one request: the outbox decides about retries. */
  posting: WebClient;
  /** For views.*: a trigger lives three seconds, so a slower call has failed. */
  modals: WebClient;
}

export interface ClientOptions {
  token: Secret | string;
  /** A Web API other than Slack's. */
  apiUrl?: string;
  /** Default: 10 s for reads and messages. */
  timeoutMs?: number;
  /** Pause before a read is retried. Default: 300 ms. */
  retryMs?: number;
}

const RETRY_MS = 300;
const readRetries = (minTimeout: number) => ({ retries: 2, minTimeout, maxTimeout: 2_000, randomize: true });
const TIMEOUT_MS = 10_000;
const MODAL_TIMEOUT_MS = 2_500;

/** One client for each purpose that must not wait for the others: a rate limit stops a shared client as a whole. */
export function slackClients(
  { token, apiUrl, timeoutMs = TIMEOUT_MS, retryMs = RETRY_MS }: ClientOptions,
  log: Log,
): SlackClients {
  const present = asSecret(token);
  const fetch = withPresentToken(fetchWithRetrySeconds, present, log);
  const client = (options: WebClientOptions) =>
    new WebClient(present.reveal(), { ...clientBase(apiUrl, log), fetch, ...options });
  return {
    web: client({ timeout: timeoutMs, retryConfig: readRetries(retryMs) }),
    posting: client({ timeout: timeoutMs }),
    modals: client({ timeout: Math.min(timeoutMs, MODAL_TIMEOUT_MS) }),
  };
}

/** Options of every client: no hidden retries, no payload in the log, a handled answer to each 429. */
export function clientBase(apiUrl: string | undefined, log: Log): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: fetchWithRetrySeconds,
    logger: sdkLogger(log),
  };
}

const UNTOLD_WAIT_S = 30;
const LONGEST_WAIT_S = 3_600;

/**
 * WebClient reads `Retry-After` in seconds only. A date, which HTTP also allows (RFC 9110, 10.2.3), or a missing header
 * makes it fail with an error that does not say "rate limited".
 */
async function fetchWithRetrySeconds(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { 'retry-after': String(retrySeconds(response.headers)) } });
}

/** Seconds to wait after a 429, from 1 to 3,600; 30 when Slack does not say. */
export function retrySeconds(headers: Headers): number {
  const told = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(told)) return bounded(Number(told));
  // Date.parse reads "-5" as a year.
  const at = told.endsWith('GMT') ? Date.parse(told) : Number.NaN;
  if (Number.isNaN(at)) return UNTOLD_WAIT_S;
  // The sender's clock, since ours may differ by more than the wait.
  const sentAt = Date.parse(headers.get('date') ?? '');
  return bounded(Math.ceil((at - (Number.isNaN(sentAt) ? Date.now() : sentAt)) / 1000));
}

const bounded = (seconds: number) => Math.min(Math.max(seconds, 1), LONGEST_WAIT_S);

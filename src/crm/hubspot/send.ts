/** One request to HubSpot: paced, through the company's proxy, its answer checked, its failure a `CrmError`. */
import type { z } from 'zod';
import { createHttpClient, NoAnswer } from '../../platform/http-client.ts';
import type { Proxies } from '../../platform/proxy.ts';
import { CrmError } from '../crm.ts';
import { faultOf, valuesOf } from './faults.ts';
import { createWindow, type Pace } from './pace.ts';

export interface HubSpotRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** `read` changes nothing, so it is tried again; `search` has a limit of its own besides. */
  kind?: 'read' | 'search';
}

export type Send = <T>(request: HubSpotRequest, answer: z.ZodType<T>) => Promise<T>;

/** Facts from the headers of the last answers. */
interface Heard {
  /** By the clock of HubSpot. */
  at: Date | undefined;
  day: { left: number; of: number } | undefined;
}

export interface Sender {
  send: Send;
  heard: Heard;
  close(): Promise<void>;
}

export interface SendOptions {
  key: string;
  address: string;
  proxies: Proxies;
  signal: AbortSignal;
  pace: Pace;
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
/** 200 contacts with all their texts have some 400 kB. */
const MOST_BYTES = 20_000_000;
const TEN_SECONDS_MS = 10_000;
const SECOND_MS = 1000;
/** Tries of a request that was not carried out, or that changes nothing. */
const MOST_TRIES = 3;
/** A longer wait is left to the caller. */
const LONGEST_WAIT_MS = TEN_SECONDS_MS;
/** Of the limit that HubSpot states, this part is used. */
const PART_OF_LIMIT = 0.9;

export function createSender(options: SendOptions): Sender {
  const { key, address, signal, pace, timeoutMs = TIMEOUT_MS } = options;
  const client = createHttpClient({ proxies: options.proxies, signal, timeoutMs, mostBytes: MOST_BYTES });
  const all = createWindow(pace.inTenSeconds, TEN_SECONDS_MS, pace.clock);
  const searches = createWindow(pace.searchesInSecond, SECOND_MS, pace.clock);
  const heard: Heard = { at: undefined, day: undefined };

  const once = async <T>(asked: HubSpotRequest, answer: z.ZodType<T>): Promise<T> => {
    const places =
      asked.kind === 'search' ? [await searches.take(signal), await all.take(signal)] : [await all.take(signal)];
    try {
      return await exchange(asked, answer);
    } finally {
      for (const free of places) free();
    }
  };

  const exchange = async <T>({ method, path, query, body }: HubSpotRequest, answer: z.ZodType<T>): Promise<T> => {
    const url = new URL(path, address);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const { status, headers, text } = await client.send({
      method,
      url: url.href,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        'user-agent': 'Baton',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    listen(headers);
    if (status < 200 || status >= 300)
      throw faultOf({ status, retryAfter: headers['retry-after'], text }, valuesOf([query, body]));
    return checked(text, answer);
  };

  const listen = (headers: Readonly<Record<string, string>>) => {
    const at = Date.parse(headers.date ?? '');
    if (!Number.isNaN(at)) heard.at = new Date(at);
    const most = Number(headers['x-hubspot-ratelimit-max']);
    const span = Number(headers['x-hubspot-ratelimit-interval-milliseconds']);
    if (most > 0 && span === TEN_SECONDS_MS) all.allow(Math.floor(most * PART_OF_LIMIT));
    const of = Number(headers['x-hubspot-ratelimit-daily']);
    const left = Number(headers['x-hubspot-ratelimit-daily-remaining']);
    if (of > 0 && left >= 0) heard.day = { left, of };
  };

  const send: Send = async (asked, answer) => {
    for (let tries = 1; ; tries++) {
      try {
        return await once(asked, answer);
      } catch (thrown) {
        const error = asCrmError(thrown, signal);
        const isHarmless = error.fault === 'limit' || (error.fault === 'away' && asked.kind !== undefined);
        const waitMs = error.afterMs ?? SECOND_MS * tries;
        if (!isHarmless || tries === MOST_TRIES || waitMs > LONGEST_WAIT_MS) throw error;
        if (error.fault === 'limit') (asked.kind === 'search' && waitMs <= SECOND_MS ? searches : all).pauseFor(waitMs);
        else await pace.clock.sleep(waitMs, signal);
      }
    }
  };

  return { send, heard, close: () => client.close() };
}

function checked<T>(text: string, answer: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CrmError('away', 'the answer is not JSON; a proxy may have answered');
  }
  const { data, error } = answer.safeParse(json);
  // Paths and codes only: the values are of people.
  if (error)
    throw new CrmError(
      'away',
      `the answer has another form: ${error.issues
        .slice(0, 3)
        .map((issue) => `${issue.path.join('.')} ${issue.code}`)
        .join('; ')}`,
    );
  return data as T;
}

/** An end that was asked for passes as it is. */
function asCrmError(thrown: unknown, signal: AbortSignal): CrmError {
  signal.throwIfAborted();
  if (thrown instanceof CrmError) return thrown;
  if (thrown instanceof NoAnswer) return new CrmError('away', `no answer: ${thrown.message}`);
  throw thrown;
}

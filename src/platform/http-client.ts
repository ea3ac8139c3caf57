import { type Dispatcher, request } from 'undici';
import { type Proxies, proxyDispatcher } from './proxy.ts';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

export interface HttpAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** There is no answer, or not a whole one. `reason` is a code, never content. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether the request may have reached the other side. */
  readonly isSent: boolean;
  constructor(reason: string, isSent: boolean) {
    super(reason);
    this.isSent = isSent;
  }
}

export interface HttpClient {
  /** One try; redirects are not followed. @throws NoAnswer */
  send(what: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpClientOptions {
  proxies: Proxies;
  /** Ends all that runs. */
  signal: AbortSignal;
  /** For a whole request with its answer. */
  timeoutMs: number;
  /** Of one answer. */
  mostBytes: number;
}

/** Failures before a byte of the request has left. */
const NOT_SENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS|CERT_)/;

/** Requests to one service, through the company's proxies, with connections of its own. */
export function createHttpClient({ proxies, signal, timeoutMs, mostBytes }: HttpClientOptions): HttpClient {
  const dispatcher = proxyDispatcher(proxies);
  return {
    async send({ method, url, headers, body }) {
      const both = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        const answer = await request(url, { method, dispatcher, headers, ...(body && { body }), signal: both });
        return { status: answer.statusCode, headers: textsOf(answer.headers), text: await textOf(answer, mostBytes) };
      } catch (error) {
        if (error instanceof NoAnswer) throw error;
        const reason = codeOf(error);
        throw new NoAnswer(reason, !NOT_SENT.test(reason));
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function textOf({ body }: Dispatcher.ResponseData, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const part of body) {
    bytes += part.length;
    if (bytes > mostBytes) throw new NoAnswer('too_long', true);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

const textsOf = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));

/** The innermost code of the network, or the kind of error. */
function codeOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.cause === undefined && 'code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

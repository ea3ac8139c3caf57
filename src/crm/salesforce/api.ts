import { z } from 'zod';
import { createHttpClient, type HttpAnswer, type HttpRequest, NoAnswer } from '../../platform/http-client.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { CrmError, type CrmOptions } from '../crm.ts';
import { pageEnd } from '../page-end.ts';
import type { Login } from './credentials.ts';
import { type Described, readDescribed } from './describe.ts';
import { answerError, jsonOf, queryErrorOf, readAs } from './errors.ts';
import { inParts, type Row, validDate } from './soql.ts';
import { readToken, type Session, tokenForm } from './token.ts';

/** Spring '26. A version lives at least three years (REST API Developer Guide, "API End-of-Life Policy"). */
export const VERSION = '66.0';
const DATA = `/services/data/v${VERSION}`;

/** The description of an object with some hundred fields has half a megabyte. */
const MOST_BYTES = 20_000_000;
/** The requests of a day are shared by all programs of the account: the last ones are left to others, and asked for this often. */
const RESERVE = 0.05;
const REST_MS = 15 * MINUTE_MS;
/** An admin who adds a field or a right sees it after this time. */
const DESCRIBED_MS = 5 * MINUTE_MS;

export interface Api {
  /** `https://acme.my.salesforce.com`. */
  address: string;
  session(): Promise<Session>;
  /** All rows. With `all`, also deleted ones. */
  query(soql: string, options?: { all?: boolean }): Promise<Row[]>;
  /** All rows of the queries for these values, in as many requests as needed. */
  queryEach(values: readonly string[], soqlOf: (part: string[]) => string): Promise<Row[]>;
  /** The rows, and the clock of Salesforce in that moment. */
  queryAt(soql: string, options?: { all?: boolean }): Promise<{ rows: Row[]; at: Date }>;
  /** `path` is below the version: `/sobjects/Lead/listviews`. */
  get(path: string): Promise<unknown>;
  send(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<unknown>;
  /** A call of SOAP with this body. Its answer, whatever it says. */
  soap(bodyOf: (session: Session) => string): Promise<HttpAnswer>;
  /** An object with the fields that the user may see; undefined if they may not see it. */
  describe(object: string): Promise<Described | undefined>;
  /** Reads something once per five minutes. */
  remembered<T>(key: string, read: () => Promise<T>): Promise<T>;
  left(): { requests: number; of: number; untilReset: string } | undefined;
  close(): Promise<void>;
}

const answerSchema = z.object({
  records: z.array(z.record(z.string(), z.unknown())),
  /** A path of this account: the token goes with it. */
  nextRecordsUrl: z.string().startsWith('/').optional(),
});

type Page = z.infer<typeof answerSchema> & { at: Date };

/** Baton routes leads, so the rules of assignment stay off. A rule against duplicates that only warns does not stop it. */
const WRITES = {
  'content-type': 'application/json',
  'sforce-auto-assign': 'FALSE',
  'sforce-duplicate-rule-header': 'allowSave=true',
};

export type ApiOptions = CrmOptions & { timeoutMs: number };

export function createApi(login: Login, options: ApiOptions): Api {
  const { proxies, signal, timeoutMs, now, address = `https://${login.domain}` } = options;
  const http = createHttpClient({ proxies, signal, timeoutMs, mostBytes: MOST_BYTES });
  let opening: Promise<Session> | undefined;
  let usage: { used: number; of: number; at: number } | undefined;
  const memory = new Map<string, { until: number; value: Promise<unknown> }>();

  async function sendOnce(what: HttpRequest): Promise<HttpAnswer> {
    try {
      const answer = await http.send(what);
      noteUsage(answer.headers['sforce-limit-info']);
      return answer;
    } catch (error) {
      throw error instanceof NoAnswer ? new CrmError('away', error.message) : error;
    }
  }

  /** `api-usage=18/5000` (REST API Developer Guide, "Limit Info Header"). */
  function noteUsage(header: string | undefined) {
    const [, used, of] = /api-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
    if (used && of) usage = { used: Number(used), of: Number(of), at: now().getTime() };
  }

  function restIfNearlyOut() {
    if (!usage || usage.used < usage.of * (1 - RESERVE)) return;
    const afterMs = usage.at + REST_MS - now().getTime();
    if (afterMs > 0) throw new CrmError('limit', `api-usage=${usage.used}/${usage.of}`, { afterMs });
  }

  const open = async (): Promise<Session> =>
    readToken(
      await sendOnce({
        method: 'POST',
        url: `${address}/services/oauth2/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: tokenForm(login, now()),
      }),
    );

  function session(): Promise<Session> {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  /** A session that ended is begun again once: Salesforce did nothing of the request. */
  async function inSession(make: (session: Session) => HttpRequest, isEnded: (answer: HttpAnswer) => boolean) {
    restIfNearlyOut();
    const running = session();
    const answer = await sendOnce(make(await running));
    if (!isEnded(answer)) return answer;
    if (opening === running) opening = undefined;
    return await sendOnce(make(await session()));
  }

  async function call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) {
    const answer = await inSession(
      ({ token }) => ({
        method,
        url: address + path,
        headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(body !== undefined && WRITES) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
      ({ status }) => status === 401,
    );
    const found = answer.status < 300 ? jsonOf(answer.text) : undefined;
    if (found === undefined) throw answerError(answer, body);
    return { found, at: validDate(answer.headers.date) ?? now() };
  }

  async function pageOf(path: string): Promise<Page> {
    try {
      const { found, at } = await call('GET', path);
      return { ...readAs(answerSchema, found), at };
    } catch (error) {
      throw error instanceof CrmError ? queryErrorOf(error) : error;
    }
  }

  async function rowsOf(first: string): Promise<{ rows: Row[]; at: Date }> {
    const rows: Row[] = [];
    let at: Date | undefined;
    const reach = pageEnd();
    for (let path: string | undefined = first; path; ) {
      reach(path);
      const page: Page = await pageOf(path);
      rows.push(...page.records);
      at ??= page.at;
      path = page.nextRecordsUrl;
    }
    return { rows, at: at ?? now() };
  }

  function remembered<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = memory.get(key);
    if (known && known.until > now().getTime()) return known.value as Promise<T>;
    const value = read();
    memory.set(key, { until: now().getTime() + DESCRIBED_MS, value });
    value.catch(() => memory.delete(key));
    return value;
  }

  const queryAt: Api['queryAt'] = (soql, { all } = {}) =>
    rowsOf(`${DATA}/${all ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`);

  return {
    address,
    session,
    query: async (soql, options) => (await queryAt(soql, options)).rows,
    async queryEach(values, soqlOf) {
      const rows: Row[] = [];
      for (const part of inParts(values)) rows.push(...(await queryAt(soqlOf(part))).rows);
      return rows;
    },
    queryAt,
    get: async (path) => (await call('GET', DATA + path)).found,
    send: async (method, path, body) => (await call(method, DATA + path, body)).found,
    soap: (bodyOf) =>
      inSession(
        (current) => ({
          method: 'POST',
          url: `${address}/services/Soap/u/${VERSION}`,
          headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
          body: bodyOf(current),
        }),
        ({ status, text }) => status === 500 && text.includes('INVALID_SESSION_ID'),
      ),
    describe: (object) =>
      remembered(`describe ${object}`, () =>
        call('GET', `${DATA}/sobjects/${object}/describe`).then(
          ({ found }) => readDescribed(found),
          (error: unknown) => {
            if (error instanceof CrmError && /^(?:NOT_FOUND|INVALID_TYPE)\b/.test(error.words)) return undefined;
            throw error;
          },
        ),
      ),
    remembered,
    // Of the last 24 hours (Salesforce Developer Limits, "API Request Limits and Allocations").
    left: () => usage && { requests: usage.of - usage.used, of: usage.of, untilReset: '24 hours' },
    close: () => http.close(),
  };
}

import { Pool } from 'undici';
import type { SignedRequest } from '../slack/requests.ts';

/** The results of many requests. */
export interface Fired {
  perSecond: number;
  /** One latency per request, in milliseconds. */
  latencies: number[];
}

export interface Endpoint {
  /**
   * Sends every request, `atOnce` at a time. With `perSecond`, requests start at this rate and latency counts from the
   * planned time, so that a stalled server is measured too.
   */
  fire(requests: readonly SignedRequest[], options: { atOnce: number; perSecond?: number }): Promise<Fired>;
  close(): Promise<void>;
}

/** Sends requests over keep-alive connections. A refusal is an error of the benchmark. */
export function endpoint(port: number, connections = 64, path = '/slack/events'): Endpoint {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });

  function send({ body, headers }: SignedRequest): Promise<void> {
    const done = Promise.withResolvers<void>();
    let status = 0;
    pool.dispatch(
      { method: 'POST', path, headers, body },
      {
        onRequestStart: () => {},
        onResponseStart: (_, statusCode) => {
          status = statusCode;
        },
        onResponseData: () => {},
        onResponseEnd: () =>
          status >= 200 && status < 202 ? done.resolve() : done.reject(new Error(`The server answered ${status}.`)),
        onResponseError: (_, error) => done.reject(error),
      },
    );
    return done.promise;
  }

  return {
    async fire(requests, { atOnce, perSecond }) {
      const latencies: number[] = [];
      const begin = performance.now();
      let next = 0;
      const sender = async () => {
        for (;;) {
          const number = next;
          next += 1;
          const request = requests[number];
          if (!request) return;
          let start = performance.now();
          if (perSecond !== undefined) {
            const planned = begin + (number / perSecond) * 1000;
            while (performance.now() < planned) await pause(planned - performance.now());
            start = planned;
          }
          await send(request);
          latencies.push(performance.now() - start);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, sender));
      return { perSecond: (requests.length * 1000) / (performance.now() - begin), latencies };
    },
    close: () => pool.close(),
  };
}

/** A timer is up to a millisecond late, so the last stretch is spent in loop turns. */
const pause = (ms: number) =>
  new Promise<void>((resolve) => (ms > 2 ? setTimeout(resolve, ms - 2) : setImmediate(resolve)));

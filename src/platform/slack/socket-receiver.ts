import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import { pauseMs } from '../backoff.ts';
import { outcomeOf } from './api-errors.ts';
import { type Connection, createConnection, type SocketOptions } from './socket-connection.ts';

export interface SocketReceiverOptions extends SocketOptions {
  /** Called after each hello: events that were missed without a connection can be read from Slack. */
  onConnected?: () => void;
  /** First wait after a failure; it doubles up to half a minute. */
  backoffMs?: number;
}

const LONGEST_BACKOFF_MS = 30_000;
const LONGEST_TOLD_WAIT_S = 60;
/** A shorter connection counts as a failure, so that reconnecting backs off. */
const SHORT_LIFE_MS = 10_000;
/** Time for running work to acknowledge on the old connection. */
const OVERLAP_MS = 5_000;
const STOP_MS = 5_000;

/**
 * Keeps Socket Mode connected for the life of the process: through refused tokens, hours without Slack and half-open
 * connections. When Slack announces the end of a connection, the next one opens before it ends.
 *
 * `start()` resolves with the first hello, and rejects only when Slack refuses the app token or Socket Mode itself by
 * then.
 */
export function socketReceiver(options: SocketReceiverOptions): Receiver {
  const { log, backoffMs = 1_000 } = options;
  const open = new Set<Connection>();
  const stop = new AbortController();
  let app: App | undefined;
  let failures = 0;

  async function keepUp(handler: App, started: PromiseWithResolvers<void>): Promise<void> {
    let previous: Connection | undefined;
    let isFirst = true;
    while (!stop.signal.aborted) {
      const connection = track(createConnection(handler, options));
      try {
        await connection.ready;
      } catch (error) {
        const failure = outcomeOf(error);
        if (isFirst && (failure.kind === 'auth' || failure.kind === 'refused')) {
          started.reject(
            new Error(
              `Slack refuses a connection by Socket Mode: ${failure.error}. Check SLACK_APP_TOKEN (it needs the scope ` +
                "connections:write), and that Socket Mode is on in the app's settings.",
            ),
          );
          return;
        }
        log.warn({ error: failure.error }, 'No connection to Slack; trying again');
        await wait(failure.kind === 'limited' ? Math.min(failure.seconds, LONGEST_TOLD_WAIT_S) * 1000 : backoff());
        continue;
      }
      isFirst = false;
      started.resolve();
      log.info('Connected to Slack');
      options.onConnected?.();
      retire(previous);
      previous = connection;
      const since = performance.now();
      await connection.ending;
      if (performance.now() - since > SHORT_LIFE_MS) failures = 0;
      else await wait(backoff());
    }
  }

  function track(connection: Connection): Connection {
    open.add(connection);
    const forget = () => void open.delete(connection);
    connection.ready.catch(forget);
    void connection.ended.then(forget);
    return connection;
  }

  function retire(connection: Connection | undefined): void {
    if (connection && open.has(connection)) setTimeout(connection.close, OVERLAP_MS).unref();
  }

  function backoff(): number {
    failures += 1;
    return pauseMs({ firstMs: backoffMs, longestMs: LONGEST_BACKOFF_MS }, failures);
  }

  const wait = (ms: number) => sleep(ms, undefined, { signal: stop.signal }).catch(() => {});

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: () => {
      if (!app) throw new TypeError('A receiver starts after its App was made.');
      const started = Promise.withResolvers<void>();
      void keepUp(app, started);
      return started.promise;
    },
    stop: async () => {
      stop.abort();
      const ends = [...open].map(({ close, ended }) => {
        close();
        return ended;
      });
      await Promise.race([Promise.all(ends), sleep(STOP_MS, undefined, { ref: false })]);
    },
  };
}

import { type App, SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import { errorName, type Log } from '../log.ts';
import { clientBase } from './clients.ts';
import { sdkLogger } from './sdk-log.ts';

export interface SocketOptions {
  appToken: string;
  /** Another Web API than Slack's. */
  apiUrl?: string;
  log: Log;
  /** A connection that answers no ping for so long is given up. A loop that is blocked for as long looks like it. */
  pingTimeoutMs?: number;
}

/** One connection of Socket Mode. */
export interface Connection {
  /** Resolves with Slack's hello; rejects when there is none in time. */
  ready: Promise<void>;
  /** Resolves when Slack announces its end, or it has ended. It may still carry acknowledgements. */
  ending: Promise<void>;
  /** Resolves when it has ended, however that came. */
  ended: Promise<void>;
  close(): void;
}

const OPEN_TIMEOUT_MS = 10_000;
const HELLO_TIMEOUT_MS = 20_000;
/** How long the other side may take to answer a close; the SDK would wait half a minute. */
const CLOSE_MS = 3_000;

/**
 * Opens a connection. The SDK's own way to reconnect is off: it gives up on network errors, and one that it does not
 * expect (a refused token, for one) rejects without anybody to catch it, which ends the process.
 */
export function createConnection(
  app: App,
  { appToken, apiUrl, log, pingTimeoutMs = 10_000 }: SocketOptions,
): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: pingTimeoutMs,
    logger: sdkLogger(log),
    installerOptions: { clientOptions: { ...clientBase(apiUrl, log), timeout: OPEN_TIMEOUT_MS } },
    // Not acknowledged, so that Slack sends it again.
    processEventErrorHandler: async ({ error }) => {
      log.error({ error: errorName(error) }, 'A request of Slack failed');
      return false;
    },
  });
  receiver.init(app);
  const { client } = receiver;
  const ending = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();

  client.once('disconnected', () => {
    ending.resolve();
    ended.resolve();
  });
  passOnlyKnown(client, log, ending.resolve);

  async function start(): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('Slack did not say hello in time')), HELLO_TIMEOUT_MS);
    try {
      await Promise.race([client.start(), late.promise]);
    } catch (error) {
      close();
      // When the socket ended before hello there is nothing to say but that.
      throw error ?? new Error('The connection ended before hello');
    } finally {
      clearTimeout(timer);
    }
  }

  function close(): void {
    void client.disconnect();
    // The second call ends it without waiting for an answer.
    setTimeout(() => void client.disconnect(), CLOSE_MS).unref();
  }

  return { ready: start(), ending: ending.promise, ended: ended.promise, close };
}

const envelopeSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('hello') }),
  z.looseObject({ type: z.literal('disconnect') }),
  z.looseObject({
    type: z.literal('events_api'),
    payload: z.looseObject({ event: z.looseObject({ type: z.string() }) }),
  }),
  z.looseObject({ type: z.enum(['interactive', 'slash_commands']), payload: z.looseObject({}) }),
]);

interface Emitter {
  // biome-ignore lint/complexity/noBannedTypes: as the emitters of Node and of the SDK have it
  listeners(event: string): Function[];
  removeAllListeners(event: string): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

/**
 * Stands between the socket and the SDK, which takes every envelope for one that it knows: app_rate_limited, which has no
 * event in it, rejects in there without anybody to catch it; a type that equals one of its own events would be one.
 */
export function passOnlyKnown(client: Emitter, log: Log, announced: () => void): void {
  const [toSdk] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const envelope = envelopeSchema.safeParse(jsonOf(data));
    if (!envelope.success) {
      log.warn('Slack sent an envelope that is not known, and it is ignored');
      return;
    }
    if (envelope.data.type === 'disconnect') {
      // Slack closes it in a moment; until then it carries the acknowledgements of what is under way.
      announced();
      return;
    }
    Promise.resolve(toSdk?.(data, isBinary)).catch((error: unknown) => {
      log.error({ error: errorName(error) }, 'An envelope of Slack could not be read');
    });
  });
}

function jsonOf(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}

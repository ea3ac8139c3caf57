import { type App, SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import { asSecret, type Secret } from '../crypto/secret.ts';
import { errorName, type Log } from '../log.ts';
import { type Proxies, proxyDispatcher } from '../proxy.ts';
import { clientBase } from './clients.ts';
import { sdkLogger } from './sdk-log.ts';

export interface SocketOptions {
  /** Its file is read again before each connection. */
  appToken: Secret | string;
  /** A Web API other than Slack's. */
  apiUrl?: string;
  proxies?: Proxies;
  log: Log;
  /** Slack says that it drops the events of this minute, because there are too many. */
  onDropped?: () => void;
  /** A connection that does not answer a ping within this time is closed. A blocked event loop looks the same. */
  pingTimeoutMs?: number;
}

/** One connection of Socket Mode. */
export interface Connection {
  /** Resolves with Slack's hello; rejects if it does not come in time. */
  ready: Promise<void>;
  /** Resolves when Slack announces the end of the connection, or it has ended. It may still carry acknowledgements. */
  ending: Promise<void>;
  /** Resolves when the connection has ended, for any reason. */
  ended: Promise<void>;
  close(): void;
}

const OPEN_TIMEOUT_MS = 10_000;
const HELLO_TIMEOUT_MS = 20_000;
/** Time for the other side to answer a close; the SDK waits half a minute. */
const CLOSE_MS = 3_000;

/**
 * Opens a connection. The SDK's own reconnection is off: it gives up on network errors, and an unexpected one, such as
 * a refused token, rejects without a handler and ends the process.
 */
export function createConnection(
  app: App,
  { appToken, apiUrl, proxies, log, onDropped, pingTimeoutMs = 10_000 }: SocketOptions,
): Connection {
  const dispatcher = proxies && proxyDispatcher(proxies);
  const token = asSecret(appToken);
  token.renew();
  const receiver = new SocketModeReceiver({
    appToken: token.reveal(),
    dispatcher,
    autoReconnectEnabled: false,
    clientPingTimeout: pingTimeoutMs,
    logger: sdkLogger(log),
    installerOptions: { clientOptions: { ...clientBase(apiUrl, log), timeout: OPEN_TIMEOUT_MS } },
    // Not acknowledged, so that Slack resends it.
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
    void dispatcher?.destroy();
  });
  passOnlyKnown(client, log, ending.resolve, onDropped);

  async function start(): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('Slack did not say hello in time')), HELLO_TIMEOUT_MS);
    try {
      await Promise.race([client.start(), late.promise]);
    } catch (error) {
      close();
      // A socket that ended before hello has no other error.
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

const droppedSchema = z.looseObject({ payload: z.looseObject({ type: z.literal('app_rate_limited') }) });

interface Emitter {
  // biome-ignore lint/complexity/noBannedTypes: as the emitters of Node and of the SDK have it
  listeners(event: string): Function[];
  removeAllListeners(event: string): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

/**
 * Filters envelopes between the socket and the SDK, which expects only known types: app_rate_limited has no event and
 * rejects in the SDK without a handler, and a type named like one of the SDK's own events would trigger it.
 */
export function passOnlyKnown(client: Emitter, log: Log, announced: () => void, dropped = () => {}): void {
  const [toSdk] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const json = jsonOf(data);
    const envelope = envelopeSchema.safeParse(json);
    if (!envelope.success) {
      if (droppedSchema.safeParse(json).success) dropped();
      log.warn('Slack sent an envelope that is not known, and it is ignored');
      return;
    }
    if (envelope.data.type === 'disconnect') {
      // Slack closes the connection in a moment; until then it carries acknowledgements of running work.
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

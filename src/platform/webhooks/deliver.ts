import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import { eq } from '../db/drizzle.ts';
import { writeWithRetry } from '../db/write-with-retry.ts';
import { errorName } from '../log.ts';
import type { Services } from '../services.ts';
import { type Due, dueDeliveries, dueEndpoints, settleDelivered, settleFailed } from './deliveries.ts';
import { endpointById, requireEndpoint, turnOff } from './endpoints.ts';
import { unsealEndpoint } from './sealed.ts';
import { type AddressFault, addressFault, type SendWebhook, WebhookFailed, type WebhookTarget } from './send.ts';
import { keyOfSecret } from './sign.ts';
import { type WebhookEndpoint, type WebhookEvent, webhookEndpoints } from './table.ts';
import type { Payload } from './types.ts';

export interface Deliverer {
  /** Starts to send what is due. */
  sendDue(): void;
  /** Sends a test event now, and no other time. @returns the fault, or undefined. */
  test(endpointId: number): Promise<WebhookFailed | undefined>;
  /** Why an address is refused as it stands; a name is resolved at each connection. */
  fault(url: string): AddressFault | undefined;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Starts no further delivery, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

export const TEST_EVENT = 'baton.test';

/** Deliveries to one endpoint at once. */
const LANES = 4;

/**
 * Sends events to their endpoints. A slow endpoint holds up no other, and an event only those of the same subject. A receiver may
 * get an event twice, with the same id: Baton can end between its answer and the commit.
 */
export function createDeliverer(
  { db, write, keys, now, log }: Pick<Services, 'db' | 'write' | 'keys' | 'now' | 'log'>,
  { send, allowed }: { send: SendWebhook; allowed: BlockList },
): Deliverer {
  const running = new Map<number, Promise<void>>();
  let stopping = false;

  function sendDue(): void {
    if (stopping) return;
    for (const id of dueEndpoints(db, now())) {
      if (running.has(id)) continue;
      const run = sendAll(id)
        .catch((error: unknown) => log.error({ webhook: id, error: errorName(error) }, 'Webhooks could not be sent'))
        .finally(() => running.delete(id));
      running.set(id, run);
    }
  }

  /** Until nothing is due: a failure moves an event, and those behind it, out of the way. */
  async function sendAll(id: number): Promise<void> {
    for (;;) {
      const endpoint = endpointById(db, id);
      if (stopping || !endpoint || endpoint.offAt !== null || isResting(endpoint)) return;
      const found = dueDeliveries(db, id, now());
      if (found.length === 0) return;
      const target = targetOf(endpoint);
      if (!target) return turnOffUnreadable(id);
      const lanes = Array.from({ length: LANES }, async () => {
        for (let one = found.shift(); one && !stopping; one = found.shift()) await deliver(endpoint, target, one);
      });
      await Promise.all(lanes);
    }
  }

  const isResting = ({ restsUntil }: WebhookEndpoint) => restsUntil !== null && now() < restsUntil;

  async function deliver(endpoint: WebhookEndpoint, target: WebhookTarget, { delivery, event }: Due): Promise<void> {
    const failure = await attempt(target, { id: event.id, body: bodyOf(event, endpoint.payload) });
    await writeWithRetry(
      write,
      (tx) => (failure ? settleFailed(tx, delivery, failure, now()) : settleDelivered(tx, delivery, now())),
      () => stopping,
    );
    if (failure) log.warn({ webhook: endpoint.id, event: event.id, reason: failure.message }, 'A webhook failed');
  }

  async function attempt(target: WebhookTarget, message: { id: string; body: string }) {
    try {
      await send(target, message, now());
      return undefined;
    } catch (error) {
      return error instanceof WebhookFailed ? error : new WebhookFailed(errorName(error));
    }
  }

  /** Undefined when the key was left on another machine. */
  function targetOf({ sealed, rotatingUntil }: WebhookEndpoint): WebhookTarget | undefined {
    const content = unsealEndpoint(keys, sealed);
    if (!content) return undefined;
    const isRotating = rotatingUntil !== null && now() < rotatingUntil;
    const secrets = [content.secret, isRotating ? content.former : undefined];
    return { url: content.url, keys: secrets.flatMap((secret) => (secret && keyOfSecret(secret)) || []) };
  }

  const turnOffUnreadable = (id: number) =>
    write((tx) => turnOff(tx, { id, by: 'Baton', why: 'unreadable' }, now())).then(() => undefined);

  return {
    sendDue,
    async test(endpointId) {
      const target = targetOf(requireEndpoint(db, endpointId));
      if (!target) return new WebhookFailed('unreadable');
      const at = now();
      const event = { type: TEST_EVENT, timestamp: at.toISOString(), data: { sequence: at.getTime() } };
      const failure = await attempt(target, { id: `evt_${randomUUID()}`, body: JSON.stringify(event) });
      // The receiver is there again.
      if (!failure) {
        await write((tx) =>
          tx.update(webhookEndpoints).set({ restsUntil: null }).where(eq(webhookEndpoints.id, endpointId)).run(),
        );
      }
      return failure;
    },
    fault: (url) => addressFault(url, allowed),
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
    async stop() {
      stopping = true;
      await Promise.all(running.values());
    },
  };
}

/** The body for an endpoint. An erased thing is told by its ids. */
const bodyOf = ({ type, at, sequence, thin, full }: WebhookEvent, payload: Payload): string =>
  JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: { sequence, ...(payload === 'full' && full !== null ? full : thin) },
  });

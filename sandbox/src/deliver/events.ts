import type { FaultPlan } from '../faults.ts';
import type { Json } from '../json.ts';
import { isObject, str } from '../json.ts';
import { eventCallback } from '../payloads/event-callback.ts';
import type { World } from '../world.ts';
import { eventsFor } from './subscriptions.ts';

/** Slack's reasons for a retry (docs.slack.dev, Events API). */
const REASONS: Record<string, string> = {
  operation_timeout: 'http_timeout',
  dispatch_failed: 'connection_failed',
  http_client_error: 'http_error',
  http_service_error: 'http_error',
};

export interface Events {
  /** Number of events not yet sent for the first time. */
  readonly waiting: number;
  stop(): void;
}

/** Sends the app an event for every change that it subscribed to, and retries if it does not acknowledge. */
export function startEvents(world: World, plan: () => FaultPlan, isSocket: () => boolean): Events {
  const timers = new Set<NodeJS.Timeout>();
  let waiting = 0;
  let held: Json[] = [];

  const later = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms).unref();
    timers.add(timer);
  };

  const deliver = async (payload: Json, attempt: number, failure: string): Promise<void> => {
    const reason = isSocket() && failure === 'operation_timeout' ? 'timeout' : (REASONS[failure] ?? failure);
    const what = isObject(payload.event) ? str(payload.event.type) : '';
    const ack = await world.deliver.send({
      type: 'events_api',
      what,
      payload,
      answerable: false,
      ...(attempt > 0 ? { retry: { attempt, reason } } : {}),
    });
    if (ack.ok || ack.noRetry) return;
    const delay = world.timings.eventRetryMs[attempt];
    if (delay !== undefined) later(delay, () => void deliver(payload, attempt + 1, ack.error));
  };

  const leave = (payload: Json, lateMs: number): void => {
    waiting += 1;
    later(lateMs, () => {
      waiting -= 1;
      void deliver(payload, 0, '');
    });
  };

  const queue = (payload: Json): void => {
    const { copies = 1, lateMs = 0, reverseBatch = 1 } = plan().events;
    held.push(payload);
    if (held.length < reverseBatch) return;
    const batch = held.reverse();
    held = [];
    for (const each of batch) for (let copy = 0; copy < copies; copy += 1) leave(each, lateMs);
  };

  const stopListening = world.store.changes.listen((change) => {
    for (const { event, channel } of eventsFor(world, change)) queue(eventCallback(world, event, channel));
  });

  return {
    get waiting() {
      return waiting;
    },
    stop: () => {
      stopListening();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

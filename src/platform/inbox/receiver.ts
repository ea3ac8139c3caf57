import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { Stopping } from '../errors.ts';
import { errorName, type Log } from '../log.ts';
import { faultInEvent } from '../slack/event-schema.ts';
import { faultInRequest } from '../slack/request-schema.ts';
import { asEvent, type EventBody, type Inbox } from './receive.ts';

const DRAIN_MS = 3_000;

interface InboxHooks {
  onDropped?: () => void;
  isQuestion?: (body: EventBody) => boolean;
}

/** Not as Slack documents it. An event is kept, and can be tried again with a later Baton. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

interface Idle {
  /** Resolves when no command, action, view or option is being handled, acknowledged ones included. */
  idle(): Promise<void>;
}

/**
 * A receiver whose events pass through the inbox: Bolt acknowledges an event before its listeners run, so one that is
 * under way when the process dies would be lost. Here it is on the disk first, and Bolt gets it from there with nothing
 * left to acknowledge. Commands, actions, views and options go straight to Bolt.
 *
 * A listener of an event reports a failure to the inbox by rejecting. Bolt passes the rejection to `app.error`, which has
 * to throw again for events, or they count as handled. A repeated event runs all its listeners again.
 *
 * `onDropped` is called when Slack says that it drops the events of this minute. Events that `isQuestion` knows change nothing, and Slack
 * wants their answer before the acknowledgement: they are handled at once, and stored nowhere.
 *
 * `stop()` takes in no more, waits up to `DRAIN_MS` for running requests (Bolt does not), then closes `inner`.
 */
export function withInbox(
  inner: Receiver,
  inbox: Inbox,
  log: Log,
  { onDropped = () => {}, isQuestion = () => false }: InboxHooks = {},
): Receiver & Idle {
  const underWay = new Set<Promise<void>>();
  let bolt: App | undefined;
  let stopping = false;

  async function receive(app: App, event: ReceiverEvent): Promise<void> {
    if (typeof event.body !== 'object' || event.body === null) return acknowledge(event);
    const slackEvent = asEvent(event.body);
    if (slackEvent && isQuestion(slackEvent)) {
      requireReadable(faultInEvent(slackEvent.event));
      await app.processEvent({ ...event, ack: async () => {} });
      return acknowledge(event);
    }
    if (slackEvent) {
      await inbox.take(slackEvent);
      return acknowledge(event);
    }
    if (event.body.type === 'event_callback' || event.body.type === 'app_rate_limited') {
      log.warn({ type: event.body.type }, 'Slack sent no event that could be handled');
      if (event.body.type === 'app_rate_limited') onDropped();
      return acknowledge(event);
    }
    if (stopping) throw new Stopping();
    // Slack tells the person that it did not work.
    requireReadable(faultInRequest(event.body));
    let isAcknowledged = false;
    const run = app.processEvent({
      ...event,
      ack: async (answer) => {
        // The answer for a failed handler cannot know whether that handler had acknowledged.
        if (isAcknowledged && answer === undefined) return;
        isAcknowledged = true;
        await acknowledge(event, answer);
      },
    });
    underWay.add(run);
    try {
      await run;
    } finally {
      underWay.delete(run);
    }
  }

  function requireReadable(place: string | undefined): void {
    if (place === undefined) return;
    log.warn({ place }, 'Slack sent something that could not be read');
    throw new Unreadable();
  }

  /** The handler's change is committed by now: an answer that comes too late for Slack is no failure of the handler. */
  async function acknowledge(event: ReceiverEvent, answer?: unknown): Promise<void> {
    try {
      await event.ack(answer);
    } catch (error) {
      if (!cameTooLate(error)) throw error;
      log.warn({ error: errorName(error) }, 'An acknowledgement came too late for Slack');
    }
  }

  return {
    init(app) {
      bolt = app;
      // Receivers call nothing but processEvent; the rest of the app shows through.
      const door: App = Object.create(app, { processEvent: { value: (event: ReceiverEvent) => receive(app, event) } });
      inner.init(door);
    },
    async start(...args) {
      const app = bolt;
      if (!app) throw new TypeError('A receiver starts after its App was made.');
      await inbox.start(async (body) => {
        requireReadable(faultInEvent(body.event));
        await app.processEvent({ body, ack: async () => {} });
      });
      return inner.start(...args);
    },
    idle: async () => void (await Promise.allSettled(underWay)),
    async stop(...args) {
      stopping = true;
      const handled = inbox.stop();
      // The socket stays open meanwhile, so that running requests can still be acknowledged.
      await Promise.race([Promise.allSettled(underWay), sleep(DRAIN_MS, undefined, { ref: false })]);
      const stopped = await inner.stop(...args);
      await handled;
      return stopped;
    },
  };
}

/** The socket is closed, or Slack's three seconds over HTTP are past and the answer was given without us. */
function cameTooLate(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return (
    error.code === 'ERR_HTTP_HEADERS_SENT' ||
    error.code === 'slack_socket_mode_send_while_disconnected_error' ||
    error.code === 'slack_socket_mode_send_while_not_ready_error' ||
    error.code === 'slack_socket_mode_websocket_error'
  );
}

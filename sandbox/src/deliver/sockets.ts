import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { FaultPlan, SocketOperations } from '../faults.ts';
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { secret } from '../state/ids.ts';
import type { Ack, Carrier, Parcel } from './deliverer.ts';

/** At most ten connections at a time; each envelope goes to one of them (docs.slack.dev, Socket Mode). */
const CONNECTION_LIMIT = 10;
/** A ticket of `apps.connections.open` is valid briefly, for one connection. */
const TICKET_LIFE_MS = 30_000;
/** Slack sends a `warning` about ten seconds before it closes. */
const WARNING_MS = 10_000;

interface Connection {
  socket: WebSocket;
  answered: boolean;
  pings: NodeJS.Timeout;
}

export interface Sockets extends Carrier, Omit<SocketOperations, 'rateLimitEvents' | 'changed'> {
  issueTicket(): string;
  /** False when the ticket is invalid: the connection must be refused. */
  takeTicket(ticket: string): boolean;
  accept(socket: WebSocket): void;
  readonly size: number;
  close(): void;
}

export interface SocketOptions {
  appId: string;
  ackMs: number;
  pingMs: number;
  plan: () => FaultPlan;
  onCountChange: (count: number) => void;
}

export function createSockets(options: SocketOptions): Sockets {
  const connections = new Set<Connection>();
  const tickets = new Map<string, number>();
  const awaited = new Map<string, (ack: Ack) => void>();
  let turn = 0;

  const open = (): Connection[] => [...connections].filter(({ socket }) => socket.readyState === socket.OPEN);

  const say = (connection: Connection, message: Json): void => {
    if (options.plan().socketsFrozen) return;
    connection.socket.send(JSON.stringify(message));
  };

  const hear = (data: string): void => {
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      console.error('sandbox: the app sent something over its socket that is not JSON.');
      return;
    }
    if (!isObject(message) || typeof message.envelope_id !== 'string') return;
    const { payload } = message;
    const isEmpty =
      payload === undefined || payload === null || (isObject(payload) && Object.keys(payload).length === 0);
    awaited.get(message.envelope_id)?.({ ok: true, answer: isEmpty ? undefined : payload });
  };

  const ping = (connection: Connection): void => {
    if (options.plan().socketsFrozen) return;
    if (!connection.answered) {
      connection.socket.terminate();
      return;
    }
    connection.answered = false;
    connection.socket.ping();
  };

  const accept = (socket: WebSocket): void => {
    if (open().length >= CONNECTION_LIMIT) {
      socket.send(
        JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'sandbox' } }),
      );
      socket.close();
      return;
    }
    const connection: Connection = {
      socket,
      answered: true,
      pings: setInterval(() => ping(connection), options.pingMs).unref(),
    };
    connections.add(connection);
    socket.on('pong', () => {
      connection.answered = true;
    });
    // Pongs are sent by hand, so that a frozen link is silent in both directions.
    socket.on('ping', (data) => {
      if (!options.plan().socketsFrozen) socket.pong(data);
    });
    socket.on('message', (data) => {
      if (!options.plan().socketsFrozen) hear(data.toString());
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(connection.pings);
      connections.delete(connection);
      options.onCountChange(connections.size);
    });
    options.onCountChange(connections.size);
    say(connection, {
      type: 'hello',
      num_connections: connections.size,
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 3600 },
      connection_info: { app_id: options.appId },
    });
  };

  const send = (parcel: Parcel): Promise<Ack> => {
    const ready = open();
    const connection = ready[turn++ % Math.max(ready.length, 1)];
    if (!connection) return Promise.resolve({ ok: false, error: 'dispatch_failed' });
    const envelopeId = randomUUID();
    return new Promise((resolve) => {
      const settle = (ack: Ack): void => {
        clearTimeout(timer);
        awaited.delete(envelopeId);
        resolve(ack);
      };
      const timer = setTimeout(() => settle({ ok: false, error: 'operation_timeout' }), options.ackMs).unref();
      awaited.set(envelopeId, settle);
      say(connection, {
        envelope_id: envelopeId,
        payload: parcel.payload,
        type: parcel.type,
        accepts_response_payload: parcel.answerable,
        ...(parcel.type === 'events_api'
          ? { retry_attempt: parcel.retry?.attempt ?? 0, retry_reason: parcel.retry?.reason ?? '' }
          : {}),
      });
    });
  };

  const drop = (reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'): void => {
    for (const connection of open()) {
      if (reason === 'abrupt') {
        connection.socket.terminate();
        continue;
      }
      say(connection, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
      setTimeout(() => connection.socket.close(), reason === 'warning' ? WARNING_MS : 200).unref();
    }
  };

  return {
    send,
    accept,
    drop,
    issueTicket: () => {
      const ticket = secret();
      tickets.set(ticket, performance.now());
      return ticket;
    },
    takeTicket: (ticket) => {
      const issued = tickets.get(ticket);
      tickets.delete(ticket);
      return issued !== undefined && performance.now() - issued < TICKET_LIFE_MS;
    },
    sendRaw: (envelope) => {
      for (const connection of open()) say(connection, envelope);
    },
    get size() {
      return open().length;
    },
    close: () => {
      for (const settle of [...awaited.values()]) settle({ ok: false, error: 'dispatch_failed' });
      for (const { socket, pings } of connections) {
        clearInterval(pings);
        // Gives an app that is closing its own side a moment to finish.
        socket.close();
        setTimeout(() => socket.terminate(), 100).unref();
      }
    },
  };
}

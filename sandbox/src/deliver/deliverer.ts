import type { Json } from '../json.ts';

/** What leaves for the app, before it is known by which way. */
export interface Parcel {
  type: 'events_api' | 'interactive' | 'slash_commands';
  /** The event's type, the interaction's type or the command: for the log. */
  what: string;
  payload: Json;
  /** Whether the app may answer with its acknowledgement. */
  answerable: boolean;
  retry?: { attempt: number; reason: string };
}

/** `error` in Slack's words: `operation_timeout`, `dispatch_failed`, `http_error` ... */
export type Ack = { ok: true; answer: unknown } | { ok: false; error: string; noRetry?: boolean };

export interface Carrier {
  send(parcel: Parcel): Promise<Ack>;
}

export interface Deliverer extends Carrier {
  /** Number of parcels whose acknowledgement is awaited. */
  readonly underWay: number;
}

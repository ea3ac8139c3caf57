import type { Json } from '../json.ts';

/** A payload for the app, independent of the transport. */
export interface Parcel {
  type: 'events_api' | 'interactive' | 'slash_commands';
  /** The event's type, the interaction's type or the command; for the log. */
  what: string;
  payload: Json;
  /** Whether the app may answer with its acknowledgement. */
  answerable: boolean;
  retry?: { attempt: number; reason: string };
}

/** Slack's error code: `operation_timeout`, `dispatch_failed`, `http_error` ... */
export type Ack = { ok: true; answer: unknown } | { ok: false; error: string; noRetry?: boolean };

export interface Carrier {
  send(parcel: Parcel): Promise<Ack>;
}

export interface Deliverer extends Carrier {
  /** Number of parcels waiting for an acknowledgement. */
  readonly underWay: number;
}

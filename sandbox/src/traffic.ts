import type { Json } from './json.ts';

export interface Call {
  kind: 'call';
  at: Date;
  method: string;
  args: Json;
  status: number;
  /** Undefined while the call is under way, and for one that never got an answer. */
  answer?: Json;
  /** The fault that was played on it. */
  fault?: string;
}

export interface Delivered {
  kind: 'delivery';
  at: Date;
  /** `events_api`, `interactive`, `slash_commands`. */
  type: string;
  /** The event's type, the interaction's type or the command. */
  what: string;
  payload: Json;
  attempt: number;
  acked: boolean;
  /** What the app answered with its acknowledgement. */
  answer?: unknown;
  error?: string;
}

export interface Traffic {
  /** Oldest first; the newest ten thousand are kept. */
  all: (Call | Delivered)[];
  add(entry: Call | Delivered): void;
  /** All calls of one method, or of every method, oldest first. */
  calls(method?: string): Call[];
  /** All deliveries of one event type, interaction type or command, or every one. */
  deliveries(what?: string): Delivered[];
  clear(): void;
}

const LIMIT = 10_000;

export function createTraffic(): Traffic {
  const all: (Call | Delivered)[] = [];
  return {
    all,
    add: (entry) => {
      all.push(entry);
      if (all.length > LIMIT) all.splice(0, LIMIT / 10);
    },
    calls: (method) => all.filter((each): each is Call => each.kind === 'call' && (!method || each.method === method)),
    deliveries: (what) =>
      all.filter((each): each is Delivered => each.kind === 'delivery' && (!what || each.what === what)),
    clear: () => {
      all.length = 0;
    },
  };
}

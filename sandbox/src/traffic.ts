import type { Json } from './json.ts';

export interface Call {
  /** Increases with every call and delivery. */
  id: number;
  kind: 'call';
  at: Date;
  method: string;
  args: Json;
  status: number;
  /** Undefined while the call is in progress, and for a call that never got an answer. */
  answer?: Json;
  /** The fault that was applied to it. */
  fault?: string;
  /** The Retry-After header of a 429. */
  retryAfter?: string;
  /** Real time until the answer; undefined while there is no answer. */
  tookMs?: number;
}

export interface Delivered {
  id: number;
  kind: 'delivery';
  at: Date;
  /** `events_api`, `interactive`, `slash_commands`. */
  type: string;
  /** The event's type, the interaction's type or the command. */
  what: string;
  payload: Json;
  attempt: number;
  acked: boolean;
  /** The app's answer in its acknowledgement. */
  answer?: unknown;
  error?: string;
  /** Real time until the acknowledgement or the timeout. */
  tookMs?: number;
}

export interface Traffic {
  /** Oldest first; at most the newest ten thousand. */
  all: (Call | Delivered)[];
  /** Adds an entry, and returns it with its id. */
  add<T extends Call | Delivered>(entry: Omit<T, 'id'>): T;
  /** Marks an entry as answered, or as never to be answered. */
  ended(entry: Call | Delivered): void;
  /** Calls the listener when an entry starts and when it ends, until the returned function is called. */
  listen(listener: (entry: Call | Delivered) => void): () => void;
  /** All calls of one method, or of every method, oldest first. */
  calls(method?: string): Call[];
  /** All deliveries of one event type, interaction type or command, or all deliveries. */
  deliveries(what?: string): Delivered[];
  clear(): void;
}

const LIMIT = 10_000;

export function createTraffic(): Traffic {
  const all: (Call | Delivered)[] = [];
  const listeners = new Set<(entry: Call | Delivered) => void>();
  const began = new WeakMap<object, number>();
  let lastId = 0;
  const tell = (entry: Call | Delivered): void => {
    for (const listener of [...listeners]) listener(entry);
  };
  return {
    all,
    add: <T extends Call | Delivered>(entry: Omit<T, 'id'>): T => {
      lastId += 1;
      const added = { ...entry, id: lastId } as T;
      all.push(added);
      began.set(added, performance.now());
      if (all.length > LIMIT) all.splice(0, LIMIT / 10);
      tell(added);
      return added;
    },
    ended: (entry) => {
      entry.tookMs = Math.round(performance.now() - (began.get(entry) ?? performance.now()));
      tell(entry);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    calls: (method) => all.filter((each): each is Call => each.kind === 'call' && (!method || each.method === method)),
    deliveries: (what) =>
      all.filter((each): each is Delivered => each.kind === 'delivery' && (!what || each.what === what)),
    clear: () => {
      all.length = 0;
    },
  };
}

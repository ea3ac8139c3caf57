import type { Json } from './json.ts';

/** A fault of an API call. With `stored: true`, the call takes effect before it fails. */
export type ApiFault =
  | { kind: 'rate_limited'; retryAfter: number | 'none' | { httpDateInSeconds: number } }
  | { kind: 'status'; status: number; stored?: boolean }
  /** An HTML page with status 200, as a proxy would send. */
  | { kind: 'html'; stored?: boolean }
  /** The call is never answered. */
  | { kind: 'hang'; stored?: boolean }
  /** The connection is reset, either before the answer or in the middle of its body. */
  | { kind: 'reset'; stored?: boolean; inBody?: boolean }
  /** An error of the API itself. */
  | { kind: 'error'; error: string };

export interface CallMatch {
  /** Number of calls; default 1. */
  times?: number;
  method?: string;
  /** Channel id, as the app sends it. */
  channel?: string;
  when?: (args: Json) => boolean;
}

interface Planned {
  /** Number of calls that the fault still applies to. */
  readonly left: number;
  lift(): void;
}

/** A planned fault that still applies to some calls. */
export interface PlannedCalls extends Planned {
  readonly id: number;
  readonly fault: ApiFault;
  readonly match: CallMatch;
}

/** Calls whose answers are delayed. */
interface SlowCalls {
  readonly id: number;
  readonly ms: number;
  readonly method?: string;
  lift(): void;
}

/** The faults that are active now. */
export interface ActiveFaults {
  calls: PlannedCalls[];
  slowCalls: SlowCalls[];
  authError: string | undefined;
  isDown: boolean;
  socketsRefused: boolean;
  socketsFrozen: boolean;
  events: DeliveryFault;
}

export interface DeliveryFault {
  /** Number of copies of every event. */
  copies?: number;
  /** Delay of every event, in milliseconds. */
  lateMs?: number;
  /** Holds events until there are this many, then sends them newest first. */
  reverseBatch?: number;
}

export interface Faults {
  /** Plans a fault for the next calls that match. Faults apply in the order in which they were planned. */
  calls(fault: ApiFault, match?: CallMatch): Planned;
  /** Delays the answer to every call that matches, in real time, until lifted. */
  slow(ms: number, match?: Pick<CallMatch, 'method' | 'when'>): { lift(): void };
  /** Fails every call that has a token until lifted. */
  auth(error?: 'invalid_auth' | 'account_inactive' | 'token_revoked' | 'token_expired'): { lift(): void };
  /** Resets every connection to the API until lifted; sockets are cut and refused too. */
  down(): { lift(): void };
  events(fault: DeliveryFault): { lift(): void };
  /** Cuts the app's sockets, with Slack's notice or abruptly. */
  dropSockets(reason?: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'): void;
  /** Refuses sockets until lifted; `apps.connections.open` keeps working. */
  refuseSockets(): { lift(): void };
  /** Keeps the sockets open but silent in both directions until lifted. */
  freezeSockets(): { lift(): void };
  /** Sends `app_rate_limited`: the app receives too many events. */
  rateLimitEvents(): void;
  /** Sends an envelope of a type that apps do not know. */
  sendUnknownEnvelope(): void;
  /** The faults that a call, an event or a socket would meet now. */
  active(): ActiveFaults;
  /** Ends a lasting fault, regardless of the code that started it. */
  lift(what: 'authError' | 'isDown' | 'socketsRefused' | 'socketsFrozen'): void;
  clear(): void;
}

export interface FaultPlan {
  take(method: string, args: Json): ApiFault | undefined;
  /** Delay of a call's answer, in milliseconds. */
  delayMs(method: string, args: Json): number;
  authError: string | undefined;
  isDown: boolean;
  socketsRefused: boolean;
  socketsFrozen: boolean;
  events: DeliveryFault;
}

/** The operations on running sockets that faults need. */
export interface SocketOperations {
  drop(reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'): void;
  sendRaw(envelope: Json): void;
  rateLimitEvents(): void;
  /** A fault was planned or lifted. */
  changed(): void;
}

interface Plan {
  id: number;
  fault: ApiFault;
  match: CallMatch;
  left: number;
}

const matches = (match: CallMatch, method: string, args: Json): boolean =>
  (match.method === undefined || match.method === method) &&
  (match.channel === undefined || match.channel === args.channel) &&
  (match.when === undefined || match.when(args));

const NONE: Omit<FaultPlan, 'take' | 'delayMs'> = {
  authError: undefined,
  isDown: false,
  socketsRefused: false,
  socketsFrozen: false,
  events: {},
};

export function createFaults(sockets: SocketOperations): { faults: Faults; plan: FaultPlan } {
  let plans: Plan[] = [];
  let slow: (SlowCalls & { match: CallMatch })[] = [];
  let lastId = 0;
  const plan: FaultPlan = {
    take: (method, args) => {
      const found = plans.find((each) => each.left > 0 && matches(each.match, method, args));
      if (!found) return undefined;
      found.left -= 1;
      return found.fault;
    },
    delayMs: (method, args) => slow.reduce((sum, { ms, match }) => sum + (matches(match, method, args) ? ms : 0), 0),
    ...NONE,
  };
  /** Starts a fault that lasts until it is lifted. */
  const holding = (on: Partial<FaultPlan>, off: Partial<FaultPlan>): { lift(): void } => {
    const set = (state: Partial<FaultPlan>): void => {
      Object.assign(plan, state);
      sockets.changed();
    };
    set(on);
    return { lift: () => set(off) };
  };
  const handleOf = (planned: Plan): PlannedCalls => ({
    id: planned.id,
    fault: planned.fault,
    match: planned.match,
    get left() {
      return planned.left;
    },
    lift: () => {
      planned.left = 0;
      sockets.changed();
    },
  });
  const faults: Faults = {
    calls: (fault, match = {}) => {
      lastId += 1;
      const planned: Plan = { id: lastId, fault, match, left: match.times ?? 1 };
      plans = [...plans.filter(({ left }) => left > 0), planned];
      sockets.changed();
      return handleOf(planned);
    },
    slow: (ms, match = {}) => {
      lastId += 1;
      const id = lastId;
      const lift = () => {
        slow = slow.filter((each) => each.id !== id);
        sockets.changed();
      };
      slow = [...slow, { id, ms, match, lift, ...(match.method !== undefined && { method: match.method }) }];
      sockets.changed();
      return { lift };
    },
    auth: (error = 'invalid_auth') => holding({ authError: error }, { authError: undefined }),
    down: () => {
      sockets.drop('abrupt');
      return holding({ isDown: true }, { isDown: false });
    },
    events: (fault) => holding({ events: fault }, { events: {} }),
    dropSockets: (reason = 'abrupt') => sockets.drop(reason),
    refuseSockets: () => holding({ socketsRefused: true }, { socketsRefused: false }),
    freezeSockets: () => holding({ socketsFrozen: true }, { socketsFrozen: false }),
    rateLimitEvents: () => sockets.rateLimitEvents(),
    sendUnknownEnvelope: () => sockets.sendRaw({ type: 'something_new', envelope_id: 'unknown', payload: {} }),
    active: () => ({
      calls: plans.filter(({ left }) => left > 0).map(handleOf),
      slowCalls: slow,
      authError: plan.authError,
      isDown: plan.isDown,
      socketsRefused: plan.socketsRefused,
      socketsFrozen: plan.socketsFrozen,
      events: { ...plan.events },
    }),
    lift: (what) => {
      Object.assign(plan, { [what]: NONE[what] });
      sockets.changed();
    },
    clear: () => {
      plans = [];
      slow = [];
      Object.assign(plan, NONE);
      sockets.changed();
    },
  };
  return { faults, plan };
}

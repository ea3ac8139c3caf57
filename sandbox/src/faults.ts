import type { Json } from './json.ts';

/** What can go wrong with a call. `stored: true` lets the call have its effect before it fails. */
export type ApiFault =
  | { kind: 'rate_limited'; retryAfter: number | 'none' | { httpDateInSeconds: number } }
  | { kind: 'status'; status: number; stored?: boolean }
  /** A page of HTML with status 200, as a proxy in between would send. */
  | { kind: 'html'; stored?: boolean }
  /** No answer, ever. */
  | { kind: 'hang'; stored?: boolean }
  /** The connection is reset: without any answer, or in the middle of its body. */
  | { kind: 'reset'; stored?: boolean; inBody?: boolean }
  /** Any error of the API itself. */
  | { kind: 'error'; error: string };

export interface CallMatch {
  /** How many calls; 1 unless told. */
  times?: number;
  method?: string;
  /** Channel id, as the app sends it. */
  channel?: string;
  when?: (args: Json) => boolean;
}

export interface Planned {
  /** Calls that it will still hit. */
  readonly left: number;
  lift(): void;
}

/** A planned fault of calls that has not been used up. */
export interface PlannedCalls extends Planned {
  readonly id: number;
  readonly fault: ApiFault;
  readonly match: CallMatch;
}

/** What is broken at the moment. */
export interface ActiveFaults {
  calls: PlannedCalls[];
  authError: string | undefined;
  isDown: boolean;
  socketsRefused: boolean;
  socketsFrozen: boolean;
  events: DeliveryFault;
}

export interface DeliveryFault {
  /** Every event this many times. */
  copies?: number;
  /** Milliseconds before an event leaves. */
  lateMs?: number;
  /** Events are held until there are this many, and then leave newest first. */
  reverseBatch?: number;
}

export interface Faults {
  /** Plans a fault for the next calls that match. Faults are used up in the order in which they were planned. */
  calls(fault: ApiFault, match?: CallMatch): Planned;
  /** Every call with a token fails with this until lifted. */
  auth(error?: 'invalid_auth' | 'account_inactive' | 'token_revoked' | 'token_expired'): { lift(): void };
  /** Every connection to the API is reset until lifted; sockets are cut and refused, too. */
  down(): { lift(): void };
  events(fault: DeliveryFault): { lift(): void };
  /** Cuts the app's sockets: with Slack's notice, or without a word. */
  dropSockets(reason?: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'): void;
  /** `apps.connections.open` goes on working, but sockets are refused until lifted. */
  refuseSockets(): { lift(): void };
  /** The sockets stay open and are silent, both ways, until lifted. */
  freezeSockets(): { lift(): void };
  /** Tells the app that it gets too many events. */
  rateLimitEvents(): void;
  /** Sends an envelope of a type that no app knows. */
  sendUnknownEnvelope(): void;
  /** What a call, an event or a socket would meet now. */
  active(): ActiveFaults;
  /** Ends a state that lasts, whoever began it. */
  lift(what: 'authError' | 'isDown' | 'socketsRefused' | 'socketsFrozen'): void;
  clear(): void;
}

export interface FaultPlan {
  take(method: string, args: Json): ApiFault | undefined;
  authError: string | undefined;
  isDown: boolean;
  socketsRefused: boolean;
  socketsFrozen: boolean;
  events: DeliveryFault;
}

/** The hands that faults need on the running sockets. */
export interface SocketHands {
  drop(reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'): void;
  sendRaw(envelope: Json): void;
  rateLimitEvents(): void;
  /** Something was planned or lifted. */
  changed(): void;
}

interface Plan {
  id: number;
  fault: ApiFault;
  match: CallMatch;
  left: number;
}

const hits = (plan: Plan, method: string, args: Json): boolean =>
  plan.left > 0 &&
  (plan.match.method === undefined || plan.match.method === method) &&
  (plan.match.channel === undefined || plan.match.channel === args.channel) &&
  (plan.match.when === undefined || plan.match.when(args));

const NONE: Omit<FaultPlan, 'take'> = {
  authError: undefined,
  isDown: false,
  socketsRefused: false,
  socketsFrozen: false,
  events: {},
};

export function createFaults(sockets: SocketHands): { faults: Faults; plan: FaultPlan } {
  let plans: Plan[] = [];
  let lastId = 0;
  const plan: FaultPlan = {
    take: (method, args) => {
      const found = plans.find((each) => hits(each, method, args));
      if (!found) return undefined;
      found.left -= 1;
      return found.fault;
    },
    ...NONE,
  };
  /** A state that lasts until it is lifted. */
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
      Object.assign(plan, NONE);
      sockets.changed();
    },
  };
  return { faults, plan };
}

import type { Travel } from './clock-move.ts';
import type { Deliverer } from './deliver/deliverer.ts';
import type { Faults } from './faults.ts';
import type { Store } from './state/store.ts';
import type { Tasks } from './tasks.ts';
import type { Traffic } from './traffic.ts';

/** The running sandbox, as its parts see it. */
export interface World {
  store: Store;
  deliver: Deliverer;
  faults: Faults;
  traffic: Traffic;
  credentials: {
    botToken: string;
    appToken: string;
    signingSecret: string;
    verificationToken: string;
    clientId: string;
    clientSecret: string;
  };
  /** Without a trailing slash. Empty until the server listens. */
  url: string;
  /** App faults that Slack would hide: printed to stderr and kept for tests. */
  problems: string[];
  /** Notices that Slack showed people at the composer or as a banner. */
  notices: { user: string; text: string; level: 'info' | 'error' }[];
  rateLimits: boolean;
  timings: Timings;
  /** The implemented Web API methods. */
  methods: string[];
  /** Set by a launcher that can also move the app's clock. */
  travel?: Travel;
  clockMove?: { fromMs: number; toMs: number };
  tasks: Tasks;
  /** The initial state, by id: these are not faults that a person started. */
  before: { archived: ReadonlySet<string>; deactivated: ReadonlySet<string> };
}

export interface Timings {
  /** The app's time to acknowledge: three seconds in Slack. */
  ackMs: number;
  /** Delays before each retry of an unacknowledged event. */
  eventRetryMs: number[];
  /** Time until Slack knows the type of an uploaded file. */
  fileMs: number;
  /** Interval between ping frames of Socket Mode. */
  pingMs: number;
}

export function complain(world: World, problem: string): void {
  world.problems.push(problem);
  console.error(`sandbox: ${problem}`);
}

/** Shows a person a notice that did not come from an app. */
export function notify(world: World, user: string, text: string, level: 'info' | 'error' = 'error'): void {
  world.notices.push({ user, text, level });
  world.store.changes.emit({ type: 'notice', user, text, level });
}

import type { Deliverer } from './deliver/deliverer.ts';
import type { Faults } from './faults.ts';
import type { Travel } from './journey.ts';
import type { Store } from './state/store.ts';
import type { Tasks } from './tasks.ts';
import type { Traffic } from './traffic.ts';

/** The running sandbox, as its parts see it. */
export interface World {
  store: Store;
  deliver: Deliverer;
  faults: Faults;
  traffic: Traffic;
  credentials: { botToken: string; appToken: string; signingSecret: string; verificationToken: string };
  /** Without a trailing slash. Empty until the server listens. */
  url: string;
  /** What the app did wrong and Slack would hide: told on stderr and kept for tests. */
  problems: string[];
  /** What Slack showed people at the composer or as a banner. */
  notices: { user: string; text: string; level: 'info' | 'error' }[];
  rateLimits: boolean;
  timings: Timings;
  /** Methods of the Web API that are known here. */
  methods: string[];
  /** Set by a launcher that can move the app's clock as well. */
  travel?: Travel;
  journey?: { fromMs: number; toMs: number };
  tasks: Tasks;
  /** What was so at the start is no trouble that somebody made. Ids. */
  before: { archived: ReadonlySet<string>; deactivated: ReadonlySet<string> };
}

export interface Timings {
  /** How long the app has to acknowledge: three seconds at Slack. */
  ackMs: number;
  /** Before each repeated delivery of an event that was not acknowledged. */
  eventRetryMs: number[];
  /** How long Slack takes to look at an uploaded file before it tells its type. */
  fileMs: number;
  /** Between ping frames of Socket Mode. */
  pingMs: number;
}

export function complain(world: World, problem: string): void {
  world.problems.push(problem);
  console.error(`sandbox: ${problem}`);
}

/** Shows a person something that no app posted. */
export function notify(world: World, user: string, text: string, level: 'info' | 'error' = 'error'): void {
  world.notices.push({ user, text, level });
  world.store.changes.emit({ type: 'notice', user, text, level });
}

import { randomUUID } from 'node:crypto';
import type { Admin } from './admin.ts';
import { createAdmin } from './admin.ts';
import { createRateLimits } from './api/rate-limits.ts';
import { createRegistry } from './api/registry.ts';
import type { Travel } from './clock-move.ts';
import { createDeliverer } from './deliver/deliver.ts';
import { startEvents } from './deliver/events.ts';
import { createHttpCarrier } from './deliver/http.ts';
import { createSockets } from './deliver/sockets.ts';
import type { PersonDriver } from './driver/person.ts';
import { createPersonDriver } from './driver/person.ts';
import { createFaults, type FaultPlan, type Faults } from './faults.ts';
import { isObject, type Json, str } from './json.ts';
import { manifestFaults } from './manifest-faults.ts';
import { listen } from './server.ts';
import { secret } from './state/ids.ts';
import { manifestSchema, requireOptional } from './state/manifest.ts';
import { watchScheduled } from './state/scheduled.ts';
import type { Clock, Store } from './state/store.ts';
import { createStore } from './state/store.ts';
import { type WorkspaceSpec, workspaceSpec } from './state/workspace-spec.ts';
import type { Task } from './tasks.ts';
import { watchTasks } from './tasks.ts';
import type { Traffic } from './traffic.ts';
import { createTraffic } from './traffic.ts';
import { complain, type Timings, type World } from './world.ts';

export type { Admin } from './admin.ts';
export type { Travel } from './clock-move.ts';
export type { Button, Item } from './driver/find.ts';
export type { PersonDriver } from './driver/person.ts';
export type { SeenMessage } from './driver/seen.ts';
export type { Given, GivenFile } from './driver/values.ts';
export type { SeenModal, SeenView, SubmitResult } from './driver/views.ts';
export type { ActiveFaults, ApiFault, CallMatch, DeliveryFault, Faults, PlannedCalls } from './faults.ts';
export type { TaskLink } from './protocol.ts';
export type { PersonSpec, WorkspaceSpec } from './state/workspace-spec.ts';
export type { Task } from './tasks.ts';
export type { Call, Delivered, Traffic } from './traffic.ts';

export interface SandboxOptions {
  /** 0, the default, lets the system choose. */
  port?: number;
  /** A Slack app manifest, parsed. */
  manifest: unknown;
  workspace: WorkspaceSpec;
  /** The clock for all timestamps. Network limits (triggers, acknowledgements, rate limits) use real time. */
  clock?: Clock;
  /**
   * Lets the page move the clock. Passed by a launcher that also started the app and can move both clocks; without it,
   * the page shows no control for the clock.
   */
  travel?: Travel;
  /** Tasks to try, shown on the page and checked off there. Their state ends with the sandbox. */
  tasks?: readonly Task[];
  /** Default: Socket Mode. With `http`, the address may also be given later to `deliverTo`. */
  deliver?: { mode: 'socket' } | { mode: 'http'; url?: string };
  /** Serves the page for people; `dev` rebuilds it when one of its files changes. */
  page?: boolean | { dev: boolean };
  /** Answers 429 at Slack's rate limits. Off by default. */
  rateLimits?: boolean;
  /**
   * Optional scopes of the manifest (`bot_optional`) that were not granted at the installation.
   * https://docs.slack.dev/changelog/2026/03/16/optional-scopes
   */
  declinedScopes?: string[];
  timings?: Partial<Timings>;
  /** Fixed tokens and secret, for an app whose environment stays the same over restarts. */
  credentials?: Partial<World['credentials']>;
}

export interface Sandbox {
  url: string;
  /** With a trailing slash, as the `slackApiUrl` option requires. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** For an app that installs itself by OAuth: `<url>/oauth/v2/authorize` is Slack's page. */
  clientId: string;
  clientSecret: string;
  botUserId: string;
  botId: string;
  appId: string;
  teamId: string;
  ids: { people: Record<string, string>; channels: Record<string, string>; userGroups: Record<string, string> };
  as(key: string): PersonDriver;
  admin: Admin;
  faults: Faults;
  traffic: Traffic;
  /** App faults that Slack would hide, oldest first. Each was also printed to stderr. */
  problems: string[];
  /** The state of the workspace, for inspection. */
  store: Store;
  /** Delivers by signed HTTP from now on. With `verify`, throws when the address does not answer Slack's challenge. */
  deliverTo(url: string, options?: { verify?: boolean }): Promise<void>;
  /**
   * Delivers an interaction as a client with an old view sends it, such as a press on a message that is gone. Rejects if the app
   * does not acknowledge it.
   */
  interact(payload: Json): Promise<void>;
  /** Resolves when no delivery to the app is in progress. The app may still be working after its acknowledgement. */
  settled(): Promise<void>;
  /** Resolves when the app has opened a socket. */
  connected(): Promise<void>;
  close(): Promise<void>;
}

/** Short, so that a test of repeated deliveries does not take Slack's six minutes. */
const TEST_TIMINGS: Timings = { ackMs: 3000, eventRetryMs: [50, 200, 500], fileMs: 50, pingMs: 10_000 };
const PATIENCE_MS = 5000;

const LOOK_AGAIN_MS = 5;

/** Many short waits: a machine that stands still meanwhile is no fault of the app. */
async function until(holds: () => boolean, what: string): Promise<void> {
  for (let waitedMs = 0; !holds(); waitedMs += LOOK_AGAIN_MS) {
    if (waitedMs >= PATIENCE_MS) throw new Error(`Timed out after ${PATIENCE_MS / 1000} s, waiting until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function idsOf(store: Store): Sandbox['ids'] {
  const of = <T>(
    records: Iterable<T>,
    name: (record: T) => string,
    id: (record: T) => string,
  ): Record<string, string> => Object.fromEntries(Array.from(records, (each) => [name(each), id(each)]));
  return {
    people: of(
      store.people.values(),
      (each) => each.key,
      (each) => each.id,
    ),
    channels: of(
      store.channels.values(),
      (each) => each.name,
      (each) => each.id,
    ),
    userGroups: of(
      store.groups.values(),
      (each) => each.handle,
      (each) => each.id,
    ),
  };
}

/**
 * Starts a workspace on this machine, with the app of the manifest installed. Throws the faults of an invalid manifest
 * or spec.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const manifest = manifestSchema.parse(options.manifest);
  const declinedScopes = requireOptional(manifest, options.declinedScopes ?? []);
  const clock = options.clock ?? { now: () => new Date() };
  const store = createStore(workspaceSpec.parse(options.workspace), manifest, clock, declinedScopes);
  const traffic = createTraffic();
  const timings: Timings = { ...TEST_TIMINGS, ...options.timings };
  const credentials: World['credentials'] = {
    botToken: `xoxb-${secret(12)}`,
    appToken: `xapp-1-${store.app.id}-${secret(12)}`,
    signingSecret: secret(16),
    verificationToken: secret(12),
    clientId: `${parseInt(secret(5), 16)}.${parseInt(secret(5), 16)}`,
    clientSecret: secret(16),
    ...options.credentials,
  };

  let plan: FaultPlan | undefined;
  const currentPlan = (): FaultPlan => {
    if (!plan) throw new Error('The sandbox has not started.');
    return plan;
  };
  const sockets = createSockets({
    appId: store.app.id,
    ackMs: timings.ackMs,
    pingMs: timings.pingMs,
    plan: currentPlan,
    onCountChange: (count) => {
      store.app.connected = count > 0;
      store.changes.emit({ type: 'connection_changed', connected: count > 0 });
    },
  });
  const http = createHttpCarrier(options.deliver?.mode === 'http' ? (options.deliver.url ?? '') : '', {
    signingSecret: () => credentials.signingSecret,
    ackMs: timings.ackMs,
    nowSeconds: () => Math.floor(Date.now() / 1000),
  });
  let isHttp = options.deliver?.mode === 'http';
  const created = createFaults({
    drop: sockets.drop,
    sendRaw: sockets.sendRaw,
    changed: () => store.changes.emit({ type: 'faults_changed' }),
    rateLimitEvents: () => {
      const payload = {
        token: credentials.verificationToken,
        type: 'app_rate_limited',
        team_id: store.team.id,
        minute_rate_limited: Math.floor(Date.now() / 60_000),
        api_app_id: store.app.id,
      };
      if (isHttp) void http.post(payload);
      // Over a socket, this arrives in the envelope of an event but has no `event` field.
      else sockets.sendRaw({ envelope_id: randomUUID(), type: 'events_api', payload, accepts_response_payload: false });
    },
  });
  plan = created.plan;
  store.app.connected = isHttp && http.url !== '';

  const registry = createRegistry(sockets);
  const world: World = {
    store,
    deliver: createDeliverer(store, traffic, () => (isHttp ? http : sockets)),
    faults: created.faults,
    traffic,
    credentials,
    url: '',
    problems: [],
    notices: [],
    rateLimits: options.rateLimits ?? false,
    timings,
    methods: [...registry.keys()].sort(),
    travel: options.travel,
    tasks: watchTasks(options.tasks ?? [], store, traffic),
    before: {
      archived: new Set([...store.channels.values()].filter((each) => each.isArchived).map(({ id }) => id)),
      deactivated: new Set([...store.people.values()].filter((each) => each.deleted).map(({ id }) => id)),
    },
  };
  for (const fault of manifestFaults(manifest)) complain(world, fault);
  const stopScheduled = watchScheduled(store);
  const events = startEvents(world, currentPlan, () => !isHttp);
  // Loaded on demand: the bundler starts slowly, and most tests never open the page.
  const page = options.page
    ? (await import('./page-server.ts')).createPageServer({ dev: isObject(options.page) && options.page.dev })
    : undefined;
  const server = await listen(
    {
      page: page?.app,
      api: { world, registry, plan: currentPlan, rateLimits: createRateLimits() },
      world,
      sockets,
      plan: currentPlan,
    },
    options.port ?? 0,
  );
  world.url = `http://127.0.0.1:${server.port}`;

  const drivers = new Map<string, PersonDriver>();
  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    botToken: credentials.botToken,
    appToken: credentials.appToken,
    signingSecret: credentials.signingSecret,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    botUserId: store.app.botUserId,
    botId: store.app.botId,
    appId: store.app.id,
    teamId: store.team.id,
    get ids() {
      return idsOf(store);
    },
    as: (key) => {
      const known = drivers.get(key) ?? createPersonDriver(world, key);
      drivers.set(key, known);
      return known;
    },
    admin: createAdmin(world),
    faults: created.faults,
    traffic,
    problems: world.problems,
    store,
    deliverTo: async (url, { verify = false } = {}) => {
      http.url = url;
      isHttp = true;
      store.app.connected = true;
      store.changes.emit({ type: 'connection_changed', connected: true });
      if (verify && !(await http.verify(credentials.verificationToken)))
        throw new Error(`${url} did not answer Slack's challenge.`);
    },
    interact: async (payload) => {
      const what = str(payload.type);
      const ack = await world.deliver.send({ type: 'interactive', what, answerable: false, payload });
      if (!ack.ok) throw new Error(`The app did not acknowledge the ${what}: ${ack.error}.`);
    },
    settled: () => until(() => world.deliver.underWay === 0 && events.waiting === 0, 'all deliveries were done'),
    connected: () => until(() => store.app.connected, 'the app opened a socket'),
    close: async () => {
      events.stop();
      world.tasks.stop();
      stopScheduled();
      sockets.close();
      await server.close();
      await page?.close();
    },
  };
}

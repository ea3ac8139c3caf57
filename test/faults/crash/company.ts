/** A company whose Baton dies: Slack and a receiver of webhooks live on, and a second Baton starts on the same disk. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox, type WorkspaceSpec } from '@baton/sandbox';
import { manifestSchema } from '../../../sandbox/src/state/manifest.ts';
import { startBaton } from '../../../src/app/boot.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { type Db, openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter, type Tx } from '../../../src/platform/db/write.ts';
import { createLog } from '../../../src/platform/log.ts';
import { addEndpoint } from '../../../src/platform/webhooks/endpoints.ts';
import { setupMarks } from '../../../src/setup/table.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { type Child, startChild } from '../../support/child.ts';
import { newDatabaseFile } from '../../support/temp-database.ts';
import { manifest, workspace } from '../../support/test-app.ts';
import type { webhookReceiver } from '../../support/webhook-receiver.ts';
import { builtOrSource } from '../built.ts';
import { backupsIn, databaseIn, optionsOf, type Place } from './options.ts';
import { countingIn } from './points.ts';

/** A Thursday, 10:00 in Berlin. */
const AT = '2026-11-19T09:00:00Z';
const TICKS = 3;
/** Events come again once there is another process. */
const TIMINGS = { eventRetryMs: [50, 600, 2_000] };

export interface CompanySpec {
  mode?: 'socket' | 'http';
  workspace?: WorkspaceSpec;
  at?: string;
  /** The account of a CRM on this machine; closed with the company. */
  openCrm?: (now: () => Date) => Promise<{ url: string; close(): Promise<void> }>;
  /** Between two ticks; the clock stands still when left out. */
  tickMs?: number;
  /** Arguments of Node for the process. */
  nodeArgs?: string[];
  /** The disk of the database; a folder of its own by default, which goes with the company. */
  disk?: string;
  /** Without teams, as after an install. */
  isFresh?: boolean;
  /** Fills the database before Baton starts for the first time. */
  seed?: (tx: Tx, company: Pick<Company, 'slack' | 'folder'>, now: Date) => void;
}

export interface Sizes {
  heapMb: number;
  /** Without connections, of which some are kept open for the next request. */
  files: number;
  sockets: number;
  timers: number;
}

/** Baton, alive: in its own process, or after it in this one. */
interface Running {
  db?: Db;
  tell(act: 'due' | 'idle', shiftMs: number): Promise<void>;
}

export type Company = Awaited<ReturnType<typeof createCompany>>;
export type Receiver = Awaited<ReturnType<typeof webhookReceiver>>;

export async function createCompany(spec: CompanySpec, receiver: Receiver) {
  const mode = spec.mode ?? 'socket';
  let shiftMs = new Date(spec.at ?? AT).getTime() - Date.now();
  const now = () => new Date(Date.now() + shiftMs);
  const own = mkdtempSync(join(tmpdir(), 'baton-faults-'));
  const folder = spec.disk ?? own;
  mkdirSync(backupsIn(folder));
  const slack = await startSandbox({
    manifest,
    workspace: spec.workspace ?? workspace,
    clock: { now },
    deliver: { mode },
    timings: TIMINGS,
  });
  const crm = await spec.openCrm?.(now);
  const place: Place = {
    ...(crm && { crmUrl: crm.url }),
    folder,
    log: join(own, 'log'),
    mode,
    botToken: slack.botToken,
    appToken: slack.appToken,
    signingSecret: slack.signingSecret,
    apiUrl: slack.apiUrl,
  };
  await seedDatabase(newDatabaseFile(databaseIn(folder)), (tx, path) => {
    noteManifest(tx, now());
    if (!spec.isFresh) addTeams(tx, slack, now());
    const choice = { events: null, teamIds: null, payload: 'full' } as const;
    addEndpoint(tx, createKeys(path), { ...choice, url: receiver.url, by: 'test' }, now());
    spec.seed?.(tx, { slack, folder }, now());
  });
  let running: Running | undefined;
  let stop = async (): Promise<void> => undefined;
  let doorPort = 0;
  let measured = 0;

  const hear = async (port: number) => {
    if (mode === 'http') await slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    await slack.connected();
  };
  const company = {
    slack,
    folder,
    receiver,
    now,
    /** Ticks of the schedule: one starts work, another sends its webhooks. Resolves when no work is left, or Baton is dead. */
    drain: async () => {
      for (let tick = 0; tick < TICKS; tick += 1) {
        await company.settled();
        await company.travel(new Date(now().getTime() + (spec.tickMs ?? 0)).toISOString());
      }
      await company.settled();
    },
    as: slack.as,
    doorPort: () => doorPort,
    /** Resolves when no work is left, or Baton is dead. */
    settled: async () => {
      await slack.settled();
      await running?.tell('idle', shiftMs);
      await slack.settled();
    },
    /** Moves all clocks, and resolves when the work that is due by then is done, or Baton is dead. */
    travel: async (to: string) => {
      shiftMs = new Date(to).getTime() - Date.now();
      await running?.tell('due', shiftMs);
      await slack.settled();
    },
    /** Of the process at rest. */
    sizes: async (child: Child): Promise<Sizes> => {
      measured += 1;
      child.tell(`${measured} sizes`);
      return JSON.parse(await child.says(`sizes-${measured} `));
    },
    /** Starts Baton in a process whose points are counted once it is armed. */
    startChild: async (): Promise<Child> => {
      const env = { PLACE: JSON.stringify(place), SHIFT_MS: String(shiftMs) };
      const child = startChild(builtOrSource(import.meta.dirname, 'baton.child'), env, [
        ...countingIn(folder, builtOrSource(import.meta.dirname, 'points.child')),
        ...(spec.nodeArgs ?? []),
      ]);
      let told = 0;
      running = {
        tell: async (act, shift) => {
          told += 1;
          child.tell(`${told} ${act} ${shift}`);
          const port = await Promise.race([child.says(`done-${told} `), child.ended]);
          if (typeof port === 'string' && /^\d+$/.test(port)) doorPort = Number(port);
        },
      };
      await hear(Number(await child.says('ready')));
      stop = () => child.kill();
      return child;
    },
    /** Starts Baton in this process, and resolves with its database. */
    startSuccessor: async (): Promise<Db> => {
      const log = createLog('debug', { write: (line: string) => void successorLog.push(line) });
      const baton = await startBaton(optionsOf(place, now, log));
      running = {
        db: baton.deps.db,
        tell: async (act) => {
          if (act === 'due') await baton.runDue();
          await baton.idle();
          doorPort = baton.doorPort() ?? 0;
        },
      };
      stop = baton.stop;
      if (mode === 'http') await slack.deliverTo(`http://127.0.0.1:${baton.port}/slack/events`);
      return baton.deps.db;
    },
    /** Only once the successor runs. */
    db: (): Db => {
      if (!running?.db) throw new Error('Baton runs in another process.');
      return running.db;
    },
    log: (): string[] => [...linesOf(place.log), ...successorLog],
    close: async () => {
      await stop();
      await slack.close();
      await crm?.close();
      rmSync(own, { recursive: true, force: true });
    },
  };
  const successorLog: string[] = [];
  return company;
}

async function seedDatabase(path: string, seed: (tx: Tx, path: string) => void): Promise<void> {
  const db = openDatabase(path);
  await createWriter(db)((tx) => seed(tx, path));
  db.$client.close();
}

function addTeams(tx: Tx, slack: Sandbox, now: Date): void {
  const { channels, people } = slack.ids;
  const hours = { zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' };
  const team = { ...hours, userGroupId: null, holidays: [] };
  const sales = { kind: 'sales', name: 'Sales', channelId: channels.sales ?? '', managerId: people.max ?? '' } as const;
  const marketing = { kind: 'marketing', name: 'Marketing', channelId: channels.marketing ?? '' } as const;
  saveTeam(tx, { ...team, ...sales, digestCron: '0 9 * * 1-5' }, { id: null, by: 'test' }, now);
  saveTeam(tx, { ...team, ...marketing, managerId: people.ada ?? '', digestCron: null }, { id: null, by: 'test' }, now);
}

/** The present version ran before, so admins hear of no update. */
function noteManifest(tx: Tx, now: Date): void {
  const { features, settings } = manifestSchema.parse(manifest);
  const parts = [...features.slash_commands.map(({ command }) => command), ...settings.event_subscriptions.bot_events];
  tx.insert(setupMarks)
    .values(parts.map((part) => ({ key: `manifest:${part}`, by: null, at: now })))
    .run();
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

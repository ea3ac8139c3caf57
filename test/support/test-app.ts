/** Baton with the sandbox as Slack: real Bolt over real sockets, a real database file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox, type WorkspaceSpec } from '@baton/sandbox';
import { parse } from 'yaml';
import { type Baton, startBaton } from '../../src/app/boot.ts';
import type { BatonOptions } from '../../src/app/options.ts';
import { manifest as manifestCommand } from '../../src/cli/manifest.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { secret } from '../../src/platform/crypto/secret.ts';
import { createLog } from '../../src/platform/log.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { newDatabaseFile } from './temp-database.ts';

export const manifest: unknown = parse(readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8'));

/** A marketer, two sellers and their manager, an admin, a guest, a person of another company. */
export const workspace: WorkspaceSpec = {
  name: 'Northwind',
  domain: 'northwind',
  people: {
    mia: { realName: 'Mia Marketer', email: 'mia@northwind.example', tz: 'Europe/Berlin' },
    sam: { realName: 'Sam Seller', email: 'sam@northwind.example', tz: 'Europe/Berlin' },
    sue: { realName: 'Sue Seller', email: 'sue@northwind.example', tz: 'Europe/London' },
    max: { realName: 'Max Manager', email: 'max@northwind.example', tz: 'Europe/Berlin' },
    ada: { realName: 'Ada Admin', email: 'ada@northwind.example', tz: 'Europe/Berlin', admin: true },
    gus: { realName: 'Gus Guest', email: 'gus@agency.example', guest: true },
    eve: { realName: 'Eve Elsewhere', email: 'eve@partner.example', stranger: true },
  },
  channels: {
    general: {},
    marketing: { members: ['mia', 'ada'] },
    sales: { members: ['sam', 'sue', 'max', 'gus', 'eve'], shared: true },
  },
  userGroups: { sellers: { name: 'All sellers', members: ['sam', 'sue'] } },
  botIn: ['sales', 'marketing'],
};

export interface TestApp {
  slack: Sandbox;
  baton: Baton;
  /** Sets the clocks of Baton and Slack without running anything that is due. */
  setTime(to: Date | string): void;
  /** Resolves when all started work has ended. */
  settled(): Promise<void>;
  /** Stops Baton and starts it again on the same database. */
  restart(): Promise<void>;
  databasePath: string;
  logLines: string[];
  close(): Promise<void>;
}

export interface TestAppOptions {
  mode?: 'socket' | 'http';
  workspace?: WorkspaceSpec;
  /** Domains of the workspaces of an organisation to work in; all that are granted when left out. */
  workspaces?: string[];
  /** Without teams, as after an install. */
  fresh?: boolean;
  at?: string;
  /** Secrets are read from the files `bot`, `app` and `signing` next to the database. */
  secretsInFiles?: boolean;
  /** Where the audit log goes. */
  auditWebhook?: BatonOptions['auditWebhook'];
  /** CRMs that can be connected. */
  crm?: BatonOptions['crm'];
  webhooksAllow?: string[];
  /** The address of links to leads; Slack then tells Baton of them. */
  publicUrl?: string;
  /** Time between two publishes of a home. */
  homePaceMs?: number;
}

/** As `baton manifest --links` prints it. */
async function withLinks(links: string): Promise<unknown> {
  const terminal = { env: {}, now: () => new Date(), out: () => {}, err: () => {}, isWatched: false };
  return (await manifestCommand.run({ values: { links }, positionals: [] }, terminal)).data;
}

/** A Thursday, 10:00 in Berlin. */
const AT = '2026-11-19T09:00:00Z';

/** The id of a workspace of the organisation. */
export const workspaceId = (slack: Sandbox, domain: string): string =>
  slack.store.organisation?.workspaces.find((one) => one.domain === domain)?.id ?? '';

/** A workspace with Baton in it, and a sales and a marketing team. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const mode = options.mode ?? 'socket';
  let offsetMs = new Date(options.at ?? AT).getTime() - Date.now();
  const now = () => new Date(Date.now() + offsetMs);
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  const databasePath = newDatabaseFile(join(folder, 'baton.db'));
  const slack = await startSandbox({
    manifest: options.publicUrl === undefined ? manifest : await withLinks(options.publicUrl),
    workspace: options.workspace ?? workspace,
    clock: { now },
    deliver: mode === 'http' ? { mode: 'http' } : { mode: 'socket' },
  });
  const logLines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logLines.push(line) });

  const secretOf = (name: string, value: string) => {
    if (!options.secretsInFiles) return value;
    const path = join(folder, name);
    writeFileSync(path, value);
    return secret(value, { path, isUsable: (found) => found !== '' });
  };
  const start = async () => {
    const baton = await startBaton({
      connection:
        mode === 'socket'
          ? { mode, appToken: secretOf('app', slack.appToken) }
          : { mode, signingSecret: secretOf('signing', slack.signingSecret), port: 0 },
      botToken: secretOf('bot', slack.botToken),
      workspaces: options.workspaces?.map((domain) => workspaceId(slack, domain)),
      apiUrl: slack.apiUrl,
      databasePath,
      now,
      log,
      health: { restMs: 0 },
      auditWebhook: options.auditWebhook,
      crm: options.crm,
      door: { host: '127.0.0.1', port: 0 },
      webhooksAllow: options.webhooksAllow ?? [],
      publicUrl: options.publicUrl,
      pauses: { firstMs: 10, longestMs: 100 },
      droppedMs: 10,
      posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
      homes: { paceMs: options.homePaceMs ?? 20, backoffMs: 20, perMinute: 60_000 },
    });
    // A loss of power is not tested here, and waiting for the disk would take an eighth of the time.
    baton.deps.db.$client.pragma('synchronous = OFF');
    if (mode === 'http') await slack.deliverTo(`http://127.0.0.1:${baton.port}/slack/events`);
    return baton;
  };
  const app: TestApp = {
    slack,
    baton: await start(),
    databasePath,
    logLines,
    setTime: (to) => {
      offsetMs = new Date(to).getTime() - Date.now();
    },
    settled: async () => {
      await slack.settled();
      await app.baton.idle();
      await slack.settled();
    },
    restart: async () => {
      await app.baton.stop();
      app.baton = await start();
    },
    close: async () => {
      await app.baton.stop();
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (!options.fresh) await addTeams(app, now());
  return app;
}

async function addTeams({ slack, baton }: TestApp, now: Date): Promise<void> {
  const { people, channels } = slack.ids;
  const team = (kind: 'sales' | 'marketing', name: string, channel: string, manager: string): TeamForm => ({
    kind,
    name,
    channelId: channels[channel] ?? '',
    userGroupId: null,
    managerId: people[manager] ?? '',
    zone: 'Europe/Berlin',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: kind === 'sales' ? '0 9 * * 1-5' : null,
  });
  await baton.deps.write((tx) => {
    saveTeam(tx, team('sales', 'Sales', 'sales', 'max'), { id: null, by: 'test' }, now);
    saveTeam(tx, team('marketing', 'Marketing', 'marketing', 'ada'), { id: null, by: 'test' }, now);
  });
  for (const sales of teamsOfKind(baton.deps.db, 'sales')) await refreshRoster(baton.deps, sales, now);
  await baton.runDue();
}

/** Mia hands off a lead; the given values replace the defaults. Resolves with the card as the seller sees it. */
export async function handOff(app: Pick<TestApp, 'slack'>, given: Record<string, string> = {}) {
  const mia = app.slack.as('mia');
  await mia.command('/handoff', { in: '#marketing' });
  const modal = await mia.modal('Hand off a lead');
  const form = {
    Name: 'Jane Doe',
    Company: 'Acme',
    Email: 'jane@acme.example',
    'What do they need?': 'A demo next week',
    ...given,
  };
  await modal.fill(form);
  const result = await modal.submit();
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.errors)}`);
  return app.slack.as('sam').waitForMessage('#sales', (message) => message.text.includes(form.Name));
}

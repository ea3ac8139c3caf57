/** A company on a Monday before nine: its Slack with all limits, its database with all leads, and Baton as a process of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox, type WorkspaceSpec } from '@baton/sandbox';
import { toDisk } from '../../bench/measure/disk.ts';
import { seed } from '../../bench/seed/leads.ts';
import { markAllDays } from '../../bench/seed/stories.ts';
import { build } from '../../build/build.ts';
import { manifestSchema } from '../../sandbox/src/state/manifest.ts';
import { messageCatalogue } from '../../src/messages/all.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { filesBeside, openFiles } from '../../src/platform/files/store.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import { setupMarks } from '../../src/setup/table.ts';
import { isFresh } from '../../src/teams/members.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { teams } from '../../src/teams/table.ts';
import { type Child, startChild } from '../support/child.ts';
import { manifest } from '../support/test-app.ts';
import type { Given } from './baton.child.ts';

export interface Size {
  leads: number;
  teams: number;
  /** Of each team; half of them wait for their acceptance. */
  open: number;
  /** Each hands off one lead. */
  marketers: number;
}

/** Of a team. */
export const SELLERS = 8;
/** The flags of `npm start`. With PROFILE=folder, a CPU profile is written there, as by the benchmarks. */
const FLAGS = [
  '--v8-pool-size=1',
  ...(process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : []),
];
/** As in Slack, which tries after a minute and after five again. */
const TIMINGS = { eventRetryMs: [60_000, 300_000] };

export const sellerOf = (team: number, number: number): string => `s${team}-${number % SELLERS}`;
export const marketerAt = (number: number): string => `m${number}`;

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

function workspaceOf({ teams, marketers }: Size): WorkspaceSpec {
  const numbers = upTo(teams).map((number) => number + 1);
  const sellers = (team: number) => upTo(SELLERS).map((number) => sellerOf(team, number));
  const all = upTo(marketers).map(marketerAt);
  const person = (key: string) => [key, { email: `${key}@northwind.example`, tz: 'Europe/Berlin' }] as const;
  return {
    name: 'Northwind',
    domain: 'northwind',
    people: {
      ...Object.fromEntries([...all, ...numbers.flatMap(sellers), 'max'].map(person)),
      ada: { email: 'ada@northwind.example', tz: 'Europe/Berlin', admin: true },
    },
    channels: {
      general: {},
      marketing: { members: [...all, 'ada'] },
      ...Object.fromEntries(numbers.map((team) => [`team-${team}`, { members: [...sellers(team), 'max'] }])),
    },
    botIn: ['general', 'marketing', ...numbers.map((team) => `team-${team}`)],
  };
}

export type Company = Awaited<ReturnType<typeof createCompany>>;

export async function createCompany(
  size: Size,
  { mode, folder, at }: { mode: 'http' | 'socket'; folder: string; at: string },
) {
  const shiftTo = (to: string) => new Date(to).getTime() - Date.now();
  let shiftMs = shiftTo(at);
  const now = () => new Date(Date.now() + shiftMs);
  const slack = await startSandbox({
    manifest,
    workspace: workspaceOf(size),
    clock: { now },
    deliver: { mode },
    timings: TIMINGS,
    rateLimits: true,
  });
  const databasePath = join(folder, 'baton.db');
  const log = join(folder, 'log');
  const cards = await fill(databasePath, size, slack);
  // As production runs it: the sources take half as much memory again.
  const dist = join(folder, 'dist');
  await build(dist, ['test/load/baton.child.ts']);
  let told = 0;
  let child: Child | undefined;

  const tell = async (act: 'clock' | 'idle' | 'stop') => {
    told += 1;
    child?.tell(`${told} ${act} ${shiftMs}`);
    return Number(await child?.says(`done-${told} `));
  };
  return {
    slack,
    databasePath,
    /** As they are before the flood. */
    openCards: cards,
    now,
    /** Of Slack and of Baton. */
    setTime: async (to: string) => {
      shiftMs = shiftTo(to);
      await tell('clock');
    },
    tell,
    /** The scoreboard has to count all its days again. */
    countAgain: () => {
      const db = openDatabase(databasePath);
      db.$client.pragma('busy_timeout = 10000');
      db.$client.exec("update scoreboard_tallies set marks = marks + 1 where level = 'day'");
      db.$client.close();
    },
    /** Days that the scoreboard still has to count. */
    uncounted: (): number => {
      const db = openDatabase(databasePath);
      const count = db.$client
        .prepare("select count(*) from scoreboard_tallies where level = 'day' and marks <> counted")
        .pluck()
        .get();
      db.$client.close();
      return Number(count);
    },
    /** Resolves with the id of its process, once it has asked Slack for everyone. */
    start: async (): Promise<number> => {
      const connection: Given['connection'] =
        mode === 'http' ? { mode, signingSecret: slack.signingSecret, port: 0 } : { mode, appToken: slack.appToken };
      const given: Given = { connection, botToken: slack.botToken, apiUrl: slack.apiUrl, databasePath, log, shiftMs };
      child = startChild(join(dist, 'baton.child.js'), { GIVEN: JSON.stringify(given) }, FLAGS);
      const port = await child.says('ready');
      if (mode === 'http') await slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
      await slack.connected();
      await untilTeamsAreRead(databasePath, now);
      return child.pid;
    },
    stop: async () => {
      await tell('stop');
      await child?.ended;
    },
    /** Lines of the log that are errors. */
    errors: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => /"level":[56]0/.test(line)),
    close: async () => {
      await child?.kill();
      await slack.close();
    },
  };
}

/** Slack answers a part of the questions of a start at once, and the others as its limits allow. */
async function untilTeamsAreRead(path: string, now: () => Date): Promise<void> {
  const db = openDatabase(path);
  try {
    while (!allTeams(db).every((team) => isFresh(db, team, MINUTE_MS, now()))) await sleep(100);
  } finally {
    db.$client.close();
  }
}

/** As Baton left it on Friday: each open lead has its card, and the scoreboard has to count all its days again. */
async function fill(path: string, size: Size, slack: Sandbox): Promise<PlacedCard[]> {
  const { people, channels } = slack.ids;
  const company = {
    channelOf: (team: number) => channels[`team-${team}`] ?? '',
    sellersOf: (team: number) => upTo(SELLERS).map((number) => people[sellerOf(team, number)] ?? ''),
    marketer: people[marketerAt(0)] ?? '',
    manager: people.max ?? '',
  };
  await seed(path, { leads: size.leads, teams: size.teams, untouched: size.open, apart: true, company });
  const db = openDatabase(path);
  const now = slack.store.clock.now();
  await createWriter(db)((tx) => {
    const hours = { zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' };
    const place = { channelId: channels.marketing ?? '', userGroupId: null, managerId: people.ada ?? '' };
    const marketing: TeamForm = {
      kind: 'marketing',
      name: 'Marketing',
      ...place,
      ...hours,
      holidays: [],
      digestCron: null,
    };
    saveTeam(tx, marketing, { id: null, by: 'test' }, now);
    tx.update(teams).set({ digestCron: '0 9 * * 1-5' }).run();
    changeSetting(tx, { setting: sharedChannel, value: channels.general ?? '', by: 'test' }, now);
    // The present version ran before, so admins hear of no update.
    const { features, settings } = manifestSchema.parse(manifest);
    const parts = [
      ...features.slash_commands.map(({ command }) => command),
      ...settings.event_subscriptions.bot_events,
    ];
    tx.insert(setupMarks)
      .values(parts.map((part) => ({ key: `manifest:${part}`, by: null, at: now })))
      .run();
  });
  markAllDays(db);
  const cards = openCards(db);
  for (const { leadId, channel, ts } of cards) {
    const { text, blocks } = JSON.parse(JSON.stringify(cardOf(db, { path, leadId, slack })));
    const { botId, botUserId } = slack.store.app;
    const record = { channel, ts, user: botUserId, botId, text, blocks, reactions: [] };
    slack.store.messages.set(channel, [...(slack.store.messages.get(channel) ?? []), record]);
  }
  db.$client.close();
  toDisk(path);
  return cards;
}

export interface PlacedCard {
  leadId: number;
  status: string;
  teamId: number;
  channel: string;
  ts: string;
}

/** Oldest first. */
export function openCards(db: Db): PlacedCard[] {
  const query = `select leads.id as leadId, status, team_id as teamId, channel, ts from leads
    join posted_messages on kind = 'lead_card' and subject_id = leads.id
    where status in ('new', 'accepted') order by leads.id`;
  return db.$client.prepare(query).all() as PlacedCard[];
}

/** The card of a lead as it is drawn from the database. */
export function cardOf(
  db: Db,
  { path, leadId, slack }: { path: string; leadId: number; slack: Sandbox },
): SlackMessage {
  const now = () => slack.store.clock.now();
  const { messages } = messageCatalogue({
    workspaceUrl: `https://northwind.slack.com/`,
    now,
    keys: createKeys(path),
    files: openFiles(filesBeside(path)),
    people: async () => [],
  });
  const delivery = messages.lead_card.deliver(db, { leadId }, now());
  if (delivery?.act !== 'edit') throw new Error(`Lead ${leadId} has no card.`);
  return delivery.message;
}

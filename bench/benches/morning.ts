import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Bench, type BenchContext, type Row } from '../bench.ts';
import { type Felt, perform } from '../load/acts.ts';
import type { Endpoint } from '../load/http.ts';
import { all, type Memory, memoryOf } from '../measure/memory.ts';
import { PORT, startOnce } from '../measure/process.ts';
import { exactly, ms, percentile } from '../measure/statistics.ts';
import { seedLibrary } from '../seed/library.ts';
import type { Child } from '../servers/child.ts';
import { type Servers, withServers } from '../servers/servers.ts';
import { type Act, acts } from '../slack/acts.ts';
import type { Slack } from '../slack/slack.ts';
import { sellersOf } from '../slack/workspace.ts';

const ANSWER_MS = 80;
/** A new company, and one with a year of history; both have the same open leads. */
const LEADS = { now: 14_000, later: 100_000 };
const ITEMS = 300;
const REST_MS = 15_000;
/** The rate of a busy morning in a company of ten thousand. */
const BUSY = 10;

/** Seconds for each rate of acts a second. */
const windows = (long: boolean): [perSecond: number, seconds: number][] => [
  [1, long ? 60 : 6],
  [BUSY, long ? 60 : 18],
  [50, long ? 60 : 5],
];

interface Bot {
  child: Child;
  slack: Slack;
  to: Endpoint;
  next: (count: number) => Act[];
}

interface MemoryPhase {
  phase: string;
  ours: Memory | undefined;
  theirs: Memory | undefined;
}

interface Window {
  felt: Felt[];
  /** For each act, with all that follows it. */
  processorMs: number;
  callsOfSlack: number;
}

/** Baton and a usual bot for the same people: what they feel, and what it costs. */
export const morning: Bench = {
  name: 'morning',
  what: `A busy morning: hand-offs, ✅, touches, /leads, /content and homes; Slack answers after ${ANSWER_MS} ms`,
  isLong: true,
  run: (setting) =>
    withServers(async (servers) => {
      const { long, tell } = setting;
      const bare = await bareMemory();
      const company = await companyOf(setting, LEADS.now);
      const baton = await batonOf(servers, setting, company);
      const usual = await usualOf(servers, setting, company);
      for (const bot of [baton, usual]) await warmedUp(bot);
      await sleep(REST_MS);
      const memory: MemoryPhase[] = [];
      const note = (phase: string) =>
        memory.push({ phase, ours: memoryOf(baton.child.pid), theirs: memoryOf(usual.child.pid) });
      note('at rest');
      const rows: Row[] = [];
      let busy: Window | undefined;
      for (const [perSecond, seconds] of windows(long)) {
        tell(`${perSecond} acts a second`);
        const ours = await performed(baton, perSecond, perSecond * seconds);
        const theirs = await performed(usual, perSecond, perSecond * seconds);
        note(`after ${perSecond} a second`);
        rows.push(...feltRows(perSecond, ours, theirs));
        if (perSecond !== BUSY) continue;
        busy = ours;
        rows.push(costRow(ours, theirs));
      }
      await sleep(REST_MS);
      note('after a rest');
      rows.push(...memoryRows(memory, bare));
      if (busy) rows.push(...(await yearRows(servers, setting, { busy, memory })));
      return rows;
    }),
};

async function companyOf({ seeded }: BenchContext, leads: number): Promise<string> {
  const path = await seeded(leads, undefined, true);
  await seedLibrary(path, ITEMS);
  return path;
}

const slackOf = ({ slack }: Servers) =>
  slack({ answerMs: ANSWER_MS, membersOf: (channel) => sellersOf(Number(channel.slice(1))) });

async function batonOf(servers: Servers, { built }: BenchContext, databasePath: string): Promise<Bot> {
  const slack = await slackOf(servers);
  const next = acts(databasePath, `${slack.apiUrl}response`);
  const file = join(await built(), 'baton.child.js');
  // Slack would refuse most edits of ten acts a second, the usual bot’s too: it takes fifty a minute.
  const child = await servers.child(file, { mode: 'http', apiUrl: slack.apiUrl, databasePath, isUnlimited: true });
  return { child, slack, next, to: servers.endpoint(child) };
}

async function usualOf(servers: Servers, { folder }: BenchContext, from: string): Promise<Bot> {
  const slack = await slackOf(servers);
  const next = acts(from, `${slack.apiUrl}response`);
  const databasePath = join(folder, 'usual.db');
  const child = await servers.child('usual.child.ts', { apiUrl: slack.apiUrl, from, databasePath });
  return { child, slack, next, to: servers.endpoint(child) };
}

/** Everyone has acted a moment ago, and the code is compiled. */
async function warmedUp(bot: Bot): Promise<void> {
  await performed(bot, 60, 320);
}

async function performed({ child, slack, to, next }: Bot, perSecond: number, count: number): Promise<Window> {
  const made = next(count);
  const before = await child.ask<number>('processorMs');
  const { felt, calls } = await perform({ slack, to }, made, perSecond);
  // Lines in threads and direct messages follow.
  await sleep(1_000);
  const processorMs = ((await child.ask<number>('processorMs')) - before) / count;
  return { felt, processorMs, callsOfSlack: calls / count };
}

const SEEN = { cards: ['hand-off', '✅', 'touch'], lists: ['/leads', '/content', 'home'] };

function feltRows(perSecond: number, { felt: ours }: Window, { felt: theirs }: Window): Row[] {
  const row = (what: string, times: (felt: Felt[]) => number[]): Row[] =>
    [
      [0.5, 'p50', 1.1],
      [0.99, 'p99', 1],
    ].map(([share, name, most]) => {
      const [our, their] = [ours, theirs].map((felt) => percentile(times(felt), share as number)) as [number, number];
      return {
        what: `${perSecond} acts a second: from the act to ${what}, ${name}, relative to the usual bot`,
        value: exactly(our / their),
        unit: '×',
        ...(perSecond === BUSY && { target: atMost(most as number) }),
        absolute: `${ms(our)} vs. ${ms(their)}; ${times(ours).length} acts`,
      };
    });
  const seen = (kinds: string[]) => (felt: Felt[]) =>
    felt.filter(({ kind }) => kinds.includes(kind)).map((one) => one.seen);
  return [
    ...row('the acknowledgement', (felt) => felt.map(({ acknowledged }) => acknowledged)),
    ...row('the card in Slack', seen(SEEN.cards)),
    ...row('the list or the home', seen(SEEN.lists)),
  ];
}

const costRow = (ours: Window, theirs: Window): Row => ({
  what: `${BUSY} acts a second: processor time of each, relative to the usual bot`,
  value: exactly(ours.processorMs / theirs.processorMs),
  unit: '×',
  target: atMost(1.5),
  absolute: `${ms(ours.processorMs)} vs. ${ms(theirs.processorMs)}; ${ours.callsOfSlack.toFixed(1)} calls of Slack’s API for each vs. ${theirs.callsOfSlack.toFixed(1)}, so ${(ours.processorMs / ours.callsOfSlack / (theirs.processorMs / theirs.callsOfSlack)).toFixed(2)} × for each call`,
});

async function bareMemory(): Promise<Memory | undefined> {
  const environment = { PATH: process.env.PATH, PORT };
  return (await startOnce(join(import.meta.dirname, '../servers/bare.js'), environment, 1_000)).memory;
}

function memoryRows(phases: MemoryPhase[], bare: Memory | undefined): Row[] {
  return phases.flatMap(({ phase, ours, theirs }) => {
    if (!ours || !theirs || !bare) return [];
    return {
      what: `Memory ${phase}, relative to node:http at rest`,
      value: exactly(all(ours) / all(bare)),
      unit: '×',
      ...(phase === 'at rest' && { target: atMost(1.6) }),
      ...(phase === 'after a rest' && { target: atMost(1.8) }),
      absolute: `${described(ours)} vs. ${described(bare)}; the usual bot ${described(theirs)}`,
    };
  });
}

const described = ({ own, shared }: Memory) => `${own.toFixed(0)} MB of its own and ${shared.toFixed(0)} shared`;

/** The same company after a year. */
async function yearRows(
  servers: Servers,
  setting: BenchContext,
  { busy, memory }: { busy: Window; memory: MemoryPhase[] },
): Promise<Row[]> {
  setting.tell('the same after a year');
  const baton = await batonOf(servers, setting, await companyOf(setting, LEADS.later));
  await warmedUp(baton);
  const { processorMs } = await performed(baton, BUSY, BUSY * 9);
  // Between two collections, memory says how long ago the last one was.
  await sleep(REST_MS);
  const [then, now] = [memoryOf(baton.child.pid), memory.find(({ phase }) => phase === 'after a rest')?.ours];
  const rows: Row[] = [
    {
      what: 'After a year of history: processor time of each act, relative to that of a new company',
      value: exactly(processorMs / busy.processorMs),
      unit: '×',
      target: atMost(1.2),
      absolute: `${ms(processorMs)} vs. ${ms(busy.processorMs)}; ${LEADS.later.toLocaleString('en')} leads vs. ${LEADS.now.toLocaleString('en')}`,
    },
  ];
  if (then && now)
    rows.push({
      what: 'After a year of history: memory after a rest, relative to that of a new company',
      value: exactly(all(then) / all(now)),
      unit: '×',
      target: atMost(1.2),
      absolute: `${described(then)} vs. ${described(now)}`,
    });
  return rows;
}

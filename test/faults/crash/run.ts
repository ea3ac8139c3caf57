/** Runs a scenario in a process that dies at one point, starts Baton again, and looks at everything from outside. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PersonDriver } from '@baton/sandbox';
import { expect } from 'vitest';
import { leadHistory, leads } from '../../../src/leads/table.ts';
import {
  faultsOfDatabase,
  faultsOfLog,
  faultsOfMessages,
  faultsOfOwners,
  faultsOfWaiting,
  faultsOfWebhooks,
} from '../../support/invariants.ts';
import { webhookReceiver } from '../../support/webhook-receiver.ts';
import { type Figures, noteFigures } from '../figures.ts';
import { type Company, createCompany, type Receiver } from './company.ts';
import { arm, disarm, reached } from './points.ts';
import type { Scenario, Step } from './scenario.ts';

const NEVER = 1e9;
/** Time in which a test learns that the process is dead. */
const NEWS_MS = 300;
const PATIENCE_S = 60;
/** People of every scenario. */
const NAMES = ['Mia Marketer', 'Sam Seller', 'mia@northwind.example', 'sam@northwind.example'];

/** The points of a scenario that are tried: so many of the whole, evenly spread, or all from the first to the last. */
export interface Choice {
  most?: number;
  first?: number;
  last?: number;
}

/** One run for each point, the first one first, until a run ends without reaching its point. */
export async function dieEverywhere(
  scenario: Scenario,
  { most = NEVER, first = 1, last = NEVER }: Choice,
): Promise<Figures> {
  const receiver = await webhookReceiver();
  const whole = await runOnce(scenario, NEVER, receiver);
  const points = whole.points.length;
  expect(points, 'a scenario has points').toBeGreaterThan(0);
  const figures = { name: scenario.name, tried: 0, survived: 0 };
  const step = Math.max(1, points / most);
  try {
    for (let at = first; ; at += step) {
      const point = Math.floor(at);
      if (point > last || (most !== NEVER && point > points)) return figures;
      figures.tried += 1;
      const run = await runOnce(scenario, point, receiver);
      expect(run.end, `${scenario.name}, dead at point ${point}: ${run.died ?? 'none'}`).toEqual(whole.end);
      if (run.died !== undefined) figures.survived += 1;
      else {
        figures.tried -= 1;
        return figures;
      }
    }
  } finally {
    noteFigures(figures);
  }
}

async function runOnce(scenario: Scenario, point: number, receiver: Receiver) {
  receiver.got.splice(0);
  const company = await createCompany(scenario, receiver);
  try {
    return await soonEnough(runIn(company, scenario, point), `${scenario.name}, dead at point ${point}`);
  } finally {
    await company.close();
  }
}

/** A run takes a second or two. One that does not end is a fault. */
async function soonEnough<T>(run: Promise<T>, name: string): Promise<T> {
  const late = new AbortController();
  const { signal } = late;
  async function givenUp(): Promise<never> {
    // Many short waits: a machine that stands still for minutes is no fault of the run.
    for (let seconds = 0; seconds < PATIENCE_S; seconds += 1) await sleep(1_000, undefined, { signal });
    throw new Error(`${name}: it does not end.`);
  }
  try {
    return await Promise.race([run, givenUp()]);
  } finally {
    late.abort();
  }
}

async function runIn(company: Company, scenario: Scenario, point: number) {
  const child = await company.startChild();
  // Until Slack has told who is in the teams, a lead takes another way.
  await company.drain();
  await scenario.prepare?.(company);
  await company.drain();
  arm(company.folder, point);
  const acknowledged = await live(scenario.steps, company, child.ended);
  const points = reached(company.folder);
  disarm(company.folder);
  const isDead = points.length >= point;
  await child.kill();
  await company.startSuccessor();
  await company.drain();
  await finish(scenario, company, acknowledged);
  expectSound(company, scenario);
  return { points, died: isDead ? points[point - 1] : undefined, end: endOf(company, scenario) };
}

/** People act until Baton is dead. Resolves with the steps that were acknowledged. */
async function live(steps: Step[], company: Company, ended: Promise<unknown>): Promise<Set<Step>> {
  const acknowledged = new Set<Step>();
  const dead = new AbortController();
  let isDead = false;
  const givenUp = ended.then(async () => {
    isDead = true;
    await sleep(NEWS_MS);
    dead.abort();
  });
  const people = { ...company, as: (key: string) => until(dead.signal, company.as(key)) };
  for (const step of steps) {
    const taken = Promise.resolve(people)
      .then(step.act)
      .then(
        async () => {
          acknowledged.add(step);
          await company.drain();
        },
        async (error: unknown) => {
          // The connection breaks a moment before the process is known to be dead.
          await Promise.race([givenUp, sleep(2 * NEWS_MS)]);
          if (!isDead) throw error;
        },
      );
    await Promise.race([taken, givenUp]);
    if (!isDead) continue;
    await givenUp;
    return new Set(acknowledged);
  }
  return acknowledged;
}

/** A person who sees that nothing happens, and does nothing more of what they began. */
const until = (dead: AbortSignal, person: PersonDriver): PersonDriver =>
  new Proxy(person, {
    get: (they, name) => {
      dead.throwIfAborted();
      return Reflect.get(they, name);
    },
  });

/** Slack sends an event again after a while. */
async function soon(company: Company, isDone: () => boolean): Promise<void> {
  for (let waits = 0; waits < 10 && !isDone(); waits += 1) {
    await sleep(500);
    await company.drain();
  }
}

/** Checks that acknowledged steps are done. People repeat the others, unless they see their effect. */
async function finish({ steps, name }: Scenario, company: Company, acknowledged: Set<Step>): Promise<void> {
  for (const [at, step] of steps.entries()) {
    const told = `${name}, step ${at + 1}`;
    if (acknowledged.has(step)) {
      await soon(company, () => step.isDone(company));
      expect(step.isDone(company), `${told} was acknowledged and is there:\n${toldOf(company)}`).toBe(true);
    }
    if (step.isDone(company)) continue;
    await step.act(company);
    await company.drain();
    expect(step.isDone(company), `${told} is there after the person did it again`).toBe(true);
  }
}

function expectSound(company: Company, { name, words = [] }: Scenario): void {
  const { slack, receiver } = company;
  const db = company.db();
  const faults = [
    ...faultsOfDatabase(db),
    ...faultsOfOwners(db),
    ...faultsOfWaiting(db, company.now()),
    ...faultsOfMessages(db, slack),
    ...faultsOfWebhooks(receiver.got),
    ...faultsOfLog(company.log(), [...NAMES, ...words]),
    ...slack.problems,
  ];
  expect(faults, name).toEqual([]);
}

const toldOf = (company: Company): string => endOf(company).messages.join('\n');

/** The end of a run; the same whether Baton died or not. */
function endOf(company: Company, { end, mayMiss }: Pick<Scenario, 'end' | 'mayMiss'> = {}) {
  const { slack, receiver } = company;
  const db = company.db();
  const keyOf = (id: string) => slack.store.people.get(id)?.key ?? id;
  const placeOf = (id: string) => {
    const { name = id, members = [] } = slack.store.channels.get(id) ?? {};
    return name === ''
      ? members
          .filter((member) => member !== slack.botUserId)
          .map(keyOf)
          .join()
      : `#${name}`;
  };
  const messages = [...slack.store.messages.values()]
    .flat()
    .filter(({ user }) => user === slack.botUserId)
    .map(({ channel, threadTs, text }) => `${placeOf(channel)} ${threadTs ? '↳ ' : ''}${timeless(text)}`)
    .filter((message) => !mayMiss?.test(message));
  const events = new Map(receiver.got.map(({ headers, event }) => [headers['webhook-id'], event.type]));
  return {
    messages: messages.sort(),
    leads: db
      .select()
      .from(leads)
      .all()
      .map(({ name, status, ownerId, assigneeId }) => `${name} ${status} ${ownerId ?? assigneeId ?? ''}`)
      .sort(),
    history: db
      .select()
      .from(leadHistory)
      .all()
      .map(({ leadId, kind }) => `${leadId} ${kind}`)
      .sort(),
    events: [...events.values()].sort(),
    ...(end && { also: end(company) }),
  };
}

/** Runs begin at other minutes. */
const timeless = (text: string): string =>
  text.replace(/<!date[^>]*>/g, '<date>').replace(/\b\d{1,2}:\d\d(?: ?[AP]M)?\b/g, '<time>');

/** A company with a team on each side, a clock, and two rituals of the tests. */

import { ritualMessages } from '../../src/messages/rituals.ts';
import type { Keys } from '../../src/platform/crypto/keys.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { placeLive, saveLive } from '../../src/platform/outbox/live-messages.ts';
import type { AnyMessages } from '../../src/platform/outbox/message.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { type Instead, type Ritual, ritual } from '../../src/rituals/ritual.ts';
import { createRitualTask } from '../../src/rituals/run.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { memoryDatabase } from '../support/temp-database.ts';

/** A ritual of the tests keeps in memory who answered, what happened, and what `begin` says. */
export interface Told {
  answered: Set<string>;
  happened: string[];
  instead: Instead | undefined;
}

/** Asks everyone by name, each month on the second Tuesday. */
export const namedRitual = (told: Told, more: Partial<Ritual> = {}): Ritual => ({
  ...ritual({
    key: 'named',
    name: 'Named ritual',
    purpose: 'Everyone says something.',
    usually: { rhythm: 'monthly', day: { weekday: 2, week: 2, month: 1 } },
    asks: {
      why: 'Everyone says something, so that both teams know it.',
      button: 'Say it',
      fields: { choices: 3, texts: 1 },
      workingDays: 2,
      isAnonymous: false,
      hasAnswered: (_, __, userId) => told.answered.has(userId),
    },
    begin: (_, { people }) => {
      told.happened.push(`begin ${people.length}`);
      return told.instead;
    },
    end: () => void told.happened.push('end'),
    publishes: 'next morning',
    publish: (_, { people }) => void told.happened.push(`publish ${people.length}`),
    followUp: { workingDays: 1, run: () => void told.happened.push('follow up') },
    drop: () => void told.happened.push('drop'),
    preview: () => [],
  }),
  ...more,
});

/** Asks no one, each week on Tuesday. */
export const quietRitual = (told: Told, more: Partial<Ritual> = {}): Ritual => ({
  ...ritual({
    key: 'quiet',
    name: 'Quiet ritual',
    purpose: 'Something is posted.',
    usually: { rhythm: 'weekly', day: { weekday: 2, week: 1, month: 1 } },
    publishes: 'at once',
    publish: () => void told.happened.push('quiet'),
    preview: () => [],
  }),
  ...more,
});

export interface World {
  db: Db;
  write: Write;
  keys: Keys;
  told: Told;
  rituals: Ritual[];
  /** In the channels of both teams; MAX and MEG manage them. */
  people: { C1: string[]; C2: string[] };
  now: () => Date;
  /** Moves the clock and runs rituals. */
  at(time: string): Promise<void>;
  /** The direct messages that are posted now, as person and text. */
  post(): string[];
}

export async function newWorld(start: string, make: (told: Told) => Ritual[]): Promise<World> {
  const db = memoryDatabase();
  const write = createWriter(db);
  const keys = createKeys(':memory:');
  const told: Told = { answered: new Set(), happened: [], instead: undefined };
  const rituals = make(told);
  const people = { C1: ['USAM', 'USUE', 'UMAX'], C2: ['UMIA', 'UMEG'] };
  let now = new Date(start);
  const directory = {
    members: async ({ channelId }: { channelId: 'C1' | 'C2' }) => new Set(people[channelId]),
    people: async (ids: Iterable<string>) => [...ids].map((id) => ({ id, isMember: !id.startsWith('UGUEST') })),
  } as unknown as Directory;
  const hours = { zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' };
  await write((tx) => {
    const form = { ...hours, userGroupId: null, digestCron: null, holidays: [] };
    const by = { id: null, by: 'test' };
    saveTeam(tx, { ...form, kind: 'sales', name: 'Sales', channelId: 'C1', managerId: 'UMAX' }, by, now);
    saveTeam(tx, { ...form, kind: 'marketing', name: 'Marketing', channelId: 'C2', managerId: 'UMEG' }, by, now);
  });
  const task = createRitualTask({ db, write, directory, keys, now: () => now }, rituals);
  const messages = ritualMessages({ rituals, keys, now: () => now });
  return {
    ...{ db, write, keys, told, rituals, people, now: () => now },
    at: async (time) => {
      now = new Date(time);
      await task();
    },
    post: () => post(db, messages, now),
  };
}

/** As the poster does, without Slack. */
function post(db: Db, messages: AnyMessages['messages'], now: Date): string[] {
  const waiting = db.select().from(outbox).where(eq(outbox.state, 'waiting')).all();
  return waiting.flatMap(({ id, kind, payload, notBefore }) => {
    if (notBefore > now) return [];
    db.update(outbox).set({ state: 'sent', settledAt: now }).where(eq(outbox.id, id)).run();
    const message = messages[kind];
    const delivery = message?.deliver(db, payload as never, now);
    if (delivery?.act !== 'post') return [];
    if (delivery.live) saveLive(db as Tx, id, delivery.live);
    placeLive(db as Tx, id, { channel: 'D1', ts: String(id) }, now);
    message?.posted?.(db as Tx, payload as never, { channel: 'D1', ts: '1' });
    return [`${delivery.to}: ${delivery.message.text}`];
  });
}

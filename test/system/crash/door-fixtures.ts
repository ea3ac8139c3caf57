/** Senders that post to the HTTP door, and a door that is killed under them. */
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createDoor } from '../../../src/http/door/server.ts';
import { createSource, setMapping } from '../../../src/intake/acts/sources.ts';
import { intakeKept, intakeSources } from '../../../src/intake/table.ts';
import { AUTHORIZATION } from '../../../src/intake/types.ts';
import { saveRoster } from '../../../src/leads/routing/roster.ts';
import { leadHistory, leads } from '../../../src/leads/table.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { type Db, openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { systemClock } from '../../../src/platform/time/clock.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { SALES } from '../../leads/world.ts';
import { startChild } from '../../support/child.ts';
import { logLines } from '../../support/log-lines.ts';
import { newDatabaseFile, tempFolder } from '../../support/temp-database.ts';
import type { Death } from './fixtures.ts';

interface Sent {
  email: string;
  isReadable: boolean;
  headers: Record<string, string>;
}

/** The answer to a body that could not be read. */
const KEPT = 'kept';

const MAPPING = {
  fields: { email: { places: [{ path: ['email'] }] }, need: { places: [{ path: ['need'] }] } },
};

/** Half of them have a key of their own, the others are known by their body. A few cannot be read. */
const requests = (count: number): Sent[] =>
  Array.from({ length: count }, (_, number) => ({
    email: `lead@company${number}.example`,
    isReadable: number % 5 !== 4,
    headers: number % 2 === 0 ? { 'idempotency-key': `form-${number}` } : ({} as Record<string, string>),
  }));

export async function doorSetting(count: number) {
  const databasePath = newDatabaseFile(join(tempFolder(), 'baton.db'));
  const db = openDatabase(databasePath);
  const write = createWriter(db);
  const now = systemClock();
  const { key } = await write((tx) => {
    const team = saveTeam(tx, SALES, { id: null, by: 'test' }, now);
    saveRoster(tx, team.id, [{ userId: 'A', absence: null, undisturbedUntil: null }], now);
    const form = { name: 'Contact form', teamId: team.id, marketerId: 'UMIA', auth: AUTHORIZATION };
    const made = createSource(tx, createKeys(databasePath), form, { by: 'test' }, now);
    setMapping(tx, made.source.id, MAPPING, { by: 'test' }, now);
    return made;
  });
  db.update(intakeSources).set({ perMinute: 1e6 }).run();
  db.$client.close();

  /** The lead that each request was answered with, before any death. */
  const answered = new Map<string, number | typeof KEPT>();
  const all = requests(count);

  async function post(port: number, { email, isReadable, headers }: Sent): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/leads/contact-form`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ [isReadable ? 'email' : 'mail']: email, need: `From ${email}` }),
    });
    const { lead = KEPT } = (await answer.json()) as { lead?: number };
    expect(isReadable ? [200, 201] : [202]).toContain(answer.status);
    // A repetition is answered with the lead of the first time.
    expect(answered.get(email) ?? lead).toBe(lead);
    answered.set(email, lead);
  }

  return {
    answered,
    /** Starts the door in its own process, and resolves with its port. */
    start: async (death?: Death) => {
      const child = startChild(join(import.meta.dirname, 'door.child.ts'), {
        DATABASE: databasePath,
        DIE_AT: death?.at ?? '',
        DIE_WHEN: death?.when ?? '',
      });
      return { child, port: Number(await child.says('port')) };
    },
    /** Starts the door in this process, on the same database. */
    successor: async () => {
      const found = openDatabase(databasePath);
      const deps = {
        db: found,
        write: createWriter(found),
        keys: createKeys(databasePath),
        log: logLines().log,
        now: systemClock,
      };
      const door = createDoor({ ...deps, workspaceUrl: 'https://n.slack.com/' }, { host: '127.0.0.1', port: 0 });
      onTestFinished(async () => {
        await door.stop();
        found.$client.close();
      });
      await door.look();
      return { db: found, port: door.port() ?? 0 };
    },
    /** Sends what has no answer yet, some of it twice at once. Resolves when all are answered, or the door is dead. */
    sendRest: async (port: number, atOnce = 8) => {
      const rest = all
        .filter(({ email }) => !answered.has(email))
        .flatMap((one, number) => (number % 3 ? [one] : [one, one]));
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let one = rest.shift(); one; one = rest.shift()) {
            // Dead: the sender tries again later.
            if (!(await isAnswered(post(port, one)))) return;
          }
        }),
      );
    },
    /** Sends everything again, also what was answered. */
    sendAll: async (port: number) => {
      for (const one of all) await post(port, one);
    },
    expectEachOnce: (db: Db) => {
      const found = db.select().from(leads).all();
      const sent = (isReadable: boolean) =>
        all.filter((one) => one.isReadable === isReadable).map(({ email }) => email);
      expect(found.map(({ email }) => email).toSorted()).toEqual(sent(true).toSorted());
      const kept = db.select().from(intakeKept).all();
      expect(kept.map(({ body }) => (body as { mail: string }).mail).toSorted()).toEqual(sent(false).toSorted());
      expect(new Set(answered.values())).toEqual(new Set([...found.map(({ id }) => id), KEPT]));
      expect(
        db
          .select()
          .from(leadHistory)
          .all()
          .filter(({ kind }) => kind !== 'handed_off'),
      ).toEqual([]);
      expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.$client.pragma('foreign_key_check')).toEqual([]);
    },
  };
}

/** False if the connection broke. Another failure is one of the test. */
async function isAnswered(post: Promise<void>): Promise<boolean> {
  try {
    await post;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

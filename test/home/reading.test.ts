/** What a home costs to read, however many leads there are. */
import { expect, test } from 'vitest';
import { drawHome } from '../../src/announcements/home.ts';
import type { Db } from '../../src/db/open.ts';
import { openWriter } from '../../src/db/write.ts';
import { acceptLead } from '../../src/leads/accept.ts';
import type { Actor } from '../../src/leads/actor.ts';
import { declineLead } from '../../src/leads/decline.ts';
import { handOff } from '../../src/leads/handoff.ts';
import { noteCrew } from '../../src/routing/crew.ts';
import type { Directory } from '../../src/slack/directory.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { tempDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T13:00:00Z');
const sellers = Array.from({ length: 10 }, (_, index) => `USELLER${index}`);
const TEAMS = 3;

/** The manager works in every team, too: the longest home that there can be. */
const directory = {
  person: async (id: string) => ({ id, name: id, zone: 'UTC', isAdmin: false, isMember: true, standing: 'member' }),
  members: async () => new Set([...sellers, 'UBOSS', 'UMIA']),
} as unknown as Directory;

/** `count` leads of each kind that a home shows. */
async function company(count: number) {
  const { db } = tempDatabase();
  const write = openWriter(db);
  const actor: Actor = { id: 'USELLER0', isSeller: true, isManager: false, isMarketer: false, teamChannelId: 'C1' };
  await write((tx) => {
    for (let n = 1; n <= TEAMS; n += 1) {
      const team = saveTeam(
        tx,
        {
          kind: n === TEAMS ? 'marketing' : 'sales',
          name: `Team ${n}`,
          channelId: `C${n}`,
          managerId: 'UBOSS',
          zone: 'UTC',
          workDays: [1, 2, 3, 4, 5],
          worksFrom: '09:00',
          worksUntil: '17:00',
          holidays: [],
        },
        { id: null, by: 'test' },
        NOW,
      );
      if (team.kind === 'sales') {
        noteCrew(
          tx,
          team.id,
          sellers.map((userId) => ({ userId, absence: null, undisturbedUntil: null })),
        );
      }
    }
  });
  const handedOff = (n: number, assigneeId: string) => ({
    form: {
      name: `Lead ${n}`,
      company: `Company ${n}`,
      email: `lead@company${n}.example`,
      phone: null,
      role: null,
      source: null,
      stage: null,
      temperature: 'warm' as const,
      need: 'A demo',
    },
    teamId: 1,
    assigneeId,
    marketerId: 'UMIA',
    messageLink: null,
    earlierLeadId: null,
  });
  await write((tx) => {
    for (let n = 0; n < count; n += 1) {
      const at = new Date(NOW.getTime() - (count - n) * 1_000);
      handOff(tx, handedOff(n, 'UBOSS'), at);
      const kept = handOff(tx, handedOff(count + n, 'USELLER0'), at);
      acceptLead(tx, { leadId: kept.id, seller: actor, by: 'button' }, at);
      const back = handOff(tx, handedOff(2 * count + n, 'USELLER0'), at);
      declineLead(
        tx,
        { leadId: back.id, actor, reason: 'no_budget', label: null, words: null, clauseId: null } as never,
        at,
      );
    }
  });
  return db;
}

/** Everything that is asked of the database meanwhile. */
async function asked(db: Db, act: () => Promise<unknown>): Promise<string[]> {
  const { prepare } = db.$client;
  const sqls: string[] = [];
  const counting = (sql: string) => {
    const statement = prepare.call(db.$client, sql);
    for (const how of ['all', 'get', 'run'] as const) {
      const call = statement[how].bind(statement) as (...values: unknown[]) => unknown;
      Object.assign(statement, {
        [how]: (...values: unknown[]) => {
          sqls.push(sql);
          return call(...values);
        },
      });
    }
    return statement;
  };
  Object.assign(db.$client, { prepare: counting });
  await act();
  Object.assign(db.$client, { prepare });
  return sqls;
}

const drawn = (db: Db, userId: string) =>
  drawHome({ db, directory, now: () => NOW, workspaceUrl: 'https://northwind.slack.com/' })(userId);

test('a home asks as much for hundreds of leads as for thirty, by index, and stays within a hundred blocks', async () => {
  const few = await company(10);
  const many = await company(120);
  for (const userId of ['UBOSS', 'USELLER0', 'UMIA']) {
    const little = await asked(few, () => drawn(few, userId));
    const much = await asked(many, () => drawn(many, userId));
    expect(much.length, userId).toBe(little.length);
    expect(much.length, userId).toBeLessThan(60);
    // Whether there is any lead at all, the first one tells.
    const lists = [...new Set(much)].filter((sql) => sql !== 'select "id" from "leads" limit ?');
    for (const sql of lists) expect(walksIn(many, sql), sql).toEqual([]);
    expect((await drawn(many, userId))?.view.blocks.length).toBeLessThanOrEqual(100);
  }
});

/** Steps that read a whole table that grows with the years. */
function walksIn({ $client }: Db, sql: string): string[] {
  const named = Object.fromEntries([...sql.matchAll(/[:@$]([a-z]\w*)/gi)].map(([, name = '']) => [name, 1]));
  const values = sql.includes('?') ? Array(sql.split('?').length - 1).fill(1) : [named];
  const steps = $client.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[];
  return steps
    .map(({ detail }) => detail)
    .filter((detail) => /^SCAN (?:leads|lead_history|outbox|assignments)\b/.test(detail));
}

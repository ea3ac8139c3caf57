/** The cost of reading a home, for any number of leads. */
import { expect, test } from 'vitest';
import { openRound } from '../../src/feedback/open.ts';
import type { Actor } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { addItem } from '../../src/library/add.ts';
import { drawHome } from '../../src/messages/home.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { claimRequest } from '../../src/requests/acts/claim.ts';
import { askBack } from '../../src/requests/acts/question.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { tempDatabase } from '../support/temp-database.ts';
import { expectPublishable } from '../views/outgoing.ts';

const NOW = new Date('2026-11-19T13:00:00Z');
const sellers = Array.from({ length: 10 }, (_, index) => `USELLER${index}`);
const TEAMS = 3;
/** Rounds of feedback in each company, small or large. */
const ROUNDS = 8;
const IN_A_WEEK = new Date(NOW.getTime() + 7 * 24 * 3_600_000);
const keys = createKeys(':memory:');

/** The manager works in every team too, which makes the longest possible home. */
const directory = {
  person: async (id: string) => ({ id, name: id, zone: 'UTC', isAdmin: false, isMember: true, standing: 'member' }),
  members: async () => new Set([...sellers, 'UBOSS', 'UMIA']),
} as unknown as Directory;

/** `count` leads of each kind that a home shows. */
async function company(count: number) {
  const { db } = tempDatabase();
  const write = createWriter(db);
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
        saveRoster(
          tx,
          team.id,
          sellers.map((userId) => ({ userId, absence: null, undisturbedUntil: null })),
          NOW,
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
  await write((tx) => {
    for (let n = 0; n < count; n += 1) {
      const form = { title: `Content ${n}`, kind: 'deck', stage: null, audience: null, leadId: null, customer: null };
      const about = { words: null, priority: 'normal' as const, neededBy: '2026-11-30', hurry: null };
      const maker = { id: 'UBOSS', isMaker: true, isManager: true, isVoter: false, teamChannelId: `C${TEAMS}` };
      const ask = () =>
        askForContent(tx, { form: { ...form, ...about }, teamId: TEAMS, requesterId: 'USELLER0' }, NOW).id;
      ask();
      claimRequest(tx, { requestId: ask(), actor: maker }, NOW);
      askBack(tx, { requestId: ask(), actor: maker, question: 'Which one?' }, NOW);
      const item = {
        title: `Item ${n}`,
        kind: 'deck',
        stage: null,
        tags: [],
        summary: null,
        link: `https://x.example/${n}`,
      };
      addItem(tx, { ...item, ownerId: 'UBOSS', reviewAt: new Date(NOW.getTime() - n), by: 'UBOSS' }, NOW);
    }
    for (let n = 0; n < ROUNDS; n += 1) {
      // Anonymous surveys ask the same people, since others would be refused.
      const isAnonymous = n >= ROUNDS / 2;
      const asking = { askerId: isAnonymous || n % 2 === 1 ? 'UMIA' : 'UBOSS', isAnonymous, closesAt: IN_A_WEEK };
      const who = [...sellers, asking.askerId === 'UBOSS' ? 'UMIA' : 'UBOSS'].map((userId) => ({ userId, side: null }));
      const about = { about: `Round ${n}`, subject: null, file: null, placeId: null, teamId: null, zone: 'UTC' };
      openRound(
        tx,
        keys,
        { ...asking, ...about, questions: [{ kind: 'text', text: 'Reason', choices: [] }], asked: who },
        NOW,
      );
    }
  });
  return db;
}

/** Statements sent to the database during the act. */
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
  drawHome({ db, keys, directory, now: () => NOW, workspaceUrl: 'https://northwind.slack.com/' })(userId);

test('a home needs as many statements for hundreds of leads as for thirty, by index, and Slack accepts it', async () => {
  const few = await company(10);
  const many = await company(120);
  for (const userId of ['UBOSS', 'USELLER0', 'UMIA']) {
    const little = await asked(few, () => drawn(few, userId));
    const much = await asked(many, () => drawn(many, userId));
    expect(much.length, userId).toBe(little.length);
    expect(much.length, userId).toBeLessThan(120);
    // The first lead shows whether there are any.
    const lists = [...new Set(much)].filter((sql) => sql !== 'select "id" from "leads" limit +?');
    for (const sql of lists) expect(walksIn(many, sql), sql).toEqual([]);
    for (const db of [few, many]) {
      const home = await drawn(db, userId);
      if (home) expectPublishable(home.view);
      expect(home).toBeDefined();
    }
  }
});

/** Steps that scan a table that grows over the years. */
function walksIn({ $client }: Db, sql: string): string[] {
  const named = Object.fromEntries([...sql.matchAll(/[:@$]([a-z]\w*)/gi)].map(([, name = '']) => [name, 1]));
  const values = sql.includes('?') ? Array(sql.split('?').length - 1).fill(1) : [named];
  const steps = $client.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[];
  return steps
    .map(({ detail }) => detail)
    .filter((detail) =>
      /^SCAN (?:leads|lead_history|outbox|assignments|content_requests|request_\w+|library_\w+|feedback_\w+)\b/.test(
        detail,
      ),
    );
}

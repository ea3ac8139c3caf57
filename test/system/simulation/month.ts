/**
 * A month of leads over three teams in different time zones, across both clock changes, with holidays, people who go
 * away, hours without Slack and restarts. It prints its counts.
 */

import { join } from 'node:path';
import { expect } from 'vitest';
import type { Actor } from '../../../src/leads/actor.ts';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { handOff } from '../../../src/leads/acts/handoff.ts';
import { nurtureLead, wakeNurtured } from '../../../src/leads/acts/nurture.ts';
import { releaseLead } from '../../../src/leads/acts/release.ts';
import { snoozeLead, wakeSnoozed } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { dueSteps, takeStep } from '../../../src/leads/escalation/escalate.ts';
import { comeBack, goAway } from '../../../src/leads/routing/away.ts';
import { saveRoster } from '../../../src/leads/routing/roster.ts';
import { sellers } from '../../../src/leads/routing/table.ts';
import { type Lead, leadHistory, leads } from '../../../src/leads/table.ts';
import { eq, sql } from '../../../src/platform/db/drizzle.ts';
import { type Db, openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../../src/platform/db/write.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { requireTeam } from '../../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../../src/teams/save.ts';
import type { Team } from '../../../src/teams/table.ts';
import { isWorking } from '../../../src/teams/working-time.ts';
import { tempFolder } from '../../support/temp-database.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Europe changes its clocks on 25 October 2026, the United States on 1 November, India not at all. */
const START = new Date('2026-10-19T00:00:00Z');
const END = new Date(START.getTime() + 31 * DAY_MS);

const plans = [
  {
    name: 'Berlin',
    zone: 'Europe/Berlin',
    holidays: ['2026-10-31', '2026-11-02'],
    people: { b1: 1, b2: 1, b3: 2, b4: 1 },
  },
  { name: 'New York', zone: 'America/New_York', holidays: ['2026-11-11'], people: { n1: 1, n2: 1, n3: 1 } },
  {
    name: 'Kolkata',
    zone: 'Asia/Kolkata',
    holidays: ['2026-11-09', '2026-11-10'],
    people: { k1: 3, k2: 1, k3: 1, k4: 1, k5: 1 },
  },
];

/** Repeatable random numbers (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface World {
  db: Db;
  write: Write;
}

function open(folder: string): World {
  const db = openDatabase(join(folder, 'month.db'));
  // A loss of power is tested elsewhere; here it would only add thousands of waits for the disk.
  db.$client.pragma('synchronous = OFF');
  return { db, write: createWriter(db) };
}

const seller = (id: string): Actor => ({ id, isSeller: true, isManager: false, isMarketer: false, teamChannelId: 'C' });
const marketer: Actor = { id: 'mia', isSeller: false, isManager: false, isMarketer: true, teamChannelId: 'C' };

const teamForm = (named: Pick<TeamForm, 'kind' | 'name' | 'managerId' | 'zone' | 'holidays'>): TeamForm => ({
  channelId: `C${named.name}`,
  userGroupId: null,
  workDays: [1, 2, 3, 4, 5],
  worksFrom: '09:00',
  worksUntil: '17:00',
  digestCron: null,
  ...named,
});

export interface Month {
  leads: number;
  /** Interval at which people and the clock act. */
  tickMs: number;
}

/** Runs it: always one person has to act, nothing happens twice, no one is disturbed at night, turns are fair. */
export async function playMonth({ leads: many, tickMs }: Month): Promise<void> {
  const folder = tempFolder();
  const random = chance(20261019);
  let world = open(folder);
  const teams: Team[] = [];
  await world.write((tx) => {
    for (const { name, zone, holidays, people } of plans) {
      const routing = { routing: 'round_robin', accountRule: false } as const;
      const form = teamForm({ kind: 'sales', name, managerId: `boss-${name}`, zone, holidays });
      const team = saveTeam(tx, { ...form, ...routing }, { id: null, by: 'test' }, START);
      teams.push(team);
      saveRoster(
        tx,
        team.id,
        Object.keys(people).map((userId) => ({ userId, absence: null, undisturbedUntil: null })),
        START,
      );
      for (const [userId, weight] of Object.entries(people)) {
        tx.update(sellers)
          .set({ weight })
          .where(sql`${sellers.teamId} = ${team.id} and ${sellers.userId} = ${userId}`)
          .run();
      }
    }
  });

  const marketing = teamForm({ kind: 'marketing', name: 'Marketing', managerId: 'mia', zone: 'UTC', holidays: [] });
  await world.write((tx) => saveTeam(tx, marketing, { id: null, by: 'test' }, START));

  const arrivals = Array.from({ length: many }, () => START.getTime() + Math.floor(random() * 28 * DAY_MS)).sort(
    (a, b) => a - b,
  );
  const outages = [3, 9, 17, 24].map((day) => ({
    from: START.getTime() + day * DAY_MS + 8 * HOUR_MS,
    until: START.getTime() + day * DAY_MS + 14 * HOUR_MS,
  }));
  const restarts = new Set([5, 12, 19, 26].map((day) => START.getTime() + day * DAY_MS));
  let checks = 0;
  let nightly = 0;
  let lastOutboxId = 0;

  for (let at = START.getTime(); at <= END.getTime(); at += tickMs) {
    const now = new Date(at);
    if (restarts.has(at)) {
      world.db.$client.close();
      world = open(folder);
    }
    const isOut = outages.some(({ from, until }) => at >= from && at < until);
    await world.write((tx) => {
      while (arrivals[0] !== undefined && arrivals[0] <= at) {
        arrivals.shift();
        arrive(tx, teams, random, now);
      }
      if (random() < 0.01)
        goAway(tx, pick(allPeople, random), { until: new Date(at + (1 + Math.floor(random() * 3)) * DAY_MS) }, now);
      for (const team of teams.filter((one) => isWorking(one, now))) {
        const open = sql`${leads.teamId} = ${team.id} and status in ('new', 'accepted', 'returned')`;
        for (const lead of tx.select().from(leads).where(open).all()) act(tx, lead, random, now);
      }
      // Baton is down, or Slack is: nothing wakes, reminds or moves.
      if (isOut) return;
      wakeNurtured(tx, now);
      wakeSnoozed(tx, now);
      for (const step of dueSteps(tx, now, 1_000)) takeStep(tx, step, now);
    });

    // Leads that changed in this tick; all others were checked before.
    const changed = world.db.select().from(leads).where(sql`${leads.updatedAt} >= ${at}`).all();
    for (const lead of changed) {
      checks += 1;
      const isOver = ['won', 'lost', 'disqualified'].includes(lead.status);
      if (!isOver && !personToAct(lead))
        throw new Error(`No one has to act on lead ${lead.id} at ${now.toISOString()}`);
    }
    for (const row of world.db.select().from(outbox).where(sql`id > ${lastOutboxId}`).all()) {
      lastOutboxId = row.id;
      if ((row.kind === 'reminder' || row.kind === 'lead_nudge') && !isWorking(teamOfRow(world.db, row), now))
        nightly += 1;
    }
    // The poster is not tested here: waiting messages count as sent, so that the next reminder is a new one.
    if (!isOut) world.db.update(outbox).set({ state: 'sent' }).where(eq(outbox.state, 'waiting')).run();
  }

  // A quiet day without declines or absences, on which returned turns are used.
  await world.write((tx) => {
    for (const userId of allPeople) comeBack(tx, userId, END);
    for (const team of teams) for (let n = 0; n < 60; n += 1) arrive(tx, [team], random, END);
  });

  const { db } = world;
  const figures = {
    leads: db.$client.prepare('select count(*) from leads').pluck().get(),
    checks,
    messages: countBy(db, 'select kind as name, count(*) as n from outbox group by kind'),
    breaches: db.$client.prepare("select count(*) from lead_history where kind = 'breached'").pluck().get(),
    moves: db.$client.prepare("select count(*) from lead_history where kind = 'routed'").pluck().get(),
    unfairness: unfairness(db),
    statuses: countBy(db, 'select status as name, count(*) as n from leads group by status'),
  };
  console.log(JSON.stringify(figures, null, 1));

  expect(nightly).toBe(0);
  expect(repeatedBreaches(db)).toEqual([]);
  expect(unfairness(db)).toBeLessThanOrEqual(0);
  expect(figures.leads).toBe(many + 60 * teams.length);
  expect(Number(figures.breaches)).toBeGreaterThan(50);
  expect(db.$client.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  db.$client.close();
}

const allPeople = plans.flatMap(({ people }) => Object.keys(people));
const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)] as T;

function arrive(tx: Tx, teams: Team[], random: () => number, now: Date): void {
  const n = Math.floor(random() * 1e9);
  handOff(
    tx,
    {
      form: {
        name: `Lead ${n}`,
        company: `Company ${n}`,
        email: `lead${n}@company${n}.example`,
        phone: null,
        role: null,
        source: null,
        stage: null,
        temperature: random() < 0.2 ? 'hot' : 'warm',
        need: 'A demo',
      },
      teamId: pick(teams, random).id,
      assigneeId: null,
      marketerId: 'mia',
      messageLink: null,
      earlierLeadId: null,
    },
    now,
  );
}

const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** People act on their leads, and not always. */
function act(tx: Tx, lead: Lead, random: () => number, now: Date): void {
  const owner = lead.ownerId ?? lead.assigneeId;
  if (lead.status === 'returned') {
    if (random() < 0.05)
      nurtureLead(
        tx,
        { leadId: lead.id, actor: marketer, until: isoDate(now.getTime() + 3 * DAY_MS), words: null },
        now,
      );
    return;
  }
  if (owner === null || lead.snoozedUntil || owner.startsWith('boss')) return;
  const dice = random();
  const by = seller(owner);
  if (lead.status === 'new') {
    if (dice < 0.08) acceptLead(tx, { leadId: lead.id, seller: by, by: 'button' }, now);
    else if (dice < 0.1) declineLead(tx, { leadId: lead.id, actor: by, reason: 'not_a_fit', words: null }, now);
    else if (dice < 0.11) snoozeLead(tx, { leadId: lead.id, actor: by, span: 'short' }, now);
  } else if (dice < 0.06) touchLead(tx, { leadId: lead.id, actor: by, kind: 'call', outcome: null, words: null }, now);
  else if (dice < 0.07) releaseLead(tx, { leadId: lead.id, actor: by }, now);
}

function teamOfRow(db: Db, row: typeof outbox.$inferSelect): Team {
  const { leadId, userId } = row.payload as { leadId?: number; userId?: string };
  const found =
    leadId === undefined
      ? (db.$client.prepare('select team_id from sellers where user_id = ?').pluck().get(userId) ??
        db.$client.prepare('select id from teams where manager_id = ?').pluck().get(userId))
      : db.$client.prepare('select team_id from leads where id = ?').pluck().get(leadId);
  return requireTeam(db, Number(found));
}

function countBy(db: Db, query: string): Record<string, number> {
  return Object.fromEntries(
    (db.$client.prepare(query).all() as { name: string; n: number }[]).map(({ name, n }) => [name, n]),
  );
}

/** A missed deadline is recorded once: the same lead, person and due moment must not occur twice. */
function repeatedBreaches(db: Db): unknown[] {
  return db
    .select({ leadId: leadHistory.leadId, details: leadHistory.details })
    .from(leadHistory)
    .where(eq(leadHistory.kind, 'breached'))
    .groupBy(leadHistory.leadId, leadHistory.details)
    .having(sql`count(*) > 1`)
    .all();
}

/** How far one person is ahead of a colleague, beyond the one turn that is allowed, in turns per weight. */
function unfairness(db: Db): number {
  const everybody = db.select().from(sellers).all();
  return Math.max(
    ...everybody.flatMap((one) =>
      everybody
        .filter((other) => other.teamId === one.teamId)
        .map((other) => one.pass - other.pass - 1 / (one.weight ?? 1) - 1e-6),
    ),
  );
}

/** The person to act on a lead, from the hand-off to its end. Undefined when nothing is left to do. */
function personToAct(lead: Lead): string | undefined {
  switch (lead.status) {
    case 'new':
      return lead.assigneeId ?? undefined;
    case 'accepted':
    case 'working':
    case 'qualified':
      return lead.ownerId ?? undefined;
    case 'returned':
    case 'nurturing':
      return lead.handedOffBy;
    case 'won':
    case 'lost':
    case 'disqualified':
      return undefined;
  }
}

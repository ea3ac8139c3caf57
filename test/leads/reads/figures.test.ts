/** Figures of this month, and missed deadlines of a week. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { record } from '../../../src/leads/history.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { readBreachReport } from '../../../src/leads/reads/breaches.ts';
import { marketingFigures, salesFigures } from '../../../src/leads/reads/figures.ts';
import type { Sla } from '../../../src/leads/types.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

const MINUTE_MS = 60_000;
const none = { count: 0, acceptRate: undefined, acceptMs: undefined, touchMs: undefined };

/** A accepts after an hour and makes contact half an hour later; B after two hours, and declines; C declines at once. */
async function month() {
  const world = await salesTeam();
  const marketing = await world.addMarketing();
  const given = [{ by: 'MIA' }, { by: 'MIA' }, {}, {}];
  const ids: number[] = [];
  for (const one of given) ids.push((await world.handOff(MONDAY_9, one)).id);
  const [first = 0, second = 0, third = 0] = ids;
  await world.write((tx) => {
    const at = (minutes: number) => minutesAfter(MONDAY_9, minutes);
    const accept = (leadId: number, by: string, minutes: number) =>
      acceptLead(tx, { leadId, seller: actor(by), by: 'button' }, at(minutes));
    const decline = (leadId: number, by: string, minutes: number) =>
      declineLead(tx, { leadId, actor: actor(by), reason: 'no_budget', words: null }, at(minutes));
    accept(first, 'A', 60);
    const touch = { leadId: first, actor: actor('A'), kind: null, outcome: null, words: null };
    touchLead(tx, touch, at(90));
    touchLead(tx, touch, at(200));
    accept(second, 'B', 120);
    decline(second, 'B', 130);
    decline(third, 'C', 10);
  });
  return { ...world, marketing };
}

const END = new Date('2026-06-30T12:00Z');
const JULY = new Date('2026-07-01T00:00Z');

describe('the month of a sales team', () => {
  test('counts each accepted lead once, with its times; a lead that was declined after all is not kept', async () => {
    const { db, team } = await month();
    expect(salesFigures(db, team, null, END)).toEqual({
      ...{ count: 2, acceptRate: 1 / 3, acceptMs: 90 * MINUTE_MS, touchMs: 30 * MINUTE_MS },
    });
    expect(salesFigures(db, team, null, JULY)).toEqual(none);
  });

  test.each([
    ['A', { count: 1, acceptRate: 1, acceptMs: 60 * MINUTE_MS, touchMs: 30 * MINUTE_MS }],
    ['B', { count: 1, acceptRate: 0, acceptMs: 120 * MINUTE_MS, touchMs: undefined }],
    ['C', { count: 0, acceptRate: 0, acceptMs: undefined, touchMs: undefined }],
    ['X', none],
  ])('is for %s %j', async (userId, figures) => {
    const { db, team } = await month();
    expect(salesFigures(db, team, userId, END)).toEqual(figures);
  });
});

describe('the month of marketing', () => {
  test.each([
    [null, { count: 4, acceptRate: 1 / 3, acceptMs: 90 * MINUTE_MS, touchMs: 30 * MINUTE_MS }],
    ['MIA', { count: 2, acceptRate: 1 / 2, acceptMs: 90 * MINUTE_MS, touchMs: 30 * MINUTE_MS }],
    ['UMARKETER', { count: 2, acceptRate: 0, acceptMs: undefined, touchMs: undefined }],
    ['X', none],
  ])('is for %s %j', async (userId, figures) => {
    const { db, marketing } = await month();
    expect(marketingFigures(db, marketing, userId, END)).toEqual(figures);
    expect(marketingFigures(db, marketing, userId, JULY)).toEqual(none);
  });
});

test('times of a team that was retired are not measured, since its hours are gone', async () => {
  const { db, marketing } = await month();
  db.$client.exec("update teams set retired_at = 1 where kind = 'sales'");
  expect(marketingFigures(db, marketing, null, END)).toMatchObject({
    count: 4,
    acceptMs: undefined,
    touchMs: undefined,
  });
});

test('a week of missed deadlines counts them by kind, by person in the order of names, and by lead', async () => {
  const world = await salesTeam();
  const { db, write, team } = world;
  const [one, two] = [await world.handOff(MONDAY_9), await world.handOff(MONDAY_9)];
  const breach = (leadId: number, clock: Sla, userId: string, at = MONDAY_9) =>
    write((tx) => {
      const details = { clock, userId, dueAt: at.getTime() };
      record(tx, requireLead(tx, leadId), { kind: 'breached', actorId: null, details }, at);
    });
  await world.setSeller('A', { name: 'Zoe' });
  await world.setSeller('B', { name: 'Ben' });
  await breach(one.id, 'accept', 'A');
  await breach(two.id, 'accept', 'B');
  await breach(two.id, 'touch', 'B');
  await breach(two.id, 'touch', 'M');
  await breach(two.id, 'accept', 'A');
  const report = (until: Date, teamId = team.id) => readBreachReport(db, { teamId, until }, { limit: 9, offset: 0 });
  const counts = {
    byClock: { accept: 3, touch: 2 },
    byPerson: [
      { userId: 'B', breaches: 2 },
      { userId: 'M', breaches: 1 },
      { userId: 'A', breaches: 2 },
    ],
    leads: 2,
  };
  const found = report(MONDAY_9);
  expect(found.counts).toEqual(counts);
  expect(found.leads.map(({ lead, accept, touch }) => [lead.id, accept, touch])).toEqual([
    [two.id, 2, 2],
    [one.id, 1, 0],
  ]);
  const empty = { byClock: { accept: 0, touch: 0 }, byPerson: [], leads: 0 };
  const week = 7 * 24 * 60;
  expect(report(minutesAfter(MONDAY_9, week - 1)).counts).toEqual(counts);
  for (const [until, teamId] of [[minutesAfter(MONDAY_9, week)], [minutesAfter(MONDAY_9, -1)], [MONDAY_9, 99]] as const)
    expect(report(until, teamId).counts).toEqual(empty);
});

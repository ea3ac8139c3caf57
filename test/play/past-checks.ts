import { DateTime } from 'luxon';
import { expect } from 'vitest';
import { PAST_WEEKS, playPast } from '../../play/past/past.ts';
import type { Scene } from '../../play/past/scene.ts';
import { addClause } from '../../src/leads/definition/change.ts';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { leadHistory, leads } from '../../src/leads/table.ts';
import { addItem } from '../../src/library/add.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { readBoard } from '../../src/scoreboard/read.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { isWorking } from '../../src/teams/working-time.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const people: Scene['people'] = { mia: 'MIA', noah: 'NOAH', sam: 'SAM', lena: 'LENA', priya: 'PRIYA' };

const team = (kind: TeamForm['kind'], zone: string): TeamForm => ({
  ...{ kind, name: kind, channelId: `C${kind}`, managerId: kind === 'sales' ? 'PRIYA' : 'MIA', zone },
  ...{ workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] },
  ...{ digestCron: null, routing: 'round_robin' },
});

async function played(zone: string, eve: DateTime) {
  const db = memoryDatabase();
  const write = createWriter(db);
  const end = eve.set({ hour: 9 }).toJSDate();
  const begin = eve.startOf('week').minus({ weeks: PAST_WEEKS }).set({ hour: 9 }).toJSDate();
  const sales = await write((tx) => {
    const saved = saveTeam(tx, team('sales', zone), { id: null, by: 'ADA' }, begin);
    saveTeam(tx, team('marketing', zone), { id: null, by: 'ADA' }, begin);
    const sellers = ['SAM', 'LENA'].map((userId) => ({ userId, absence: null, undisturbedUntil: null }));
    saveRoster(tx, saved.id, sellers, begin);
    for (const text of ['One', 'Two', 'Three']) addClause(tx, { teamId: saved.id, by: 'PRIYA', text }, begin);
    const content = { link: 'https://example.com/a', tags: [], summary: null, ownerId: 'MIA', reviewAt: null };
    addItem(tx, { ...content, title: 'A deck', kind: 'deck', stage: null, by: 'MIA' }, begin);
    tx.delete(outbox).run();
    return saved;
  });
  const { refused } = await playPast({ db, write }, people, { begin, end });
  return { db, sales, begin, end, refused };
}

export const historyOf = (db: Db) => db.select().from(leadHistory).all();

/** Eight weeks before a day, a working day of the story’s beginning, are those of a company at work. */
export async function checkPast(zone: string, day: string): Promise<Db> {
  const { db, sales, end, refused } = await played(zone, DateTime.fromISO(day, { zone }));
  expect(refused).toBe(0);
  const history = historyOf(db);
  expect(history.filter(({ at, kind }) => !isWorking(sales, at) && kind !== 'breached')).toEqual([]);
  expect(history.every(({ at }, n) => n === 0 || at >= (history[n - 1]?.at ?? at))).toBe(true);
  expect(history.every(({ at }) => at < end)).toBe(true);

  // No lead of the past needs an act at once: the story has its own.
  const statuses = new Set(
    db
      .select({ status: leads.status })
      .from(leads)
      .all()
      .map(({ status }) => status),
  );
  expect([...statuses].filter((one) => ['new', 'accepted', 'returned'].includes(one))).toEqual([]);
  expect([...statuses]).toEqual(expect.arrayContaining(['qualified', 'won', 'lost', 'nurturing', 'disqualified']));
  expect(db.select().from(outbox).all()).toEqual([]);

  for (let week = 0; week < PAST_WEEKS; week += 1) {
    const first = DateTime.fromISO(day, { zone })
      .startOf('week')
      .minus({ weeks: PAST_WEEKS - week });
    const period = { first: first.toISODate() ?? '', last: first.plus({ days: 6 }).toISODate() ?? '' };
    const { figures, requests } = readBoard(db, { view: 'activity', period }, end);
    for (const key of ['handed_off', 'accepted', 'touched', 'returned'] as const) {
      expect(leadsIn(figures[key]), `${key} in week ${week}`).toBeGreaterThan(0);
    }
    expect(requests?.requested).toBeGreaterThan(0);
    if (week >= 3) expect(leadsIn(figures.won), `won in week ${week}`).toBeGreaterThan(0);
  }
  return db;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { nextMorningOf, quietUntil, workingDayOf } from '../../src/teams/quiet-time.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { isWorking } from '../../src/teams/working-time.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const NIGHT = new Date('2026-11-19T22:00:00Z');
const MINUTE = 60_000;

const hours = (from: string, until: string, zone = 'Europe/Berlin', workDays = [1, 2, 3, 4, 5]) => ({
  ...{ worksFrom: from, worksUntil: until },
  ...{ zone, workDays },
});

async function withTeams(
  ...teams: (ReturnType<typeof hours> & { people: string[]; managerId?: string })[]
): Promise<Db> {
  const db = memoryDatabase();
  await createWriter(db)((tx) => {
    for (const [index, { people, managerId = 'UBOSS', ...calendar }] of teams.entries()) {
      const form: TeamForm = {
        ...{ kind: 'sales', name: `Team ${index}`, channelId: `C${index}`, userGroupId: null, managerId },
        ...{ ...calendar, holidays: [], digestCron: null },
      };
      const team = saveTeam(tx, form, { id: null, by: 'test' }, NOW);
      saveMembers(tx, team, { userIds: new Set(people), error: null }, NOW);
    }
  });
  return db;
}

const until = (db: Db, to: string, at: Date, atOnce = false, since = at) =>
  quietUntil(db, { to, atOnce, since }, at)?.toISOString();

describe('a message that Baton starts', () => {
  test('goes in working time, and otherwise waits until shortly after work begins', async () => {
    const db = await withTeams({ ...hours('09:00', '17:00'), people: ['UDAY'] });
    expect(until(db, 'UDAY', NOW)).toBeUndefined();
    expect(until(db, 'UDAY', NIGHT)).toBe('2026-11-20T08:05:00.000Z');
    expect(until(db, 'C0', NIGHT)).toBe('2026-11-20T08:05:00.000Z');
    // A Saturday.
    expect(until(db, 'UDAY', new Date('2026-11-21T10:00:00Z'))).toBe('2026-11-23T08:05:00.000Z');
  });

  test('follows the hours of each team, also those that pass midnight', async () => {
    const db = await withTeams(
      { ...hours('12:00', '20:00'), people: ['ULATE'] },
      { ...hours('22:00', '06:00'), people: ['UNIGHT'] },
    );
    expect(until(db, 'ULATE', NOW)).toBe('2026-11-19T11:05:00.000Z');
    expect(until(db, 'UNIGHT', NOW)).toBe('2026-11-19T21:05:00.000Z');
    expect([until(db, 'C0', NOW), until(db, 'C1', NOW)]).toEqual([
      '2026-11-19T11:05:00.000Z',
      '2026-11-19T21:05:00.000Z',
    ]);
    expect(until(db, 'UNIGHT', NIGHT)).toBeUndefined();
  });

  test('goes to a person of two teams while one of them works, and to a manager with their team', async () => {
    const db = await withTeams(
      { ...hours('09:00', '17:00'), people: ['UBOTH'], managerId: 'UDAYBOSS' },
      { ...hours('22:00', '06:00'), people: ['UBOTH'] },
    );
    for (const at of [NOW, NIGHT]) expect(until(db, 'UBOTH', at)).toBeUndefined();
    expect(until(db, 'UDAYBOSS', NIGHT)).toBe('2026-11-20T08:05:00.000Z');
  });

  test('goes to a person by the teams that are known to be theirs', async () => {
    const db = await withTeams({ ...hours('09:00', '17:00'), people: ['UDAY'] });
    await createWriter(db)((tx) => {
      const form = { kind: 'sales' as const, name: 'Unread', channelId: 'C9', userGroupId: null, managerId: 'UBOSS' };
      saveTeam(
        tx,
        { ...form, ...hours('22:00', '06:00'), holidays: [], digestCron: null },
        { id: null, by: 'test' },
        NOW,
      );
    });
    expect(until(db, 'UDAY', NIGHT)).toBe('2026-11-20T08:05:00.000Z');
  });

  test('goes to people and channels without a team while any team works, and at any time before there is one', async () => {
    const db = await withTeams({ ...hours('09:00', '17:00'), people: [] });
    expect(until(db, 'UNONE', NOW)).toBeUndefined();
    expect(until(db, 'CNONE', NIGHT)).toBe('2026-11-20T08:05:00.000Z');
    expect(until(await withTeams(), 'UNONE', NIGHT)).toBeUndefined();
  });
});

describe('an answer', () => {
  test('goes at any time, but not hours later', async () => {
    const db = await withTeams({ ...hours('09:00', '17:00'), people: ['UDAY'] });
    expect(until(db, 'UDAY', NIGHT, true)).toBeUndefined();
    expect(until(db, 'UDAY', NIGHT, true, NOW)).toBe('2026-11-20T08:05:00.000Z');
    const since = (ms: number) => until(db, 'UDAY', NIGHT, true, new Date(NIGHT.getTime() - ms));
    expect([since(15 * MINUTE - 1), since(15 * MINUTE)]).toEqual([undefined, '2026-11-20T08:05:00.000Z']);
  });

  test('in a channel, the record of an act, goes at any time', async () => {
    const db = await withTeams({ ...hours('09:00', '17:00'), people: ['UDAY'] });
    expect(until(db, 'C0', NIGHT, true, NOW)).toBeUndefined();
  });
});

test('the next morning and the working day of a person are those of their teams', async () => {
  const db = await withTeams(
    { ...hours('09:00', '17:00'), people: ['UBOTH', 'UDAY'] },
    { ...hours('22:00', '06:00'), people: ['UBOTH'] },
  );
  const morning = (userId: string, at: Date) => nextMorningOf(db, userId, at).toISOString();
  expect([morning('UDAY', NIGHT), morning('UBOTH', NOW)]).toEqual([
    '2026-11-20T08:05:00.000Z',
    '2026-11-19T21:05:00.000Z',
  ]);
  const began = (userId: string, at: Date) => workingDayOf(db, userId, at).toISOString();
  expect([began('UDAY', NOW), began('UDAY', NIGHT), began('UBOTH', NIGHT)]).toEqual([
    '2026-11-19T08:00:00.000Z',
    NIGHT.toISOString(),
    '2026-11-19T21:00:00.000Z',
  ]);
  const none = await withTeams();
  expect([nextMorningOf(none, 'UDAY', NIGHT), workingDayOf(none, 'UDAY', NIGHT)]).toEqual([NIGHT, NIGHT]);
});

test('whatever the hours, a message waits exactly outside of them, and until a moment within', async () => {
  const times = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? 30 : '00'}`);
  const calendar = fc
    .record({
      worksFrom: times,
      worksUntil: times,
      zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
      workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    })
    .filter(({ worksFrom, worksUntil }) => worksFrom !== worksUntil);
  await fc.assert(
    fc.asyncProperty(
      fc.array(calendar, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 60 * 24 * 60 }),
      async (calendars, minutes) => {
        const db = await withTeams(...calendars.map((one) => ({ ...one, people: ['UONE'] })));
        const works = (then: Date) => calendars.some((one) => isWorking({ ...one, holidays: [] }, then));
        const at = new Date(NOW.getTime() + minutes * MINUTE);
        const waits = quietUntil(db, { to: 'UONE', atOnce: false, since: at }, at);
        expect(waits === undefined).toBe(works(at));
        if (waits) expect(works(waits)).toBe(true);
        db.$client.close();
      },
    ),
    { numRuns: 40 },
  );
});

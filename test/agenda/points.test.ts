import { beforeEach, expect, test } from 'vitest';
import { addAgendaPoint, MOST_POINTS, removeAgendaPoint, takeAgenda } from '../../src/agenda/points.ts';
import { countPoints, pointsOf } from '../../src/agenda/queries.ts';
import type { PointAbout } from '../../src/agenda/types.ts';
import { addClause, moveClause, retireClause } from '../../src/leads/definition/change.ts';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { deputies, sharedChannel } from '../../src/teams/settings.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const ALL = { limit: 100, offset: 0 };

let db: Db;
let write: Write;
beforeEach(async () => {
  db = memoryDatabase();
  write = createWriter(db);
  await chooseChannel('C9');
});

const chooseChannel = (value: string | null) =>
  write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'UADA' }, NOW));
const add = (about: PointAbout, by: string | null = 'UMAX') => write((tx) => addAgendaPoint(tx, { about, by }, NOW));
const typed = (words: string): PointAbout => ({ kind: 'typed', words });
const message = (ts: string): PointAbout => ({ kind: 'message', words: 'Look', channel: 'C1', ts });
const addTeam = () =>
  write((tx) =>
    saveTeam(
      tx,
      {
        ...{ kind: 'sales', name: 'Sales', channelId: 'C1', userGroupId: null, managerId: 'UMAX', digestCron: null },
        ...{ zone: 'UTC', workDays: [1], worksFrom: '09:00', worksUntil: '17:00', holidays: [] },
      },
      { id: null, by: 'test' },
      NOW,
    ),
  );
const subjects = (reviewId: number | null = null) => pointsOf(db, reviewId, ALL).map(({ about }) => about);

test('points keep their order, and one subject has one point', async () => {
  expect(await add(typed('Webinars'))).toBe(true);
  expect(await add(message('1.1'))).toBe(true);
  // Two people at once.
  expect(await Promise.all([add(message('2.1')), add(message('2.1'), 'USUE')])).toEqual([true, false]);
  expect(await add(typed('Webinars'))).toBe(true);
  expect(subjects()).toEqual([typed('Webinars'), message('1.1'), message('2.1'), typed('Webinars')]);
});

test('a point that a review has dealt with is its past, and its subject can come again', async () => {
  await add(message('1.1'));
  await write((tx) => takeAgenda(tx, 7));
  expect([subjects(), subjects(7)]).toEqual([[], [message('1.1')]]);
  expect(await add(message('1.1'))).toBe(true);
  const [point] = pointsOf(db, 7, ALL);
  await expect(write((tx) => removeAgendaPoint(tx, point?.id ?? 0, NOW))).rejects.toThrow('no longer on the agenda');
});

test('a point can be removed once', async () => {
  await add(typed('Webinars'));
  const [point] = pointsOf(db, null, ALL);
  await write((tx) => removeAgendaPoint(tx, point?.id ?? 0, NOW));
  expect(countPoints(db, null)).toBe(0);
  await expect(write((tx) => removeAgendaPoint(tx, point?.id ?? 0, NOW))).rejects.toThrow('no longer on the agenda');
});

test('a full agenda refuses people with a sentence, and takes nothing from Baton', async () => {
  for (let point = 0; point < MOST_POINTS; point += 1) await add(typed(`Point ${point}`));
  await expect(add(typed('One more'))).rejects.toThrow('The agenda has 50 points already. Remove one first.');
  expect(await add({ kind: 'feedback', roundId: 1 }, null)).toBe(false);
  expect(countPoints(db, null)).toBe(MOST_POINTS);
});

test('without a channel for the review, Baton adds nothing by itself', async () => {
  await chooseChannel(null);
  expect(await add({ kind: 'feedback', roundId: 1 }, null)).toBe(false);
  expect(await add(typed('Webinars'))).toBe(true);
  expect(subjects()).toEqual([typed('Webinars')]);
});

test('a definition that changes is one point, from its first change on; a new order adds no point', async () => {
  const { id: teamId } = await addTeam();
  const edit = { teamId, by: 'UMIA' };
  await write((tx) => addClause(tx, { ...edit, text: 'Has a budget' }, NOW));
  await write((tx) => addClause(tx, { ...edit, text: 'Has a date' }, NOW));
  expect(subjects()).toEqual([{ kind: 'definition', teamId, changeId: 1 }]);
  await write((tx) => takeAgenda(tx, 7));
  const [clause] = clausesOf(db, teamId);
  const clauseId = clause?.id ?? 0;
  await write((tx) => moveClause(tx, { ...edit, clauseId, direction: 'down' }, NOW));
  expect(subjects()).toEqual([]);
  await write((tx) => retireClause(tx, { ...edit, clauseId }, NOW));
  expect(subjects()).toEqual([{ kind: 'definition', teamId, changeId: 4 }]);
});

test('each change of the agenda redraws its message, and the homes of managers', async () => {
  await addTeam();
  await write((tx) => changeSetting(tx, { setting: deputies, value: ['UADA'], by: 'test' }, NOW));
  const news = async () => {
    const messages = db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'agenda');
    const homes = db
      .select()
      .from(homeChanges)
      .all()
      .map(({ people }) => people);
    await write((tx) => {
      tx.delete(outbox).run();
      tx.delete(homeChanges).run();
    });
    return [messages.map(({ orderingKey }) => orderingKey), homes];
  };
  await news();
  await add(typed('Webinars'));
  expect(await news()).toEqual([['C9'], ['UMAX UADA']]);
  await write((tx) => removeAgendaPoint(tx, pointsOf(db, null, ALL)[0]?.id ?? 0, NOW));
  expect(await news()).toEqual([['C9'], ['UMAX UADA']]);
  await chooseChannel(null);
  await news();
  await add(typed('Fairs'));
  expect(await news()).toEqual([[], ['UMAX UADA']]);
});

/** Teams that are created, changed and retired, with the record of it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '../../src/platform/audit/table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changesOfTeam, managerChange, recordTeamChange } from '../../src/teams/changes.ts';
import { allTeams, requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { type Saving, saveTeam, type TeamForm, teamFault } from '../../src/teams/save.ts';
import type { Team } from '../../src/teams/table.ts';
import { MONDAY_9, SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

let db: Db;
let write: Write;
beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
});

const save = (more: Partial<TeamForm> = {}, saving: Partial<Saving> = {}): Promise<Team> =>
  write((tx) => saveTeam(tx, { ...SALES, ...more }, { id: null, by: 'ADA', ...saving }, MONDAY_9));
const audited = () =>
  db
    .select()
    .from(auditLog)
    .all()
    .map(({ kind, actor, subject }) => `${kind} ${actor} ${subject}`);
const told = () =>
  db
    .select()
    .from(outbox)
    .all()
    .map(({ kind, orderingKey }) => `${kind} ${orderingKey}`);
const homes = () =>
  db
    .select()
    .from(homeChanges)
    .all()
    .map(({ people }) => people);

test('a new team is on record with all that it has, and every home may change', async () => {
  const team = await save();
  expect(allTeams(db)).toEqual([team]);
  const [change, ...others] = changesOfTeam(db, team.id, 9);
  expect([change, others]).toMatchObject([{ userId: null, before: null, by: 'ADA', at: MONDAY_9 }, []]);
  expect(change?.after).toMatchObject({ name: 'Sales', managerId: 'BOSS', routing: 'round_robin' });
  expect(Object.keys(change?.after ?? {})).not.toContain('updatedAt');
  expect([audited(), homes(), told()]).toEqual([['team.created ADA team:1'], ['ADA BOSS *'], []]);
});

test('a change of a team is on record with the fields that differ, and its manager hears nothing', async () => {
  const { id } = await save();
  const changed = await save({ name: 'Sales North', workDays: [1, 2] }, { id });
  expect(requireTeam(db, id)).toEqual(changed);
  expect(changesOfTeam(db, id, 1)).toMatchObject([
    { before: { name: 'Sales', workDays: [1, 2, 3, 4, 5] }, after: { name: 'Sales North', workDays: [1, 2] } },
  ]);
  expect([audited()[1], told()]).toEqual(['team.changed ADA team:1', []]);
});

test('a team that is saved as it was leaves no record', async () => {
  const { id } = await save();
  await save({}, { id, by: 'BOSS' });
  expect([changesOfTeam(db, id, 9).length, audited().length, told()]).toEqual([1, 1, []]);
  await expect(save({}, { id: 99 })).rejects.toThrow('This team no longer exists.');
});

test('another manager is told to the earlier one, to the new one and to admins, but not to who did it', async () => {
  const { id } = await save();
  await save({ managerId: 'NEW' }, { id, by: 'ADA', admins: ['ADA', 'OLA', 'NEW'] });
  expect(told()).toEqual(['BOSS', 'NEW', 'OLA'].map((userId) => `team_manager_changed ${userId}`));
  const [{ id: changeId } = { id: 0 }, { id: created } = { id: 0 }] = changesOfTeam(db, id, 2);
  expect(managerChange(db, changeId)).toMatchObject({ before: 'BOSS', after: 'NEW', change: { id: changeId } });
  for (const other of [created, 99]) expect(managerChange(db, other)).toBeUndefined();
});

test('a change of the rotation of a seller names the seller', async () => {
  const team = await save();
  const changeId = await write((tx) =>
    recordTeamChange(
      tx,
      { teamId: team.id, userId: 'SAM', before: { paused: false }, after: { paused: true }, by: 'BOSS' },
      MONDAY_9,
    ),
  );
  expect(changesOfTeam(db, team.id, 1)).toMatchObject([{ id: changeId, userId: 'SAM', after: { paused: true } }]);
  const [, event] = db.select().from(auditLog).all();
  expect(event).toMatchObject({
    ...{ kind: 'team.rotation_changed', actor: 'BOSS', subject: 'team:1' },
    details: { person: 'SAM', from: { paused: false }, to: { paused: true } },
  });
  expect(managerChange(db, changeId ?? 0)).toBeUndefined();
});

describe('a name and a channel belong to one team', () => {
  const form = (more: Partial<TeamForm>): TeamForm => ({ ...SALES, name: 'Other', channelId: 'COTHER', ...more });

  test('and the team itself may keep them', async () => {
    const { id } = await save({ name: 'Äpfel' });
    expect(teamFault(db, form({}), null)).toBeUndefined();
    expect(teamFault(db, form({ channelId: 'CSALES' }), null)).toEqual({
      field: 'channelId',
      message: 'Äpfel already uses this channel.',
    });
    expect(teamFault(db, form({ name: 'äpfel' }), null)).toEqual({
      field: 'name',
      message: 'Another team has this name.',
    });
    expect(teamFault(db, form({ name: 'ÄPFEL', channelId: 'CSALES' }), id)).toBeUndefined();
  });

  test('until it is retired, which is on record', async () => {
    const team = await save();
    db.delete(homeChanges).run();
    await write((tx) => retireTeam(tx, team, 'ADA', MONDAY_9));
    expect(allTeams(db)).toEqual([]);
    expect(teamFault(db, SALES, null)).toBeUndefined();
    expect(requireTeam(db, team.id)).toMatchObject({ retiredAt: MONDAY_9, updatedBy: 'ADA' });
    const [change] = changesOfTeam(db, team.id, 1);
    expect([change?.before, Object.keys(change?.after ?? {})]).toEqual([{ retiredAt: null }, ['retiredAt']]);
    expect([audited()[1], homes()]).toEqual(['team.changed ADA team:1', ['ADA BOSS *']]);
  });
});

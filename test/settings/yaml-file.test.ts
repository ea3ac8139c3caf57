import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { saveTurns, unusualTurns } from '../../src/leads/routing/settings.ts';
import { declinesADay } from '../../src/leads/settings.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { changesOf, settingOf } from '../../src/platform/settings/queries.ts';
import { exportSettings, importSettings } from '../../src/settings/yaml-file.ts';
import { changesOfTeam } from '../../src/teams/changes.ts';
import { allTeams, watchersOf } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { saveWatchers } from '../../src/teams/watchers.ts';
import { wrongParts } from '../support/spoil.ts';
import { tempDatabase } from '../support/temp-database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const team: TeamForm = {
  kind: 'sales',
  name: 'Sales: "North" #1',
  channelId: 'C0SALES',
  userGroupId: null,
  managerId: 'U0MAX',
  zone: 'Europe/Berlin',
  workDays: [1, 2, 3],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: ['2026-12-25'],
  digestCron: '0 9 * * 1-5',
};

async function company() {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const bring = (text: string) => write((tx) => importSettings(tx, text, 'command line', now));
  await write((tx) => saveTeam(tx, team, { id: null, by: 'U0MAX' }, now));
  return { db, write, bring };
}

test('teams and settings are exported and imported elsewhere, and a second import changes nothing', async () => {
  const one = await company();
  await one.write((tx) => changeSetting(tx, { setting: declinesADay, value: 9, by: 'U0MAX' }, now));
  const text = exportSettings(one.db);
  const { db } = tempDatabase();
  const write = createWriter(db);
  expect((await write((tx) => importSettings(tx, text, 'command line', now))).changes).toEqual([
    'leads.declines_a_day changed',
    'the team Sales: "North" #1 is new',
  ]);
  expect(exportSettings(db)).toBe(text);
  expect(changesOf(db, 'leads.declines_a_day', 1)).toMatchObject([{ value: 9, by: 'command line' }]);
  expect((await write((tx) => importSettings(tx, text, 'command line', now))).changes).toEqual([]);
});

test('people who only watch are exported with their team; left out, they stay', async () => {
  const one = await company();
  const id = allTeams(one.db)[0]?.id ?? 0;
  await one.write((tx) => saveWatchers(tx, id, ['U0PAT', 'U0IVY'], 'U0MAX', now));
  const text = exportSettings(one.db);
  const other = await company();
  expect((await other.bring(text)).changes).toEqual(['the team Sales: "North" #1 changed']);
  expect(watchersOf(other.db, id).toSorted()).toEqual(['U0IVY', 'U0PAT']);
  expect((await other.bring(text)).changes).toEqual([]);
  expect((await other.bring(text.replace(/ +only_watch:[\s\S]*/, ''))).changes).toEqual([]);
  expect(watchersOf(other.db, id)).toHaveLength(2);
  await expect(other.bring(text.replace('U0PAT', 'U0MAX'))).rejects.toThrow('The manager of a team belongs to it.');
});

test('rotation weights are exported with their team, also those of people whom Baton does not know there yet', async () => {
  const one = await company();
  const id = allTeams(one.db)[0]?.id ?? 0;
  const turns = [
    { userId: 'U0SAM', weight: 2, dailyCap: null },
    { userId: 'U0SUE', weight: null, dailyCap: 9 },
  ];
  await one.write((tx) => saveTurns(tx, { teamId: id, by: 'U0MAX', turns }, now));
  const text = exportSettings(one.db);
  const other = await company();
  expect((await other.bring(text)).changes).toEqual(['the team Sales: "North" #1 changed']);
  expect(unusualTurns(other.db, allTeams(other.db)[0]?.id ?? 0)).toEqual(turns);
  expect((await other.bring(text)).changes).toEqual([]);
  const recorded = changesOfTeam(other.db, allTeams(other.db)[0]?.id ?? 0, 9);
  expect(recorded.map(({ userId, before, after, by }) => ({ userId, before, after, by }))).toEqual([
    { userId: 'U0SUE', before: { dailyCap: null }, after: { dailyCap: 9 }, by: 'command line' },
    { userId: 'U0SAM', before: { weight: null }, after: { weight: 2 }, by: 'command line' },
    expect.objectContaining({ before: null, by: 'U0MAX' }),
  ]);
  const none = await one.bring(text.replace(/turns:[\s\S]*/, 'turns: []'));
  expect(none.changes).toEqual(['the team Sales: "North" #1 changed']);
  expect(unusualTurns(one.db, id)).toEqual([]);
  await expect(one.bring(text.replace('seller: U0SUE', 'seller: U0SAM'))).rejects.toThrow('A seller is listed twice.');
});

test('values that are missing in the file stay', async () => {
  const { db, bring } = await company();
  expect((await bring('settings: { leads.declines_a_day: 7 }')).changes).toEqual(['leads.declines_a_day changed']);
  expect(allTeams(db)).toHaveLength(1);
  expect((await bring('')).changes).toEqual([]);
});

test('every error is reported with its place, and then nothing is changed', async () => {
  const { db, bring } = await company();
  const text = exportSettings(db)
    .replace('leads.declines_a_day: 5', 'leads.declines_a_day: -1')
    .replace('leads.digest_size: 10', 'leads.digest_size: 11\n  leads.colour: blue')
    .replace('zone: Europe/Berlin', 'zone: Europe/Atlantis');
  await expect(bring(text)).rejects.toThrow(
    [
      'settings → leads.declines_a_day: At least 0: the manager sees each.',
      'settings → leads.colour: unknown setting.',
    ].join('\n'),
  );
  await expect(bring(text)).rejects.toThrow('teams → 0 (Sales: "North" #1) → zone:');
  expect(settingOf(db, declinesADay)).toBe(5);
  expect(exportSettings(db)).toContain('leads.digest_size: 10');
  await expect(bring('teams: [{ name: X, kind: pirates }]')).rejects.toThrow('teams → 0 → kind: The kind of a team is');
  await expect(bring('a: [')).rejects.toThrow('This is not valid YAML');
});

test('a file with wrong parts is refused in sentences or brought in, and can then be written again', async () => {
  const { db, write } = await company();
  const whole = JSON.stringify(parse(exportSettings(db)));
  await fc.assert(
    fc.asyncProperty(wrongParts, async (spoil) => {
      const text = spoil(whole);
      const result = await write((tx) => importSettings(tx, text, 'command line', now)).catch(
        (error: unknown) => error,
      );
      if (result instanceof Error) {
        expect(result).toBeInstanceOf(UserError);
        expect(result.message).toMatch(/^[^\n]{5,}$/m);
      }
      const again = exportSettings(db);
      expect((await write((tx) => importSettings(tx, again, 'command line', now))).changes).toEqual([]);
    }),
    { numRuns: Number(process.env.SPOILT ?? 25) },
  );
});

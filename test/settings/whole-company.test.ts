/** A company is in its file of settings: from it, a second Baton is set up that has the same. */
import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { addClause } from '../../src/leads/definition/change.ts';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { saveTurns } from '../../src/leads/routing/settings.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { exportSettings, importSettings } from '../../src/settings/yaml-file.ts';
import { allTeams, watchersOf } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { type Team, teams } from '../../src/teams/table.ts';
import { saveWatchers } from '../../src/teams/watchers.ts';
import { tempDatabase } from '../support/temp-database.ts';

const now = new Date('2026-03-02T09:00:00Z');
/** Columns that a team gets by itself. */
type Own = 'id' | 'updatedAt' | 'updatedBy' | 'retiredAt';

/** No column has its default; the compiler names a new one. */
const sales = {
  kind: 'sales',
  name: 'Sales “North”',
  channelId: 'C0SALES',
  userGroupId: 'S0SALES',
  managerId: 'U0MAX',
  zone: 'Europe/Berlin',
  workDays: [1, 2, 3],
  worksFrom: '08:30',
  worksUntil: '17:15',
  holidays: ['2026-12-25'],
  digestCron: '0 9 * * 1-5',
  routing: 'one',
  oneSellerId: 'U0SAM',
  accountRule: false,
  fallbackId: 'U0SUE',
  dailyCap: 7,
  hotAcceptMinutes: 16,
  acceptMinutes: 121,
  touchMinutes: 241,
} as const satisfies { [Column in Exclude<keyof Team, Own>]: unknown };

async function company() {
  const { db } = tempDatabase();
  const write = createWriter(db);
  return { db, write, bring: (text: string) => write((tx) => importSettings(tx, text, 'command line', now)) };
}

test('an empty Baton has the same teams, definition, rotation and watchers from the file, and exports the same', async () => {
  const one = await company();
  await one.write((tx) => {
    const { id: teamId } = saveTeam(tx, sales as unknown as TeamForm, { id: null, by: 'U0MAX' }, now);
    for (const text of ['Has a budget', 'Asks within a year']) addClause(tx, { teamId, by: 'U0MAX', text }, now);
    saveTurns(tx, { teamId, by: 'U0MAX', turns: [{ userId: 'U0SUE', weight: 3, dailyCap: 2 }] }, now);
    saveWatchers(tx, teamId, ['U0ADA'], 'U0MAX', now);
  });
  const text = exportSettings(one.db);
  const other = await company();
  await other.bring(text);
  expect(exportSettings(other.db)).toBe(text);
  expect((await other.bring(text)).changes).toEqual([]);
  const [team] = allTeams(other.db);
  expect(team).toMatchObject(sales);
  expect(clausesOf(other.db, team?.id ?? 0).map((clause) => clause.text)).toEqual([
    'Has a budget',
    'Asks within a year',
  ]);
  expect(watchersOf(other.db, team?.id ?? 0)).toEqual(['U0ADA']);
});

test('each column of a team is in the file, and differs from its default in the test above', () => {
  const own = ['id', 'updatedAt', 'updatedBy', 'retiredAt'];
  const columns = Object.entries(getTableColumns(teams)).filter(([name]) => !own.includes(name));
  expect(columns.map(([name]) => name).sort()).toEqual(Object.keys(sales).sort());
  const same = columns.filter(
    ([name, column]) => column.hasDefault && column.default === sales[name as keyof typeof sales],
  );
  expect(same.map(([name]) => name)).toEqual([]);
});

test('the definition of a file is taken over with its order, and clauses that are not in it are retired', async () => {
  const { db, write, bring } = await company();
  const id = (await write((tx) => saveTeam(tx, sales as unknown as TeamForm, { id: null, by: 'U0MAX' }, now))).id;
  for (const text of ['One', 'Two', 'Three'])
    await write((tx) => addClause(tx, { teamId: id, by: 'U0MAX', text }, now));
  const [, two] = clausesOf(db, id);
  const text = exportSettings(db).replace(/definition:\n(?: +- .*\n){3}/, 'definition: [Three, two, Four]\n');
  await bring(text);
  expect(clausesOf(db, id).map((clause) => clause.text)).toEqual(['Three', 'two', 'Four']);
  expect(clausesOf(db, id)[1]?.id).toBe(two?.id);
  await expect(bring(text.replace('Four', 'TWO'))).rejects.toThrow('A clause is listed twice.');
});

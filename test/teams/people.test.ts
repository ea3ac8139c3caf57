/** People as Slack and the company have them: sides, roles, sister workspaces, and cards that return to a channel. */
import { beforeEach, describe, expect, test } from 'vitest';
import { endAlertsOf, raiseAlert } from '../../src/platform/alerts/alerts.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Directory, Person } from '../../src/platform/slack/directory.ts';
import { PlaceGone } from '../../src/platform/slack/place-gone.ts';
import { createCardReturn } from '../../src/teams/card-return.ts';
import { withDeputies } from '../../src/teams/deputies.ts';
import {
  isFresh,
  isTeamKnown,
  membershipOf,
  outdateTeams,
  saveMembers,
  teamsConcerning,
} from '../../src/teams/members.ts';
import { colleagueFault, isOfTeam, isSomeManager, takerFault, teamsOf } from '../../src/teams/membership.ts';
import { rolesOf } from '../../src/teams/roles.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { deputies, sisterWorkspaces } from '../../src/teams/settings.ts';
import { peopleOfBothSides, sidesOf } from '../../src/teams/sides.ts';
import { withSisters } from '../../src/teams/sisters.ts';
import type { Team } from '../../src/teams/table.ts';
import { MONDAY_9, minutesAfter, SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

let db: Db;
let write: Write;
let sales: Team;
let marketing: Team;
/** Members of each channel; Slack does not answer for one that is undefined. */
let channels: Record<string, string[] | 'gone' | undefined>;
let admins: string[];

const person = (id: string): Person => ({
  ...{ id, name: id, zone: null, statusEmoji: null, isAdmin: admins.includes(id), isSister: id.startsWith('SIS') },
  ...(id.startsWith('GUEST') || id.startsWith('SIS')
    ? { isMember: false, standing: id.startsWith('SIS') ? ('from another workspace' as const) : ('a guest' as const) }
    : { isMember: true, standing: 'member' as const }),
});
const directory = {
  members: async ({ channelId }: { channelId: string }) => {
    const found = channels[channelId];
    if (found === undefined) throw new Error('slow');
    if (found === 'gone') throw new PlaceGone('is_archived');
    return new Set(found);
  },
  person: async (id: string) => person(id),
  people: async (ids: Iterable<string>) => [...ids].map(person),
} as unknown as Directory;

beforeEach(async () => {
  db = memoryDatabase();
  write = createWriter(db);
  channels = { CSALES: ['SAM', 'SUE', 'MEG', 'GUEST'], CMARK: ['MIA', 'MEG', 'SUE'] };
  admins = ['ADA'];
  [sales, marketing] = await write((tx) => [
    saveTeam(
      tx,
      { ...SALES, managerId: 'MAX', fallbackId: 'FAY', oneSellerId: 'ONE' },
      { id: null, by: 'test' },
      MONDAY_9,
    ),
    saveTeam(
      tx,
      { ...SALES, kind: 'marketing', name: 'Marketing', channelId: 'CMARK', managerId: 'MEG' },
      { id: null, by: 'test' },
      MONDAY_9,
    ),
  ]);
});

test('managers are on the side that they manage, others on that of their channel, and people in both on none', async () => {
  const sideOf = await sidesOf({ db, directory });
  const sides = ['SAM', 'MAX', 'MIA', 'MEG', 'SUE', 'BOB'].map((id) => `${id} ${sideOf(id)}`);
  expect(sides).toEqual(['SAM sales', 'MAX sales', 'MIA marketing', 'MEG marketing', 'SUE null', 'BOB null']);
  expect(await peopleOfBothSides({ db, directory })).toEqual([
    { userId: 'MAX', side: 'sales' },
    { userId: 'MEG', side: 'marketing' },
    { userId: 'MIA', side: 'marketing' },
    { userId: 'SAM', side: 'sales' },
  ]);
});

test('a team whose channel is gone counts for no one, and an outage of Slack is not hidden', async () => {
  channels = { ...channels, CSALES: 'gone' };
  const sideOf = await sidesOf({ db, directory });
  expect(['SAM', 'MAX', 'SUE'].map(sideOf)).toEqual([null, 'sales', 'marketing']);
  expect([await isOfTeam({ db, directory }, sales, 'SAM'), await isOfTeam({ db, directory }, sales, 'FAY')]).toEqual([
    false,
    true,
  ]);
  channels = { ...channels, CSALES: undefined };
  await expect(sidesOf({ db, directory })).rejects.toThrow('slow');
  await expect(isOfTeam({ db, directory }, sales, 'SAM')).rejects.toThrow('slow');
});

test('people are of the teams whose channel they are in, and of those that they answer for', async () => {
  const names = async (id: string, kind?: 'sales') =>
    (await teamsOf({ db, directory }, id, kind)).map(({ name }) => name);
  expect([await names('SUE'), await names('SUE', 'sales')]).toEqual([['Marketing', 'Sales'], ['Sales']]);
  expect([await names('FAY'), await names('MAX'), await names('BOB')]).toEqual([['Sales'], ['Sales'], []]);
});

test('people have the roles of their teams, and those of the company', async () => {
  const roles = (id: string, isDeputy = false) => rolesOf({ db, directory }, { ...person(id), isDeputy });
  expect([await roles('SAM'), await roles('SUE')]).toEqual([['seller'], ['marketer', 'seller']]);
  expect([await roles('MEG'), await roles('MAX')]).toEqual([
    ['marketer', 'seller', 'manager'],
    ['seller', 'manager'],
  ]);
  expect([await roles('ADA'), await roles('DEE', true)]).toEqual([
    ['manager', 'admin'],
    ['manager', 'admin'],
  ]);
  expect([await roles('GUEST'), await roles('BOB')]).toEqual([[], []]);
  expect(['MAX', 'ADA', 'SAM'].map((id) => isSomeManager(db, person(id)))).toEqual([true, true, false]);
});

test('a lead goes to a member of its team who does not have it', async () => {
  const fault = (userId: string, holderId?: string) =>
    takerFault({ db, directory }, { team: sales, userId, thing: 'lead', ...(holderId && { holderId }) });
  expect([await fault('SAM'), await fault('FAY', 'SAM')]).toEqual([undefined, undefined]);
  expect(await fault('SAM', 'SAM')).toBe('SAM has this lead already.');
  expect(await fault('MIA')).toBe('MIA is not in Sales.');
  expect(await fault('GUEST')).toBe('GUEST cannot take leads: they are a guest.');
  expect(await colleagueFault(directory, 'GUEST', 'own it')).toBe('GUEST cannot own it: they are a guest.');
  expect(await colleagueFault(directory, 'SAM', 'own it')).toBeUndefined();
});

test('additional managers are those whom the company names at that moment', async () => {
  const seen = withDeputies(directory, db);
  expect((await seen.person('DEE')).isDeputy).toBe(false);
  await write((tx) => changeSetting(tx, { setting: deputies, value: ['UDEE'], by: 'ADA' }, MONDAY_9));
  expect((await seen.people(['UDEE', 'SAM'])).map(({ isDeputy }) => isDeputy)).toEqual([true, false]);
  expect(await seen.person('UDEE')).toMatchObject({ id: 'UDEE', isDeputy: true });
});

describe('people of sister workspaces', () => {
  const see = async (id: string) => {
    const { standing, isMember, isSister } = await withSisters(directory, db).person(id);
    return [standing, isMember, isSister];
  };

  test('are colleagues while they are in the channel of a team', async () => {
    channels = { CSALES: 'gone', CMARK: ['SIS1', 'GUEST', 'SAM'] };
    expect(await see('SIS1')).toEqual(['member', true, true]);
    expect(await see('SIS2')).toEqual(['from another workspace', false, true]);
    expect([await see('SAM'), await see('GUEST')]).toEqual([
      ['member', true, false],
      ['a guest', false, false],
    ]);
    const people = await withSisters(directory, db).people(['SIS1', 'SIS2']);
    expect(people.map(({ isMember }) => isMember)).toEqual([true, false]);
    channels = { CSALES: undefined, CMARK: ['SIS1'] };
    await expect(see('SIS1')).rejects.toThrow('slow');
  });

  test('are outsiders where the company wants it', async () => {
    channels = { CSALES: ['SIS1'], CMARK: [] };
    await write((tx) => changeSetting(tx, { setting: sisterWorkspaces, value: 'outside', by: 'ADA' }, MONDAY_9));
    expect(await see('SIS1')).toEqual(['from another workspace', false, false]);
  });
});

test('a change of a person concerns the teams that know them, and outdates what is known of those', async () => {
  const ofGroup = await write((tx) =>
    saveTeam(
      tx,
      { ...SALES, name: 'Group', channelId: 'CGROUP', userGroupId: 'S1', managerId: 'MAX' },
      { id: null, by: 'test' },
      MONDAY_9,
    ),
  );
  expect([sales, ofGroup].map((team) => isTeamKnown(db, team))).toEqual([false, false]);
  expect([teamsConcerning(db, 'SAM'), teamsConcerning(db, 'CSALES')]).toEqual([[], [sales.id]]);
  await write((tx) => {
    for (const team of [sales, marketing, ofGroup])
      saveMembers(tx, team, { userIds: new Set(['SAM']), error: null }, MONDAY_9);
    saveMembers(tx, marketing, { userIds: new Set(['MIA']), error: null }, MONDAY_9);
  });
  const concerns = (id: string) => teamsConcerning(db, id).sort();
  expect([concerns('SAM'), concerns('MIA')]).toEqual([[sales.id, ofGroup.id], [marketing.id]]);
  expect([concerns('MAX'), concerns('FAY'), concerns('ONE')]).toEqual([[sales.id, ofGroup.id], [sales.id], [sales.id]]);
  expect([concerns('CSALES'), concerns('S1'), concerns('CGROUP'), concerns('BOB')]).toEqual([
    [sales.id],
    [ofGroup.id],
    [],
    [],
  ]);
  expect(isTeamKnown(db, ofGroup)).toBe(true);
  // Another user group has other members.
  expect([
    isTeamKnown(db, { ...ofGroup, userGroupId: 'S2' }),
    membershipOf(db, { ...ofGroup, userGroupId: null }),
  ]).toEqual([false, undefined]);
  await write((tx) => outdateTeams(tx, [sales.id]));
  expect([sales, marketing].map((team) => isFresh(db, team, 60_000, MONDAY_9))).toEqual([false, true]);
  const fresh = (minutes: number) => isFresh(db, marketing, 60_000, minutesAfter(MONDAY_9, minutes));
  expect([fresh(0.9), fresh(1), fresh(-0.9), fresh(-1)]).toEqual([true, false, true, false]);
  await write((tx) => outdateTeams(tx, []));
  expect(isFresh(db, marketing, 60_000, MONDAY_9)).toBe(true);
});

test('cards return to a channel after a start, and when it takes messages again or is another one', async () => {
  const returned: string[] = [];
  const task = createCardReturn({ db, write, now: () => MONDAY_9 }, [
    (_, team) => returned.push(`leads of ${team.name}`),
    (_, team) => returned.push(`requests of ${team.name}`),
  ]);
  const run = async () => {
    returned.splice(0);
    await task();
    return [...returned];
  };
  const [ofMarketing, ofSales] = ['Marketing', 'Sales'].map((name) => [`leads of ${name}`, `requests of ${name}`]) as [
    string[],
    string[],
  ];
  expect(await run()).toEqual([...ofMarketing, ...ofSales]);
  expect(await run()).toEqual([]);
  await write((tx) => raiseAlert(tx, { place: 'CSALES', error: 'is_archived' }, MONDAY_9, () => []));
  expect(await run()).toEqual(ofMarketing);
  await write((tx) => endAlertsOf(tx, 'CSALES', MONDAY_9));
  expect(await run()).toEqual([...ofMarketing, ...ofSales]);
  await write((tx) => saveTeam(tx, { ...SALES, channelId: 'CNEW' }, { id: sales.id, by: 'test' }, MONDAY_9));
  expect(await run()).toEqual([...ofMarketing, ...ofSales]);
});

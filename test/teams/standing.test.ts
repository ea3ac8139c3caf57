/** People in roles who left, and who holds their roles then. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Directory, Person } from '../../src/platform/slack/directory.ts';
import { decidesOn, sidesOf } from '../../src/teams/agreement.ts';
import { alertManager, receiverOfAlert } from '../../src/teams/alert.ts';
import { managerOf } from '../../src/teams/holders.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { deputies } from '../../src/teams/settings.ts';
import {
  adminsHere,
  createStandingReader,
  hasStanding,
  isHere,
  leavers,
  lookUp,
  noteStandings,
} from '../../src/teams/standing.ts';
import { standings } from '../../src/teams/table.ts';
import { MONDAY_9, minutesAfter, SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

let db: Db;
let write: Write;
/** Standing in Slack by id; members are left out. */
let gone: Record<string, Person['standing']>;
let isDown: boolean;
let asked: string[][];

const admins = ['ADA', 'OLA'];
const person = (id: string): Person => {
  const standing = gone[id] ?? 'member';
  return {
    ...{ id, name: id, zone: null, statusEmoji: null, standing },
    isMember: standing === 'member',
    isAdmin: admins.includes(id),
  };
};
const directory = {
  people: async (ids: Iterable<string>) => {
    if (isDown) throw new Error('slow');
    asked.push([...ids].sort());
    return [...ids].map(person);
  },
  admins: async () => admins.map(person),
} as unknown as Directory;

const team = (kind: 'sales' | 'marketing', managerId: string, more = {}) =>
  write((tx) =>
    saveTeam(
      tx,
      { ...SALES, kind, name: `${kind} ${managerId}`, channelId: `C${managerId}`, managerId, ...more },
      { id: null, by: 'test' },
      MONDAY_9,
    ),
  );
const name = (...ids: string[]) =>
  write((tx) => changeSetting(tx, { setting: deputies, value: ids, by: 'ADA' }, MONDAY_9));
/** Slack tells that this person cannot act any more. */
const leave = async (id: string) => {
  gone[id] = 'deactivated';
  await lookUp({ db, write, directory }, [id]);
};

beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
  [gone, isDown, asked] = [{}, false, []];
});

test('a person of whom nothing is known can act; one who left cannot, and then the admins are known', async () => {
  expect([isHere(db, 'BOSS'), hasStanding(db, 'BOSS'), adminsHere(db)]).toEqual([true, false, []]);
  await lookUp({ db, write, directory }, ['BOSS']);
  expect([isHere(db, 'BOSS'), hasStanding(db, 'BOSS'), adminsHere(db)]).toEqual([true, true, []]);
  await leave('BOSS');
  expect([isHere(db, 'BOSS'), leavers(db), adminsHere(db)]).toEqual([false, ['BOSS'], ['ADA', 'OLA']]);
  await leave('ADA');
  expect([leavers(db), adminsHere(db)]).toEqual([['ADA', 'BOSS'], ['OLA']]);
  gone = {};
  await lookUp({ db, write, directory }, ['BOSS']);
  expect(leavers(db)).toEqual(['ADA']);
});

test('an admin who is no admin any more is known as such', async () => {
  await leave('BOSS');
  await write((tx) => noteStandings(tx, [{ ...person('ADA'), isAdmin: false }]));
  expect(adminsHere(db)).toEqual(['OLA']);
  await lookUp({ db, write, directory }, ['ADA']);
  expect(adminsHere(db)).toEqual(['ADA', 'OLA']);
});

describe('everyone with a role is looked up', () => {
  let now: Date;
  const reader = () => createStandingReader({ db, write, directory, now: () => now }, [() => ['FAY', null]]);

  test('every ten minutes, and a minute after Slack did not answer', async () => {
    await team('sales', 'BOSS', { fallbackId: 'FAY', oneSellerId: 'ONE' });
    const read = reader();
    now = MONDAY_9;
    await read();
    expect(asked).toEqual([['BOSS', 'FAY', 'ONE']]);
    now = new Date(minutesAfter(MONDAY_9, 10).getTime() - 1);
    await read();
    expect(asked).toHaveLength(1);
    now = minutesAfter(MONDAY_9, 10);
    isDown = true;
    await expect(read()).rejects.toThrow('slow');
    isDown = false;
    now = minutesAfter(MONDAY_9, 10.9);
    await read();
    expect(asked).toHaveLength(1);
    now = minutesAfter(MONDAY_9, 11);
    await read();
    expect(asked).toHaveLength(2);
    // The clock went back.
    now = MONDAY_9;
    await read();
    expect(asked).toHaveLength(3);
    await read();
    expect(asked).toHaveLength(3);
  });

  test('and forgotten once they have none', async () => {
    const { id } = await team('sales', 'BOSS');
    now = MONDAY_9;
    const read = reader();
    gone = { BOSS: 'a guest' };
    await read();
    const known = () =>
      db
        .select()
        .from(standings)
        .all()
        .map(({ userId }) => userId)
        .sort();
    expect(known()).toEqual(['ADA', 'BOSS', 'FAY', 'OLA']);
    await write((tx) => saveTeam(tx, { ...SALES, managerId: 'NEW' }, { id, by: 'test' }, MONDAY_9));
    now = minutesAfter(MONDAY_9, 10);
    await read();
    expect(known()).toEqual(['ADA', 'FAY', 'NEW', 'OLA']);
  });
});

test('a team without its manager is answered for by an additional manager, else by an admin', async () => {
  const holder = () => managerOf(db, { managerId: 'BOSS' });
  await name('UDEE', 'UDAN');
  expect(holder()).toBe('BOSS');
  await leave('BOSS');
  expect(holder()).toBe('UDEE');
  await leave('UDEE');
  expect(holder()).toBe('UDAN');
  await name();
  expect(holder()).toBe('ADA');
  for (const id of admins) await leave(id);
  expect(holder()).toBe('BOSS');
});

describe('an alert about a channel', () => {
  const alert = (place: string) => write((tx) => alertManager(tx, { place, error: 'is_archived' }, MONDAY_9));

  test('goes to the manager of its team, and to no one about other places', async () => {
    await team('sales', 'BOSS');
    expect([await alert('CBOSS'), await alert('COTHER'), await alert('UBOSS')]).toEqual([['BOSS'], [], []]);
    expect(db.select().from(outbox).all()).toMatchObject([
      { kind: 'alert', orderingKey: 'BOSS', payload: { place: 'CBOSS', error: 'is_archived', userId: 'BOSS' } },
    ]);
  });

  test('goes to the one it was meant for, else to the manager, else to an admin', async () => {
    await team('sales', 'BOSS');
    const receiver = (place: string) => receiverOfAlert(db, { place, userId: 'MAX' });
    expect(receiver('CBOSS')).toBe('MAX');
    await write((tx) => noteStandings(tx, [{ ...person('MAX'), standing: 'deactivated', isMember: false }]));
    expect([receiver('CBOSS'), receiver('COTHER')]).toEqual(['BOSS', 'MAX']);
    await leave('MAX');
    expect(receiver('COTHER')).toBe('ADA');
  });
});

describe('an agreement of both sides', () => {
  const decides = (userId: string, proposedBy = 'MAX', side: 'sales' | 'marketing' = 'sales') =>
    decidesOn(db, { side, proposedBy }, userId);

  test('is decided by the managers of the other side', async () => {
    await team('sales', 'MAX');
    await team('marketing', 'MEG');
    expect([decides('MEG'), decides('MAX'), decides('ADA')]).toEqual([true, false, false]);
    expect([decides('MAX', 'MEG', 'marketing'), decides('MEG', 'MEG', 'marketing')]).toEqual([true, false]);
    await leave('MEG');
    expect([decides('MEG'), decides('ADA')]).toEqual([false, true]);
  });

  test('is decided by a manager of both sides, on their own proposal only if there is no other manager', async () => {
    await team('sales', 'MAX');
    await team('marketing', 'MAX', { channelId: 'C2' });
    expect([decides('MAX'), decides('MAX', 'ADA')]).toEqual([true, true]);
    await team('sales', 'SUE');
    expect([decides('MAX'), decides('MAX', 'SUE')]).toEqual([false, true]);
  });

  test('is answered for by admins and additional managers where a side has no team', async () => {
    await team('sales', 'MAX');
    const sides = (id: string, isDeputy = false) => sidesOf(db, { ...person(id), isDeputy });
    expect([sides('MAX'), sides('ADA'), sides('DEE', true), sides('SAM')]).toEqual([
      ['sales'],
      ['marketing'],
      ['marketing'],
      [],
    ]);
    await team('marketing', 'MEG');
    expect([sides('ADA'), sides('MEG')]).toEqual([[], ['marketing']]);
  });
});

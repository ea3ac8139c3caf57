/** Guests, other companies and sister workspaces in the channels of teams. */
import { beforeEach, describe, expect, test } from 'vitest';
import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { createOutsiderReader, isKnownWithoutOutsiders, outsidersOf } from '../../src/teams/outsiders.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { sisterWorkspaces } from '../../src/teams/settings.ts';
import { MONDAY_9, minutesAfter, SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

let db: Db;
let write: Write;
let now: Date;
/** The answer of Slack about the channel, or its failure. */
let channel: object | undefined | Error;
let standings: string[];
let asked: string[];
let logged: string[];
let read: (stop: AbortSignal) => Promise<void>;

const reader = () =>
  createOutsiderReader({
    ...{
      db,
      write,
      now: () => now,
      log: { debug: (_: object, words: string) => logged.push(words) },
      company: { workspaceIds: ['T1', 'T2'] },
    },
    web: {
      conversations: {
        info: async ({ channel: id }: { channel: string }) => {
          asked.push(id);
          if (channel instanceof Error) throw channel;
          return { channel };
        },
      },
    },
    directory: {
      members: async () => new Set(standings.keys()),
      people: async () => standings.map((standing) => ({ standing })),
    },
  } as never);

beforeEach(async () => {
  db = memoryDatabase();
  write = createWriter(db);
  [now, channel, standings, asked, logged] = [MONDAY_9, {}, ['member'], [], []];
  read = reader();
  await write((tx) => saveTeam(tx, SALES, { id: null, by: 'test' }, MONDAY_9));
});

const running = new AbortController().signal;
const found = async (): Promise<object | undefined> => {
  await read(running);
  return outsidersOf(db)[0];
};
const hourLater = () => {
  now = minutesAfter(now, 60);
};

test('a channel counts as without outsiders once Slack has said so', async () => {
  expect([isKnownWithoutOutsiders(db, 'CSALES'), outsidersOf(db)]).toEqual([false, []]);
  expect(await found()).toBeUndefined();
  expect(isKnownWithoutOutsiders(db, 'CSALES')).toBe(true);
  expect(isKnownWithoutOutsiders(db, 'COTHER')).toBe(false);
  standings = ['member', 'a guest', 'a bot', 'a guest'];
  hourLater();
  expect(await found()).toEqual({ channelId: 'CSALES', sharedWith: null, guests: 2 });
  expect(isKnownWithoutOutsiders(db, 'CSALES')).toBe(false);
  standings = ['member'];
  await write((tx) => saveTeam(tx, { ...SALES, name: 'New', channelId: 'CNEW' }, { id: null, by: 'test' }, now));
  await found();
  expect([isKnownWithoutOutsiders(db, 'CSALES'), isKnownWithoutOutsiders(db, 'CNEW')]).toEqual([false, true]);
});

describe('a channel is shared', () => {
  test.each([
    ['with another company', { is_ext_shared: true }, 'company'],
    ['with no one beyond the company', { is_org_shared: true, internal_team_ids: ['T1', 'T2'] }, null],
    ['with another workspace', { is_org_shared: true, internal_team_ids: ['T1', 'T9'] }, 'workspace'],
    ['with another workspace, in an older answer', { is_org_shared: true, shared_team_ids: ['T9'] }, 'workspace'],
    ['with workspaces that Slack does not name', { is_org_shared: true }, 'workspace'],
    ['with no one', { internal_team_ids: ['T9'] }, null],
  ])('%s', async (_, told, sharedWith) => {
    await write((tx) => changeSetting(tx, { setting: sisterWorkspaces, value: 'outside', by: 'ADA' }, now));
    channel = told;
    expect(await found()).toEqual((sharedWith && { channelId: 'CSALES', sharedWith, guests: 0 }) || undefined);
  });

  test('with colleagues, as long as sister workspaces count as such', async () => {
    channel = { is_org_shared: true };
    expect(await found()).toBeUndefined();
    standings = ['a guest'];
    hourLater();
    expect(await found()).toEqual({ channelId: 'CSALES', sharedWith: null, guests: 1 });
    channel = { is_ext_shared: true };
    hourLater();
    expect(await found()).toMatchObject({ sharedWith: 'company' });
  });
});

describe('Slack is asked', () => {
  test('once an hour for each channel, and again when the clock went back', async () => {
    await read(running);
    now = new Date(minutesAfter(MONDAY_9, 60).getTime() - 1);
    await read(running);
    expect(asked).toEqual(['CSALES']);
    now = minutesAfter(MONDAY_9, 60);
    await read(running);
    expect(asked).toHaveLength(2);
    now = minutesAfter(MONDAY_9, -60);
    await read(running);
    expect(asked).toHaveLength(3);
  });

  test('at once about a new team, and not after the stop', async () => {
    await read(running);
    await write((tx) => saveTeam(tx, { ...SALES, name: 'New', channelId: 'CNEW' }, { id: null, by: 'test' }, now));
    await read(AbortSignal.abort());
    expect(asked).toEqual(['CSALES']);
    await read(running);
    expect(asked).toEqual(['CSALES', 'CNEW']);
  });

  test.each([
    ['fails', new Error('slow')],
    ['answers without a channel', undefined],
  ])('not again at once after it %s', async (_, answer) => {
    channel = answer;
    await read(running);
    await read(running);
    expect(asked).toHaveLength(1);
    expect(logged).toEqual(['Slack does not tell who is in a channel; it is asked again']);
    expect(isKnownWithoutOutsiders(db, 'CSALES')).toBe(false);
  });
});

test('homes are drawn again when something changed', async () => {
  const changes = async () => {
    db.delete(homeChanges).run();
    await read(running);
    hourLater();
    return db
      .select()
      .from(homeChanges)
      .all()
      .map(({ people }) => people);
  };
  expect(await changes()).toEqual([]);
  standings = ['a guest'];
  expect(await changes()).toEqual(['*']);
  expect(await changes()).toEqual([]);
  channel = { is_ext_shared: true };
  expect(await changes()).toEqual(['*']);
  expect(await changes()).toEqual([]);
});

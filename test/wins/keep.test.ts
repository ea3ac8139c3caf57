/** The rows of wins follow their leads, and posts follow the rows. */
import { describe, expect, test } from 'vitest';
import { qualifyLead, reopenLead, valueLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { leads } from '../../src/leads/table.ts';
import { markWin, winKey } from '../../src/leads/win-mark.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { sharedChannel, winsChannel } from '../../src/teams/settings.ts';
import { standings } from '../../src/teams/table.ts';
import { winOf, winsOfWeek } from '../../src/wins/read.ts';
import { assistedWins, recordOf } from '../../src/wins/record.ts';
import { showingsOf } from '../../src/wins/shown.ts';
import { wins } from '../../src/wins/table.ts';
import { postWeek } from '../../src/wins/weeks.ts';
import { BOSS, winsWorld } from './world.ts';

type World = Awaited<ReturnType<typeof winsWorld>>;
const page = { limit: 10, offset: 0 };

const posted = (world: World, leadId: number) =>
  world.write((tx) => savePosted(tx, winKey(leadId), { channel: 'CELSEWHERE', ts: '1.1' }));
const reopen = (world: World, leadId: number) =>
  world.write((tx) => reopenLead(tx, { leadId, actor: BOSS }, world.now()));

describe('a win', () => {
  test('has its value in cents, and its parts', async () => {
    const world = await winsWorld();
    const leadId = await world.win(12.34);
    await world.keep();
    expect(world.row(leadId)).toEqual({
      ...{ leadId, wonAt: world.now(), cents: 1234, currency: 'EUR', rulesId: null },
      ...{ size: 'usual', posting: 'own', weekId: null },
    });
    expect(recordOf(world.db, 'MIA')).toMatchObject({ assisted: 1, withContent: 0 });
    expect(recordOf(world.db, 'A')).toEqual({ sums: [], assisted: 0, withContent: 0 });
    const [assisted, ...others] = assistedWins(world.db, 'MIA', page);
    expect(others).toEqual([]);
    expect(assisted?.mine).toMatchObject([{ kind: 'hand_off', userId: 'MIA', share: 10_000, cents: 1234 }]);
    expect(assistedWins(world.db, 'A', page)).toEqual([]);
    expect(world.told('lead_win')).toEqual([['CSALES', { leadId }]]);
  });

  test('without a value has no cents and no currency', async () => {
    const world = await winsWorld();
    const leadId = await world.win(null);
    await world.keep();
    expect(world.row(leadId)).toMatchObject({ cents: null, currency: null });
    expect(assistedWins(world.db, 'MIA', page)[0]?.mine).toMatchObject([{ cents: null }]);
  });

  test('that is reopened counts no more, and its post follows', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await world.keep();
    await world.sent();
    await posted(world, leadId);
    await reopen(world, leadId);
    await world.keep();
    expect(world.row(leadId)).toBeUndefined();
    expect(winOf(world.db, requireLead(world.db, leadId))).toBeUndefined();
    expect(recordOf(world.db, 'MIA').assisted).toBe(0);
    expect(world.told('lead_win')).toEqual([['CELSEWHERE', { leadId }]]);
  });

  test('that changes its value keeps its post, and the sums follow', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await world.keep();
    await world.sent();
    world.later(30);
    const value = { amount: 8, currency: 'EUR' };
    await world.write((tx) => valueLead(tx, { leadId, actor: BOSS, value }, world.now()));
    await world.keep();
    expect(world.row(leadId)).toMatchObject({ cents: 800, posting: 'own' });
    expect(recordOf(world.db, 'MIA').sums).toMatchObject([{ currency: 'EUR', cents: 800, shareCents: 800 }]);
    expect(world.told('lead_win')).toEqual([['CSALES', { leadId }]]);
  });

  test('that is won again counts from the new day', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await world.keep();
    await reopen(world, leadId);
    world.later(1);
    await world.write((tx) => {
      touchLead(tx, { leadId, actor: BOSS, kind: 'call', outcome: null, words: null }, world.now());
      qualifyLead(tx, { leadId, actor: BOSS, deal: { amount: 6, currency: 'EUR', closeOn: null } }, world.now());
      winLead(tx, { leadId, actor: BOSS }, world.now());
    });
    await world.keep();
    expect(world.row(leadId)).toMatchObject({ wonAt: world.now(), cents: 600 });
    expect(assistedWins(world.db, 'BOSS', page).map(({ mine }) => mine.map(({ kind }) => kind))).toEqual([
      ['contacts'],
    ]);
  });

  test.each([
    [7, 'own', 1],
    [8, 'none', 0],
  ])('that Baton hears of after %i days has the post: %s', async (days, posting, posts) => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    world.later(days);
    await world.keep();
    expect(world.row(leadId)?.posting).toBe(posting);
    expect(world.told('lead_win')).toHaveLength(posts);
  });

  test('that was posted before keeps that post, however late', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await posted(world, leadId);
    world.later(30);
    await world.keep();
    expect(world.row(leadId)?.posting).toBe('own');
    expect(world.told('lead_win')).toEqual([]);
  });

  test('that nothing marked is not read, and one that was read is not marked any more', async () => {
    const world = await winsWorld();
    const read: number[] = [];
    const leadId = await world.win(5);
    await world.keep((_, id) => void read.push(id));
    await world.keep((_, id) => void read.push(id));
    expect(read).toEqual([leadId]);
    // A lead that was never won.
    await world.sent();
    const lost = await world.lose('Price');
    await world.write((tx) => markWin(tx, lost));
    await world.keep((_, id) => void read.push(id));
    expect(read).toEqual([leadId, lost]);
    expect(world.told('lead_win')).toEqual([]);
  });
});

describe('the channel of a win', () => {
  test('is that for wins, else that of both teams, else that of its team', async () => {
    const world = await winsWorld();
    const channels: unknown[] = [];
    const win = async () => {
      const leadId = await world.win(5);
      await world.keep();
      channels.push(
        world.told('lead_win').find(([, payload]) => (payload as { leadId: number }).leadId === leadId)?.[0],
      );
    };
    const set = (setting: typeof winsChannel, value: string) =>
      world.write((tx) => changeSetting(tx, { setting, value, by: 'test' }, world.now()));
    await win();
    await set(sharedChannel, 'CSHARED');
    await win();
    await set(winsChannel, 'CWINS');
    await win();
    expect(channels).toEqual(['CSALES', 'CSHARED', 'CWINS']);
  });
});

describe('the post of a week', () => {
  async function smallWins(count: number) {
    const world = await winsWorld();
    const ids: number[] = [];
    for (let at = 0; at < count; at += 1) ids.push(await world.win(5));
    await world.keep();
    await world.write((tx) => tx.update(wins).set({ posting: 'week' }).run());
    await world.sent();
    return { world, ids };
  }

  test('has the wins that wait, oldest first, and later changes of them', async () => {
    const { world, ids } = await smallWins(2);
    const [first = 0, second = 0] = ids;
    await world.write((tx) => postWeek(tx, world.now()));
    const weekId = world.row(first)?.weekId ?? 0;
    expect(winsOfWeek(world.db, weekId).map(({ lead }) => lead.id)).toEqual(ids);
    expect(world.told('win_week')).toEqual([['CSALES', { weekId }]]);
    await world.sent();
    await reopen(world, second);
    await world.keep();
    expect(winsOfWeek(world.db, weekId).map(({ lead }) => lead.id)).toEqual([first]);
    expect([world.told('win_week'), world.told('lead_win')]).toEqual([[['CSALES', { weekId }]], []]);
    await world.sent();
    await world.write((tx) => markWin(tx, first));
    await world.keep();
    expect(world.row(first)).toMatchObject({ posting: 'week', weekId });
    expect(world.told('win_week')).toEqual([['CSALES', { weekId }]]);
  });

  test('leaves out a win that grew before it, which has a post of its own', async () => {
    const { world, ids } = await smallWins(1);
    const [leadId = 0] = ids;
    await world.write((tx) => markWin(tx, leadId));
    await world.keep();
    expect(world.row(leadId)).toMatchObject({ posting: 'own', weekId: null });
    await world.write((tx) => postWeek(tx, world.now()));
    expect([world.told('win_week'), world.told('lead_win')]).toEqual([[], [['CSALES', { leadId }]]]);
  });

  test('is one for each channel', async () => {
    const { world, ids } = await smallWins(2);
    const south = await world.addTeam('South');
    await world.write((tx) =>
      tx
        .update(leads)
        .set({ teamId: south })
        .where(eq(leads.id, ids[1] ?? 0))
        .run(),
    );
    await world.write((tx) => postWeek(tx, world.now()));
    expect(world.told('win_week').map(([channel]) => channel)).toEqual(['CSALES', 'CSouth']);
  });
});

describe('people in posts', () => {
  const leave = (world: World, userId: string, standing: 'deactivated' | 'a guest') =>
    world.write((tx) => tx.insert(standings).values({ userId, standing, isAdmin: false }).run());

  test('are named unless they chose otherwise, left, or are guests', async () => {
    const world = await winsWorld();
    await leave(world, 'B', 'deactivated');
    await leave(world, 'C', 'a guest');
    await world.write((tx) => savePreferences(tx, 'MIA', { wins: 'unnamed' }, world.now()));
    expect([...showingsOf(world.db, ['A', 'B', 'C', 'MIA', 'A'])]).toEqual([
      ['A', 'named'],
      ['B', 'left'],
      ['C', 'outside'],
      ['MIA', 'unnamed'],
    ]);
  });

  test('are named in the new way in the posts of their wins alone, once', async () => {
    const world = await winsWorld();
    const theirs = await world.win(5, { by: 'MIA' });
    await world.win(5, { by: 'MAX' });
    await world.keep();
    await world.sent();
    await leave(world, 'MIA', 'deactivated');
    await world.keep();
    expect(world.told('lead_win')).toEqual([['CSALES', { leadId: theirs }]]);
    await world.sent();
    await world.keep();
    expect(world.told('lead_win')).toEqual([]);
  });

  test('are left out of a new post if they chose so', async () => {
    const world = await winsWorld();
    await world.write((tx) => savePreferences(tx, 'MIA', { wins: 'unnamed' }, world.now()));
    const leadId = await world.win(5, { by: 'MIA' });
    const read: number[] = [];
    await world.keep((_, id) => void read.push(id));
    expect(read).toEqual([leadId, leadId]);
  });
});

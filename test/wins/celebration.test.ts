/** The celebration of a quarter: drafted from the data, edited and posted by managers. */
import { describe, expect, test } from 'vitest';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { reviewActions } from '../../src/reviews/table.ts';
import { sharedChannel, winsChannel } from '../../src/teams/settings.ts';
import { readDraft } from '../../src/wins/celebration/draft.ts';
import { keepMoment, momentOf, openMoments, removeMoment } from '../../src/wins/celebration/moments.ts';
import { celebrationOf, quarterNamed, quarterToCelebrate } from '../../src/wins/celebration/quarter.ts';
import {
  celebrationChannels,
  editCelebration,
  postCelebration,
  refreshCelebrations,
  skipCelebration,
} from '../../src/wins/celebration/save.ts';
import { winsSince, winsWaitingFor } from '../../src/wins/celebration/waiting.ts';
import { proposeRules } from '../../src/wins/propose.ts';
import { USUAL_WEIGHTS } from '../../src/wins/types.ts';
import { winsWorld } from './world.ts';

type World = Awaited<ReturnType<typeof winsWorld>>;

const Q2 = { key: '2026-Q2', from: new Date('2026-04-01T00:00Z'), to: new Date('2026-07-01T00:00Z') };
const moment = (ts: string, by = 'A') => ({
  ...{ channelId: 'C1', ts, link: `https://x.slack.com/${ts}`, words: 'Well done', quote: null, authorId: 'B', by },
});
const keep = (world: World, ...some: ReturnType<typeof moment>[]) =>
  world.write((tx) => {
    for (const one of some) keepMoment(tx, one, world.now());
  });

describe('the quarter to celebrate', () => {
  test.each<[days: number, key: string | undefined]>([
    [34, undefined],
    [35, '2026-Q2'],
    [126, '2026-Q2'],
    [127, '2026-Q3'],
  ])('%i days after the first lead, on May 27, is %s', async (days, key) => {
    const world = await winsWorld();
    expect(quarterToCelebrate(world.db, world.now())).toBeUndefined();
    world.later(-5);
    await world.win(5);
    world.later(days);
    expect(quarterToCelebrate(world.db, world.now())?.key).toBe(key);
  });

  test('says nothing when the first lead came in its last days', async () => {
    const world = await winsWorld();
    world.later(10);
    await world.win(5);
    world.later(30);
    expect(quarterToCelebrate(world.db, world.now())).toBeUndefined();
  });

  test('has its first and last moment in the zone of the oldest sales team', async () => {
    const world = await winsWorld();
    world.later(-5);
    await world.win(5);
    world.later(45);
    expect(quarterToCelebrate(world.db, world.now())).toEqual(Q2);
    expect(quarterNamed(world.db, '2026-Q2')).toEqual(Q2);
    expect(quarterNamed(world.db, '2026-Q4').to).toEqual(new Date('2027-01-01T00:00Z'));
  });
});

describe('a draft', () => {
  test('has the largest wins, the pairs with most wins, and everyone else', async () => {
    const world = await winsWorld();
    const small = await world.win(5, { by: 'MIA', seller: 'A' });
    const large = await world.win(9, { by: 'MIA', seller: 'A' });
    const own = await world.win(7, { by: 'BOSS', seller: 'BOSS' });
    await world.keep();
    const { content, total, pairs, others, wins, version, editedBy } = readDraft(world.db, Q2);
    expect(content.leadIds).toEqual([large, own, small]);
    expect(wins.map(({ lead }) => lead.id)).toEqual([large, own, small]);
    expect(pairs).toEqual([{ marketerId: 'MIA', closerId: 'A', wins: 2 }]);
    expect([total, others, version, editedBy]).toEqual([3, ['BOSS'], 0, undefined]);
    expect(content.opening).toBe('None of these deals was won by one person. Thank you, both teams.');
    expect(content.learned).toBeNull();
  });

  test('of a quarter without a win says so', async () => {
    const world = await winsWorld();
    await world.lose('Price');
    await world.lose('Price');
    const dropped = { what: 'A webinar', reason: 'No time', status: 'dropped', settledAt: world.now() } as const;
    await world.write((tx) => {
      const more = { reviewId: null, ownerId: 'A', dueOn: '2026-06-05', by: 'A', at: world.now() };
      for (const one of [dropped, { ...dropped, what: 'A fair', reason: null }])
        tx.insert(reviewActions)
          .values({ ...more, ...one })
          .run();
    });
    const { content, total } = readDraft(world.db, Q2);
    expect(total).toBe(0);
    expect(content.opening).toContain('No deal was won this quarter.');
    expect(content.learned).toBe(
      ['2 deals lost: Something else.', 'Dropped: A webinar (No time).', 'Dropped: A fair.'].join('\n'),
    );
  });

  test('names everyone in it as they want to be named', async () => {
    const world = await winsWorld();
    await world.win(5, { by: 'MIA', seller: 'A' });
    await world.keep();
    await keep(world, moment('1.1', 'C'), { ...moment('2.1', 'SUE'), authorId: null as never });
    const { showings, moments } = readDraft(world.db, Q2);
    expect([...showings.keys()].toSorted()).toEqual(['A', 'B', 'C', 'MIA', 'SUE']);
    expect(moments).toHaveLength(2);
  });
});

describe('a manager', () => {
  const edit = (version: number, by = 'BOSS') => ({ quarter: Q2, version, by });

  test('edits a draft, posts it once, and a change of a win edits the post', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await world.keep();
    await keep(world, moment('1.1'));
    const content = { ...readDraft(world.db, Q2).content, opening: 'Thank you' };
    await world.write((tx) => editCelebration(tx, { ...edit(0), content }, world.now()));
    expect(readDraft(world.db, Q2)).toMatchObject({ version: 1, editedBy: 'BOSS', content });
    expect(world.told('celebration')).toEqual([]);
    await world.write((tx) => postCelebration(tx, edit(1, 'MIA'), world.now()));
    const posted = celebrationOf(world.db, Q2.key);
    const { id } = posted ?? { id: 0 };
    expect(posted).toMatchObject({ state: 'posted', by: 'MIA', content, channels: ['CSALES', 'CMARKETING'] });
    const messages = ['CSALES', 'CMARKETING'].map((channel) => [channel, { id, channel }]);
    expect(world.told('celebration')).toEqual(messages);
    expect(openMoments(world.db, Q2.to)).toEqual([]);
    await world.sent();
    await world.write((tx) => refreshCelebrations(tx, leadId, world.now()));
    await world.write((tx) => refreshCelebrations(tx, 99, world.now()));
    expect(world.told('celebration')).toEqual(messages);
  });

  test('does not overwrite what another manager did meanwhile', async () => {
    const world = await winsWorld();
    const { content } = readDraft(world.db, Q2);
    await world.write((tx) => editCelebration(tx, { ...edit(0), content }, world.now()));
    const again = world.write((tx) => editCelebration(tx, { ...edit(0, 'MIA'), content }, world.now()));
    await expect(again).rejects.toThrow('Another manager changed this draft in the meantime.');
    await world.write((tx) => skipCelebration(tx, edit(1), world.now()));
    expect(celebrationOf(world.db, Q2.key)).toMatchObject({ state: 'skipped', channels: [] });
    const late = world.write((tx) => postCelebration(tx, edit(2), world.now()));
    await expect(late).rejects.toThrow('This celebration was skipped already.');
    expect(world.told('celebration')).toEqual([]);
  });

  test('posts a quarter without wins too', async () => {
    const world = await winsWorld();
    await world.write((tx) => postCelebration(tx, edit(0), world.now()));
    expect(celebrationOf(world.db, Q2.key)).toMatchObject({ state: 'posted', version: 1 });
  });

  test('posts it where both teams are, else where wins are', async () => {
    const world = await winsWorld();
    const set = (setting: typeof winsChannel, value: string) =>
      world.write((tx) => changeSetting(tx, { setting, value, by: 'test' }, world.now()));
    await set(winsChannel, 'CWINS');
    expect(celebrationChannels(world.db)).toEqual(['CWINS']);
    await set(sharedChannel, 'CSHARED');
    expect(celebrationChannels(world.db)).toEqual(['CSHARED']);
  });

  test('hears of the draft for four weeks, and of a proposal that they decide on', async () => {
    const world = await winsWorld();
    world.later(-5);
    await world.win(5);
    world.later(35);
    expect(winsWaitingFor(world.db, 'BOSS', world.now())).toEqual({ proposal: undefined, quarter: Q2 });
    expect(winsSince(world.db, 'BOSS', world.now())).toEqual([Q2.to]);
    expect(winsWaitingFor(world.db, 'A', world.now())).toBeUndefined();
    expect(winsSince(world.db, 'A', world.now())).toEqual([]);
    await world.write((tx) =>
      proposeRules(tx, { by: 'BOSS', sides: ['sales'], weights: USUAL_WEIGHTS, words: null }, world.now()),
    );
    const at = world.now();
    world.later(28);
    expect(winsWaitingFor(world.db, 'BOSS', new Date(Q2.to.getTime() + 28 * 86_400_000 - 1))?.quarter).toEqual(Q2);
    expect(winsWaitingFor(world.db, 'BOSS', new Date(Q2.to.getTime() + 28 * 86_400_000))).toBeUndefined();
    expect(winsSince(world.db, 'MIA', world.now())).toEqual([at]);
  });
});

describe('a moment', () => {
  test('of a message is kept once, and its keeper alone removes it', async () => {
    const world = await winsWorld();
    await keep(world, moment('1.1', 'A'), moment('1.1', 'B'), moment('2.1', 'B'));
    const { id = 0, by } = momentOf(world.db, moment('1.1')) ?? {};
    expect(by).toBe('A');
    expect(openMoments(world.db, Q2.to)).toHaveLength(2);
    const remove = (who: string, which = id) => world.write((tx) => removeMoment(tx, { id: which, by: who }));
    await expect(remove('B')).rejects.toThrow('Only the person who keeps a moment removes it.');
    await remove('A');
    await remove('A');
    expect(openMoments(world.db, Q2.to).map(({ ts }) => ts)).toEqual(['2.1']);
    expect(openMoments(world.db, world.now())).toEqual([]);
    await world.write((tx) => postCelebration(tx, { quarter: Q2, version: 0, by: 'BOSS' }, world.now()));
    const { id: celebrated = 0 } = momentOf(world.db, moment('2.1')) ?? {};
    await expect(remove('B', celebrated)).rejects.toThrow('This moment was celebrated already.');
  });
});

/** A check in detail: who hears of each step, who may act, and what people see of it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { agreeOnThree, proposeThree, publishThree } from '../../src/mindset/agree.ts';
import { groupingSubject, nextSubject } from '../../src/mindset/announce.ts';
import { askAgain } from '../../src/mindset/ask-again.ts';
import { readOverview, requirePublished } from '../../src/mindset/overview.ts';
import { agreementOf, answersOf, checkOf, groupsOf } from '../../src/mindset/queries.ts';
import { tendGrouping } from '../../src/mindset/remind.ts';
import { mindsetRitual } from '../../src/mindset/ritual.ts';
import { mindsetFacilitator } from '../../src/mindset/settings.ts';
import { mindsetAgreements } from '../../src/mindset/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { skipCycle, startNow } from '../../src/rituals/acts.ts';
import { plannedCycle, runningCycle } from '../../src/rituals/queries.ts';
import { ritualBoxes } from '../../src/rituals/table.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { deputies, sharedChannel } from '../../src/teams/settings.ts';

import { act, begin, CLOSED, check, close, cycleId, EDIT, leave, post, publish, say, watch, world } from './world.ts';

beforeEach(begin);

describe('a check that closes', () => {
  test.each([
    ['with one answer more than the smallest group', 3, 3, 'grouping', false],
    ['with as many as the smallest group', 3, 2, 'too_few', false],
    ['with enough of each side', 5, 5, 'grouping', true],
    ['with one too few of a side', 6, 4, 'grouping', false],
  ])('%s', async (_, sellers, marketers, outcome, isApart) => {
    post();
    await close(sellers, marketers);
    const isGrouped = outcome === 'grouping';
    expect(check()).toMatchObject({ outcome, answered: isGrouped ? sellers + marketers : null });
    expect([...new Set(answersOf(world.db, cycleId).map(({ side }) => side))].toSorted()).toEqual(
      !isGrouped ? [] : isApart ? ['marketing', 'sales'] : [null],
    );
    // Of too few, everyone reads at once that there were too few.
    expect(post()).toEqual(isGrouped ? ['grouping UMEG'] : ['next UMAX', 'next UMEG', 'result C1', 'result C2']);
    expect(runningCycle(world.db, 'mindset')?.status).toBe(isGrouped ? 'closed' : undefined);
  });

  test('takes the longest answer, and asks without names', async () => {
    const long = '\u0001'.repeat(80);
    await say('USAM', long, long, long);
    expect(mindsetRitual.asks?.isAnonymous).toBe(true);
  });

  test('without its key is lost, and takes no answers before', async () => {
    for (const name of world.keys.names()) world.keys.destroy(name);
    await expect(say('USAM', 'zebra')).rejects.toThrow('the key that keeps it anonymous was lost');
    await world.at(CLOSED);
    await expect(say('USAM', 'zebra')).rejects.toThrow('takes no more answers');
    expect(check()?.outcome).toBe('lost');
  });

  test('without a team that could group has no facilitator', async () => {
    await act((tx) => changeSetting(tx, { setting: mindsetFacilitator, value: ['UZOE'], by: 'ADA' }, world.now()));
    await leave('UMAX', 'UMEG');
    await close();
    expect(check()).toMatchObject({ outcome: 'grouping', facilitatorId: null });
    await act((tx) => tendGrouping(tx, new Date('2026-12-08T09:00:00Z')));
    expect(check()).toMatchObject({ facilitatorId: null, reminders: 1 });
  });

  test('is deleted with its boxes when it is skipped while it is open', async () => {
    await say('USAM', 'zebra');
    await watch(groupingSubject(cycleId));
    post();
    await act((tx) =>
      skipCycle(tx, mindsetRitual, { cycleId, by: 'UMAX', reason: null, keys: world.keys }, world.now()),
    );
    expect([check()?.outcome, world.db.select().from(ritualBoxes).all(), post()]).toEqual(['dropped', [], [EDIT]]);
  });
});

describe('a result', () => {
  test('is posted to both teams, and the next steps to the managers of both', async () => {
    await close();
    await watch(groupingSubject(cycleId));
    post();
    await publish();
    expect(post()).toEqual([EDIT, 'next UMAX', 'next UMEG', 'result C1', 'result C2']);
    expect(groupsOf(world.db, cycleId).find(({ name }) => name === 'delivery')).toMatchObject({
      counted: 12,
      sales: 6,
      marketing: 6,
    });
    expect([check(), answersOf(world.db, cycleId)]).toMatchObject([{ outcome: 'published', remindAt: null }, []]);
    expect(agreementOf(world.db, cycleId)?.advantages[0]).toBe('delivery');
  });

  test('is posted in the channel of both teams, if there is one, and in that of a side alone', async () => {
    await close();
    await act((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'ADA' }, world.now()));
    post();
    await publish();
    expect(post()).toEqual(['next UMAX', 'next UMEG', 'result C9']);
    await act((tx) => changeSetting(tx, { setting: sharedChannel, value: null, by: 'ADA' }, world.now()));
    await act((tx) => retireTeam(tx, requireTeam(tx, 2), 'ADA', world.now()));
    await act((tx) => tx.update(mindsetAgreements).set({ agreedAt: world.now() }).run());
    await act((tx) => publishThree(tx, { cycleId, by: 'UMAX' }, world.now()));
    expect(post()).toEqual(['three C1']);
  });
});

describe('the three', () => {
  const three = () => agreementOf(world.db, cycleId);
  const agree = (by: string, version = 1) => act((tx) => agreeOnThree(tx, { cycleId, version, by }, world.now()));
  const propose = (by: string, ...advantages: string[]) =>
    act((tx) => proposeThree(tx, { cycleId, advantages, by }, world.now()));
  const publishIt = (by: string) => act((tx) => publishThree(tx, { cycleId, by }, world.now()));

  beforeEach(async () => {
    await close();
    await publish();
    post();
    await watch(nextSubject(cycleId));
  });

  test('are agreed on by both sides, and the first of each stays', async () => {
    await agree('UMEG');
    expect([three(), post()]).toMatchObject([{ marketingBy: 'UMEG', salesBy: null, agreedAt: null }, [EDIT]]);
    const at = world.now();
    await agree('UMAX');
    await world.at('2026-12-04T10:00:00Z');
    await leave('UMAX');
    await act((tx) => changeSetting(tx, { setting: deputies, value: ['UDEE'], by: 'ADA' }, world.now()));
    await agree('UDEE');
    expect(three()).toMatchObject({ salesBy: 'UMAX', marketingBy: 'UMEG', agreedAt: at, version: 1 });
    await expect(agree('USAM')).rejects.toThrow('Only the managers of sales and marketing teams agree on the three.');
  });

  test('keep the approval of the other side when the same words are proposed', async () => {
    await agree('UMEG');
    await propose('UMAX', ...(three()?.advantages ?? []));
    expect(three()).toMatchObject({ version: 1, salesBy: 'UMAX', marketingBy: 'UMEG', agreedAt: world.now() });
    await propose('UMEG', 'Other words');
    expect(three()).toMatchObject({ version: 2, salesBy: null, marketingBy: 'UMEG', agreedAt: null });
    await expect(agree('UMAX')).rejects.toThrow('The words were changed a moment ago.');
    await expect(publishIt('UMAX')).rejects.toThrow('The managers of both sides agree on the three first.');
  });

  test('are published once, and stay as they are', async () => {
    for (const by of ['UMAX', 'UMEG']) await agree(by);
    post();
    await publishIt('UMAX');
    expect(post()).toEqual([EDIT, 'three C1', 'three C2']);
    await publishIt('UMEG');
    expect([post(), three()]).toMatchObject([[], { publishedBy: 'UMAX', publishedAt: world.now() }]);
    for (const change of [agree('UMAX'), propose('UMAX', 'Late')])
      await expect(change).rejects.toThrow('These three were published already.');
    await expect(act((tx) => agreeOnThree(tx, { cycleId: 99, version: 1, by: 'UMAX' }, world.now()))).rejects.toThrow(
      'This mindset check has no result.',
    );
    expect(mindsetRitual.preview(world.db, [], world.now())).toEqual([
      '0 people are asked for three advantages each, without their names.',
      'A facilitator groups the answers before anyone sees a result.',
      `The published three: ${three()?.advantages.join(', ')}.`,
    ]);
  });

  test('are followed by a check in eight weeks, on a day of work', async () => {
    await world.at('2026-12-05T10:00:00Z');
    post();
    const again = (by: string) => act((tx) => askAgain(tx, { cycleId, by }, world.now()));
    await again('UMAX');
    await again('UMEG');
    expect([plannedCycle(world.db, 'mindset'), post()]).toMatchObject([
      { movedBy: 'UMAX', dueAt: new Date('2027-02-01T08:00:00Z') },
      [EDIT],
    ]);
    await act((tx) => startNow(tx, mindsetRitual, { by: 'UMAX' }, new Date('2027-02-01T08:00:00Z')));
    await world.at('2027-02-01T08:00:10Z');
    // The earlier result changes its message, and asks no more.
    expect(post()).toContain(EDIT);
    await expect(again('UMAX')).rejects.toThrow('Another mindset check has begun since.');
  });
});

test('people see whether they may answer, when the check closes, and its result', async () => {
  const see = (userId: string, mayGroup = false, now = world.now()) => readOverview(world, { userId, mayGroup }, now);
  expect(see('USAM').running).toMatchObject({
    cycleId,
    closesAt: new Date('2026-12-03T16:00:00Z'),
    mayAnswer: true,
    mayGroup: false,
  });
  expect(see('UNOT', true).running).toMatchObject({ mayAnswer: false, mayGroup: false });
  expect(see('USAM', false, new Date('2026-12-03T16:00:00Z')).running?.closesAt).toBeNull();
  await close();
  expect(see('USAM', true).running).toMatchObject({ closesAt: null, mayAnswer: false, mayGroup: true });
  expect(see('USAM').running?.mayGroup).toBe(false);
  expect(() => requirePublished(world.db, cycleId)).toThrow('This mindset check has no result.');
  await publish();
  expect(see('USAM')).toMatchObject({ running: undefined, three: undefined, checks: [{ cycleId, answered: 12 }] });
  expect(requirePublished(world.db, cycleId).cycleId).toBe(cycleId);
  expect(see('USAM').nextAt).toEqual(plannedCycle(world.db, 'mindset')?.dueAt);
  expect(mindsetRitual.preview(world.db, [], world.now())).toHaveLength(2);
});

test('a check that no one published ends with the next one, and nothing of it stays', async () => {
  await close();
  const before = cycleId;
  const { dueAt } = plannedCycle(world.db, 'mindset') ?? expect.fail('None is planned.');
  await world.at(dueAt.toISOString());
  expect([runningCycle(world.db, 'mindset')?.status, checkOf(world.db, before)?.outcome]).toEqual(['open', 'dropped']);
  expect([answersOf(world.db, before), groupsOf(world.db, before)]).toEqual([[], []]);
});

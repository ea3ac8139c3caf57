import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, chooseSeller, type Routing } from '../../../src/leads/routing/choose.ts';
import { giveBack, startingPass } from '../../../src/leads/routing/round-robin.ts';

const candidate = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  weight: 1,
  pass: 0,
  absence: null,
  ...more,
});

const routing = (candidates: Candidate[], more: Partial<Routing> = {}): Routing => ({
  candidates,
  mode: 'round_robin',
  oneSellerId: null,
  accountOwnerId: null,
  namedId: null,
  hadIt: new Set(),
  fallbackId: 'boss',
  ...more,
});

/** Routes `count` leads one after the other; `absent` names the people who are away at each. */
function deal(team: Candidate[], count: number, absent: (turn: number) => ReadonlySet<string> = () => new Set()) {
  let candidates = team;
  const order: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const away = absent(turn);
    candidates = candidates.map((one) => ({ ...one, absence: away.has(one.userId) ? 'is out of office' : null }));
    const route = chooseSeller(routing(candidates));
    order.push(route.userId);
    const turns = new Map(route.turns.map((each) => [each.userId, each.pass]));
    candidates = candidates.map((one) => ({ ...one, pass: turns.get(one.userId) ?? one.pass }));
  }
  return { order, candidates };
}

const times = (order: string[], userId: string) => order.filter((each) => each === userId).length;

test('turns rotate', () => {
  expect(deal([candidate('a'), candidate('b'), candidate('c')], 6).order).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
});

test('no one is more than one turn ahead of their weight', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 300 }),
      (weights, count) => {
        const team = weights.map((weight, index) => candidate(`u${index}`, { weight }));
        const { order } = deal(team, count);
        for (const one of team) {
          for (const other of team) {
            const ahead = times(order, one.userId) / one.weight - times(order, other.userId) / other.weight;
            expect(ahead).toBeLessThanOrEqual(1 / one.weight + 1e-9);
          }
        }
      },
    ),
  );
});

test('a seller who was away has no turns to make up', () => {
  const team = [candidate('a'), candidate('b'), candidate('c')];
  const { order } = deal(team, 60, (turn) => new Set(turn < 30 ? ['c'] : []));
  expect(times(order.slice(0, 30), 'c')).toBe(0);
  expect(times(order.slice(30), 'c')).toBe(10);
});

test('a declined turn is returned', () => {
  const { candidates } = deal([candidate('a'), candidate('b')], 1);
  const [a, b] = candidates as [Candidate, Candidate];
  const declined = [{ ...a, ...giveBack(a) }, b];
  expect(chooseSeller(routing(declined)).userId).toBe('a');
});

test('a new seller starts level with the next in turn', () => {
  const { candidates } = deal([candidate('a'), candidate('b')], 100);
  const withNew = [...candidates, candidate('n', { pass: startingPass(candidates) })];
  expect(times(deal(withNew, 9).order, 'n')).toBe(3);
});

describe('order of priority', () => {
  const team = [candidate('a'), candidate('b'), candidate('c')];

  test('the seller whom the marketer named', () => {
    const route = chooseSeller(routing(team, { namedId: 'c', accountOwnerId: 'b' }));
    expect(route).toMatchObject({ userId: 'c', why: 'named' });
  });

  test('then the owner of an earlier lead of the company, without counting a turn', () => {
    const route = chooseSeller(routing(team, { accountOwnerId: 'b' }));
    expect(route).toMatchObject({ userId: 'b', why: 'account', turns: [] });
  });

  test('then the only seller of the team', () => {
    const route = chooseSeller(routing(team, { mode: 'one', oneSellerId: 'b' }));
    expect(route).toMatchObject({ userId: 'b', why: 'one_seller' });
  });

  test('a person who is away is skipped, and named with the reason', () => {
    const away = team.map((one) => (one.userId === 'b' ? { ...one, absence: 'is a guest' as const } : one));
    const route = chooseSeller(routing(away, { namedId: 'b', accountOwnerId: 'b', mode: 'one', oneSellerId: 'b' }));
    expect(route).toMatchObject({
      userId: 'a',
      why: 'turn',
      skipped: [{ userId: 'b', absence: 'is a guest' }],
    });
  });

  test('a person who already had the lead is skipped', () => {
    expect(chooseSeller(routing(team, { hadIt: new Set(['a']) })).userId).toBe('b');
  });

  test('the fallback owner if no one else is left', () => {
    const route = chooseSeller(routing(team, { hadIt: new Set(['a', 'b', 'c']) }));
    expect(route).toMatchObject({ userId: 'boss', why: 'fallback' });
  });
});

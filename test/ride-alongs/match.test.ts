/** Pairs of a month: each rule by itself, and the limits in any company. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Between, type Candidate, COMMON_MS, matchPairs } from '../../src/ride-alongs/match.ts';

const HOUR = 3_600_000;
const NEVER: Between = { rodeAt: null, proposedAt: null };
const work = (from: number, to: number) => [{ from: from * HOUR, to: to * HOUR }];
const person = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ userId, rides: 0, room: 1, work: work(9, 17) },
  ...more,
});
const pairs = (sellers: Candidate[], marketers: Candidate[], known: Record<string, Partial<Between>> = {}): string[] =>
  matchPairs({
    ...{ sellers, marketers },
    between: (sellerId, marketerId) => ({ ...NEVER, ...known[`${sellerId} ${marketerId}`] }),
  }).map(({ sellerId, marketerId }) => `${sellerId} ${marketerId}`);

describe('a pair', () => {
  test('is of those who have not ridden together for longest; never comes first', () => {
    const known = { 'S1 M1': { rodeAt: 30 }, 'S1 M2': { rodeAt: 10 }, 'S1 M3': { rodeAt: 20 } };
    const marketers = [person('M1'), person('M2'), person('M3')];
    expect(pairs([person('S1')], marketers, known)).toEqual(['S1 M2']);
    expect(pairs([person('S1')], [...marketers, person('M4')], known)).toEqual(['S1 M4']);
  });

  test('goes first to the person who has ridden least, of either side', () => {
    expect(pairs([person('S1', { rides: 3 }), person('S2', { rides: 2 })], [person('M1', { rides: 5 })])).toEqual([
      'S2 M1',
    ]);
    expect(pairs([person('S1', { rides: 5 })], [person('M1', { rides: 4 }), person('M2', { rides: 3 })])).toEqual([
      'S1 M2',
    ]);
  });

  test('needs an hour in which both work', () => {
    const berlin = person('S1', { work: work(8, 16) });
    expect(pairs([berlin], [person('M1', { work: work(15, 23) })])).toEqual(['S1 M1']);
    expect(pairs([berlin], [person('M1', { work: [{ from: 15 * HOUR + 1, to: 23 * HOUR }] })])).toEqual([]);
    expect(pairs([berlin], [person('M1', { work: [...work(0, 1), ...work(15, 23)] })])).toEqual(['S1 M1']);
  });

  test('needs room on both sides, and one person can have several', () => {
    expect(pairs([person('S1', { room: 0 })], [person('M1')])).toEqual([]);
    expect(pairs([person('S1')], [person('M1', { room: 0 })])).toEqual([]);
    expect(pairs([person('S1', { room: 2 })], [person('M1'), person('M2')])).toEqual(['S1 M1', 'S1 M2']);
  });

  test('is not the same twice in one month', () => {
    expect(pairs([person('S1', { room: 3 })], [person('M1', { room: 3 })])).toEqual(['S1 M1']);
  });

  test('that was proposed in vain gives way to another that never rode either', () => {
    const known = { 'S1 M1': { proposedAt: 10 } };
    expect(pairs([person('S1')], [person('M1', { rides: 1 }), person('M2', { rides: 1 })], known)).toEqual(['S1 M2']);
  });
});

const anyone = (prefix: string) =>
  fc
    .array(
      fc.record({
        rides: fc.nat(4),
        room: fc.nat(2),
        work: fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 })),
      }),
      { maxLength: 7 },
    )
    .map((all) =>
      all.map(({ work: [from, hours], ...one }, index) =>
        person(`${prefix}${index}`, { ...one, work: work(from, from + hours) }),
      ),
    );
const past = fc.array(fc.option(fc.nat(5), { nil: null }), { minLength: 49, maxLength: 49 });
const at = (id: string) => Number(id.slice(1));

describe('in any company', () => {
  test('pairs keep every limit, none could be added, and the order of people does not matter', () => {
    fc.assert(
      fc.property(anyone('S'), anyone('M'), past, (sellers, marketers, rodeAt) => {
        const between = (seller: string, marketer: string): Between => ({
          rodeAt: rodeAt[at(seller) * 7 + at(marketer)] ?? null,
          proposedAt: null,
        });
        const found = matchPairs({ sellers, marketers, between });
        const used = (id: string) => found.filter((one) => one.sellerId === id || one.marketerId === id).length;
        const everyone = [...sellers, ...marketers];
        for (const { userId, room } of everyone) expect(used(userId)).toBeLessThanOrEqual(room);
        expect(new Set(found.map((one) => `${one.sellerId} ${one.marketerId}`)).size).toBe(found.length);
        const meets = (one: Candidate, other: Candidate) => {
          const [a, b] = [one.work[0], other.work[0]];
          return a !== undefined && b !== undefined && Math.min(a.to, b.to) - Math.max(a.from, b.from) >= COMMON_MS;
        };
        for (const seller of sellers) {
          for (const marketer of marketers) {
            const isPair = found.some((one) => one.sellerId === seller.userId && one.marketerId === marketer.userId);
            if (isPair) expect(meets(seller, marketer)).toBe(true);
            else {
              const isFull = used(seller.userId) === seller.room || used(marketer.userId) === marketer.room;
              expect(isFull || !meets(seller, marketer)).toBe(true);
            }
          }
        }
        const turned = { sellers: sellers.toReversed(), marketers: marketers.toReversed(), between };
        expect(matchPairs(turned)).toEqual(found);
      }),
      { numRuns: 200 },
    );
  });

  test('the first pair has the person who has ridden least, with the partner of longest ago', () => {
    fc.assert(
      fc.property(anyone('S'), anyone('M'), past, (sellers, marketers, rodeAt) => {
        const all = (people: Candidate[]) => people.map((one) => ({ ...one, room: 1, work: work(9, 17) }));
        const [ours, theirs] = [all(sellers), all(marketers)];
        const rode = (seller: string, marketer: string) => rodeAt[at(seller) * 7 + at(marketer)] ?? null;
        const [first] = matchPairs({
          ...{ sellers: ours, marketers: theirs },
          between: (seller, marketer) => ({ rodeAt: rode(seller, marketer), proposedAt: null }),
        });
        if (!first) {
          expect(Math.min(ours.length, theirs.length)).toBe(0);
          return;
        }
        const least = Math.min(...[...ours, ...theirs].map(({ rides }) => rides));
        const withLeast = ours.flatMap((seller) =>
          theirs
            .filter((marketer) => Math.min(seller.rides, marketer.rides) === least)
            .map((marketer) => {
              const dated = rode(seller.userId, marketer.userId);
              return { pair: `${seller.userId} ${marketer.userId}`, dated };
            }),
        );
        const oldest = withLeast.some(({ dated }) => dated === null)
          ? null
          : Math.min(...withLeast.map(({ dated }) => Number(dated)));
        const chosen = withLeast.find(({ pair }) => pair === `${first.sellerId} ${first.marketerId}`);
        expect(chosen?.dated).toBe(oldest);
        expect(first.rodeAt).toBe(oldest);
      }),
      { numRuns: 200 },
    );
  });

  test('over a year, everyone rides equally often, and most pairs are new', () => {
    const rides = new Map<string, number>();
    const rode = new Map<string, number>();
    const team = (prefix: string, size: number) =>
      Array.from({ length: size }, (_, index) => `${prefix}${index}`).map((id) =>
        person(id, { rides: rides.get(id) ?? 0 }),
      );
    for (let month = 1; month <= 12; month += 1) {
      const found = matchPairs({
        ...{ sellers: team('S', 12), marketers: team('M', 5) },
        between: (seller, marketer) => ({ rodeAt: rode.get(`${seller} ${marketer}`) ?? null, proposedAt: null }),
      });
      expect(found).toHaveLength(5);
      for (const { sellerId, marketerId } of found) {
        rode.set(`${sellerId} ${marketerId}`, month);
        for (const id of [sellerId, marketerId]) rides.set(id, (rides.get(id) ?? 0) + 1);
      }
    }
    const counts = team('S', 12).map(({ userId }) => rides.get(userId) ?? 0);
    expect(counts).toEqual(counts.map(() => 5));
    expect(rode.size).toBeGreaterThanOrEqual(50);
  });
});

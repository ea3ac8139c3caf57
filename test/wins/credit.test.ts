/** The credit of a win: whole parts whose sum is exact. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssistPart } from '../../src/wins/assist.ts';
import { creditOf } from '../../src/wins/credit.ts';
import { shareOut } from '../../src/wins/share-out.ts';
import { assistKinds, USUAL_WEIGHTS, type Weights, WHOLE } from '../../src/wins/types.ts';

const at = new Date('2026-05-03T10:00:00Z');

const part = (kind: AssistPart['kind'], userId: string, size = 1): AssistPart => {
  if (kind === 'content') return { kind, userId, size, items: [] };
  if (kind === 'contacts') return { kind, userId, size, contacts: size, at };
  return kind === 'ride_along' ? { kind, userId, size, rides: size, at } : { kind, userId, size, at };
};

const shares = (parts: AssistPart[], weights = USUAL_WEIGHTS) =>
  creditOf(parts, weights, null).map(({ userId, share }) => `${userId} ${share}`);

describe('the credit of a win', () => {
  test('follows the rules when each kind has someone', () => {
    const parts = [part('hand_off', 'mia'), part('content', 'max'), part('contacts', 'sue'), part('close', 'sam')];
    expect(shares(parts)).toEqual(['mia 5000', 'max 3000', 'sue 2000', 'sam 0']);
  });

  test('has a place for riders, which leaves the others in proportion', () => {
    const parts = [part('hand_off', 'mia'), part('content', 'max'), part('contacts', 'sue'), part('ride_along', 'ada')];
    expect(shares(parts)).toEqual(['mia 4500', 'max 2700', 'sue 1800', 'ada 1000']);
  });

  test('goes whole to the hand-off when no one else had a part', () => {
    expect(shares([part('hand_off', 'mia'), part('close', 'sam')])).toEqual(['mia 10000', 'sam 0']);
  });

  test('of a kind is shared by size, and what no one had goes to the others in proportion', () => {
    const parts = [part('hand_off', 'mia'), part('content', 'max', 2), part('content', 'mia', 1)];
    expect(shares(parts)).toEqual(['mia 6250', 'max 2500', 'mia 1250']);
  });

  test('is always the whole, in shares and in cents, and no part is off by a unit', () => {
    const people = fc.array(fc.tuple(fc.constantFrom(...assistKinds), fc.string(), fc.integer({ min: 1, max: 60 })), {
      maxLength: 12,
    });
    const percents = fc.array(fc.nat(24), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        people,
        percents,
        fc.nat(2_000_000_000_00),
        (some, [content = 0, contacts = 0, ride_along = 0, close = 0], cents) => {
          const rest = content + contacts + ride_along + close;
          const weights: Weights = { content, contacts, ride_along, close, hand_off: 100 - rest };
          const parts = [part('hand_off', 'mia'), ...some.map(([kind, userId, size]) => part(kind, userId, size))];
          const credit = creditOf(parts, weights, cents);
          expect(credit.reduce((sum, { share }) => sum + share, 0)).toBe(WHOLE);
          expect(credit.reduce((sum, one) => sum + (one.cents ?? 0), 0)).toBe(cents);
          const there = new Set(parts.map(({ kind }) => kind));
          const present = [...there].reduce((sum, kind) => sum + weights[kind], 0);
          for (const { kind, size, share } of credit) {
            const ofKind = parts.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.size, 0);
            expect(Math.abs(share - (WHOLE * weights[kind] * size) / (present * ofKind))).toBeLessThan(1);
          }
        },
      ),
    );
  });

  test('leaves the last units to the largest remainders', () => {
    expect(shareOut(10, [1n, 1n, 1n])).toEqual([4, 3, 3]);
    expect(shareOut(100, [1n, 5n])).toEqual([17, 83]);
    expect(() => shareOut(1, [0n])).toThrow(RangeError);
  });
});

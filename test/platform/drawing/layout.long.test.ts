/** Whatever a drawing holds, its pages are like paper: nothing over the edge, and no text on another. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Drawing, Part } from '../../../src/platform/drawing/drawing.ts';
import { pagesOf } from '../../../src/platform/drawing/pages.ts';
import { anyText } from '../../views/hostile.ts';
import { isWithin, overlaps } from '../../views/outgoing.ts';

const text = anyText(60);
const share = fc.double({ min: -1, max: 3, noNaN: true });
const tone = fc.constantFrom('first' as const, 'second' as const, 'neutral' as const);
const some = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { minLength: 1, maxLength: most });

const plainPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text, note: text, tone }),
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({
    kind: fc.constant('bars' as const),
    bars: some(fc.record({ label: text, value: text, note: text, share, tone }), 9),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    items: some(fc.record({ text, note: text, mark: fc.constantFrom('dot' as const, 'done' as const) }), 9),
    columns: fc.integer({ min: 1, max: 2 }),
  }),
);

const widePart: fc.Arbitrary<Part> = fc.oneof(
  plainPart,
  fc.record({
    kind: fc.constant('tiles' as const),
    tiles: some(
      fc.record({ label: text, value: text, note: text, goals: some(fc.record({ share, words: text }), 2) }),
      5,
    ),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    head: fc.tuple(text, text, text),
    rows: some(fc.tuple(fc.record({ text }), fc.record({ text, shade: share }), fc.record({ text })), 30),
  }),
  fc.record({ kind: fc.constant('columns' as const), columns: fc.tuple(some(plainPart, 4), some(plainPart, 4)) }),
);

const drawing: fc.Arbitrary<Drawing> = fc.record({
  ...{ title: text, subtitle: text, foot: text, at: fc.constant(new Date(0)) },
  pages: some(some(widePart, 4), 2),
});

test('nothing is over the edge, and no text stands on another', () => {
  fc.assert(
    fc.property(drawing, (one) => {
      for (const page of pagesOf(one)) {
        expect(page.marks.filter((mark) => !isWithin(mark, page))).toEqual([]);
        expect(overlaps(page.marks)).toEqual([]);
      }
    }),
    // A smaller example takes minutes to find.
    { numRuns: 6, endOnFailure: true },
  );
});

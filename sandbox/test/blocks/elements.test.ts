import { describe, expect, it } from 'vitest';
import { type Fault, faultText } from '../../src/blocks/validate.ts';
import { elements } from './examples.ts';
import {
  type ElementType,
  everywhere,
  firstOf,
  type Holder,
  held,
  holders,
  pointerIn,
  surfaces,
  surfacesOf,
} from './places.ts';
import { at } from './send.ts';

const texts = (faults: Fault[]) => faults.map(faultText);

const holdings = Object.entries(held).flatMap(([type, taken]) =>
  (Object.keys(holders) as Holder[]).map((holder) => ({
    type: type as ElementType,
    holder,
    taken: taken.includes(holder),
  })),
);

describe('a valid example of each element', () => {
  it.each(holdings.filter(({ taken }) => taken))('$type is accepted in: $holder', ({ type, holder }) => {
    expect(texts(surfaces[firstOf(type)](holders[holder](elements[type])))).toEqual([]);
  });

  it.each(holdings.filter(({ taken }) => !taken))('$type is refused in: $holder', ({ type, holder }) => {
    const surface = firstOf(type);
    expect(texts(surfaces[surface](holders[holder](elements[type])))).toEqual([
      at(`unsupported type: ${type}`, pointerIn(holder, surface)),
    ]);
  });

  const sighted = (Object.keys(held) as ElementType[]).flatMap((type) =>
    held[type].slice(0, 1).flatMap((holder) => everywhere.map((surface) => ({ type, holder, surface }))),
  );
  it.each(sighted)('$type on a $surface: allowed where Slack lists it', ({ type, holder, surface }) => {
    const faults = surfaces[surface](holders[holder](elements[type]));
    const refusal = [at(`unsupported type: ${type}`, pointerIn(holder, surface))];
    expect(texts(faults)).toEqual(surfacesOf(type).includes(surface) ? [] : refusal);
  });
});

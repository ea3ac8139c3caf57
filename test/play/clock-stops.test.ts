import { describe, expect, test } from 'vitest';
import { stopsBetween } from '../../play/clock-stops.ts';

const at = (text: string) => new Date(`2026-11-${text}`);
const words = (stops: Date[]) => stops.map((stop) => `${stop.getDate()} ${stop.getHours()}:${stop.getMinutes()}`);

describe('the stops of a clock move', () => {
  test('within three hours are each minute, as Baton itself wakes', () => {
    expect(words(stopsBetween(at('19T10:05'), at('19T10:08')))).toEqual(['19 10:6', '19 10:7', '19 10:8']);
  });

  test('within a day are every quarter of an hour and at the end', () => {
    const stops = words(stopsBetween(at('19T10:05'), at('19T16:12')));
    expect([...stops.slice(0, 2), ...stops.slice(-2)]).toEqual(['19 10:15', '19 10:30', '19 16:0', '19 16:12']);
  });

  test('include the end only once', () => {
    expect(words(stopsBetween(at('19T08:59'), at('19T09:00')))).toEqual(['19 9:0']);
  });

  test.each([
    ['a day', 1],
    ['a week', 7],
    ['a month', 31],
    ['a year', 365],
  ])('in %s include each 9:00 and stay few', (_length, days) => {
    const from = at('19T10:05');
    const to = new Date(from);
    to.setDate(to.getDate() + days);
    const stops = stopsBetween(from, to);
    const mornings = stops.filter((stop) => stop.getHours() === 9 && stop.getMinutes() === 0);
    expect(new Set(mornings.map((stop) => stop.toDateString())).size).toBe(days);
    expect(stops.length).toBeLessThan(400);
    expect(stops.at(-1)).toEqual(to);
    expect(stops).toEqual(stops.toSorted((a, b) => a.getTime() - b.getTime()));
  });

  test('are only the end when moving back', () => {
    expect(words(stopsBetween(at('19T10:05'), at('12T09:00')))).toEqual(['12 9:0']);
  });
});

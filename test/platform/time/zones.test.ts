import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test, vi } from 'vitest';
import {
  canonicalZone,
  momentOf,
  momentsOf,
  offsetMs,
  searchZones,
  validateZone,
} from '../../../src/platform/time/zones.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kolkata', 'UTC'];
const MINUTE = 60_000;

test('a wall-clock time has the moments at which clocks show it, and one even if they skip it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      (zone, near) => {
        const { year, month, day, hour } = DateTime.fromJSDate(near, { zone: 'UTC' });
        const wall = { year, month, day, hour, minute: near.getUTCMinutes() };
        const asUtc = Date.UTC(year, month - 1, day, hour, wall.minute);
        const showing: number[] = [];
        for (let at = asUtc - 15 * 60 * MINUTE; at <= asUtc + 15 * 60 * MINUTE; at += 15 * MINUTE) {
          if (at + offsetMs(zone, at) === asUtc) showing.push(at);
        }
        const moments = momentsOf(wall, zone).map((moment) => moment.getTime());
        if (showing.length > 0) expect(moments).toEqual(showing);
        else expect(moments).toHaveLength(1);
      },
    ),
    { numRuns: 300 },
  );
});

test('a time that clocks skip moves on by the skipped hour, and a repeated one is the first', () => {
  const at = (month: number, day: number, hour: number, minute: number, zone: string) =>
    momentOf({ year: 2026, month, day, hour, minute }, zone).toISOString();
  expect(at(3, 29, 2, 30, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(at(10, 25, 2, 30, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(at(10, 4, 2, 15, 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
  expect(at(4, 5, 1, 45, 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
});

test('an unknown zone or a date that does not exist is an error, not a moment', () => {
  const wall = { year: 2026, month: 1, day: 1, hour: 9, minute: 0 };
  expect(() => momentOf(wall, 'Mars/Olympus')).toThrow(RangeError);
  expect(() => momentOf({ ...wall, month: 13 }, 'UTC')).toThrow(RangeError);
  expect(() => offsetMs('Mars/Olympus', 0)).toThrow(RangeError);
});

test('zones are accepted by their IANA names, new and old', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'America/Sao_Paulo']) {
    expect(validateZone(zone), zone).toBeUndefined();
  }
});

// https://data.iana.org/time-zones/tzdb/backward
test.each([
  ['Etc/UTC', 'UTC'],
  ['Etc/GMT', 'UTC'],
  ['Etc/Zulu', 'UTC'],
  ['GMT', 'UTC'],
  ['US/Pacific', 'America/Los_Angeles'],
  ['Japan', 'Asia/Tokyo'],
  ['GB', 'Europe/London'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
])('%s is accepted as %s', (alias, zone) => {
  expect(validateZone(alias)).toBeUndefined();
  expect(canonicalZone(alias)).toBe(zone);
  expect(searchZones(alias)[0]).toBe(zone);
});

test('the alias of thousands of people is looked up once', () => {
  const format = vi.spyOn(Intl, 'DateTimeFormat');
  for (let count = 0; count < 1_000; count += 1) expect(canonicalZone('Etc/Greenwich')).toBe('UTC');
  expect(format.mock.calls.length).toBeLessThan(5);
  format.mockRestore();
});

test('an abbreviation, an offset, and other spellings are refused with a name that works', () => {
  for (const zone of [
    'EST',
    'CET',
    'EST5EDT',
    'Etc/GMT+5',
    '+01:00',
    'UTC+1',
    'utc',
    '',
    'Berlin',
    'europe/berlin',
    'Europe/Berlin ',
  ]) {
    expect(validateZone(zone), zone).toMatch(/^I do not know the time zone/);
  }
  expect(validateZone('berlin')).toContain('such as Europe/Berlin.');
});

test('a zone is found by its city, regardless of case, accents and punctuation', () => {
  expect(searchZones('berlin')).toEqual(['Europe/Berlin']);
  expect(searchZones('new york')[0]).toBe('America/New_York');
  expect(searchZones('  NEW_york ')[0]).toBe('America/New_York');
  expect(searchZones('São Paulo')).toEqual(['America/Sao_Paulo']);
  expect(searchZones('america/argentina/buenos')).toContain('America/Argentina/Buenos_Aires');
  expect(searchZones('kolkata')).toEqual(['Asia/Kolkata']);
  expect(searchZones('utc')[0]).toBe('UTC');
  expect(searchZones('atlantis city')).toEqual([]);
});

test('a city that begins with the text comes first, up to Slack’s limit', () => {
  const found = searchZones('in');
  expect(found.findIndex((zone) => zone.startsWith('Indian/'))).toBeGreaterThan(
    found.findIndex((zone) => zone.endsWith('/Indianapolis')),
  );
  expect(searchZones('')).toHaveLength(100);
  expect(searchZones('a').length).toBeLessThanOrEqual(100);
});

test('every zone that the search suggests is accepted', () => {
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    for (const zone of searchZones(letter)) expect(validateZone(zone), zone).toBeUndefined();
  }
});

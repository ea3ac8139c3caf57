/** The calendar file, read by another library than the one that writes it. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarFile, type Entry } from '../../src/ride-alongs/calendar-file.ts';

const entry: Entry = {
  id: 7,
  createdAt: new Date('2026-11-19T09:00:00Z'),
  startsAt: new Date('2026-11-20T09:00:00Z'),
  endsAt: new Date('2026-11-20T09:45:00Z'),
  sequence: 0,
  summary: 'Demo: Clinics',
  description: 'Hosted by Sam',
  place: null,
  isCancelled: false,
  at: new Date('2026-11-19T09:00:00Z'),
};

function read(more: Partial<Entry> = {}) {
  const calendar = new ICAL.Component(ICAL.parse(calendarFile({ ...entry, ...more }, 'https://northwind.slack.com/')));
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (!event || events.length !== 1) throw new Error('A file has one event.');
  return {
    method: calendar.getFirstPropertyValue('method'),
    event: new ICAL.Event(event),
    value: (name: string) => event.getFirstPropertyValue(name)?.toString() ?? null,
    alarms: event.getAllSubcomponents('valarm').map((alarm) => alarm.getFirstPropertyValue('trigger')?.toString()),
    /** Of the people in it, whose addresses Baton does not know. */
    people: [...event.getAllProperties('attendee'), ...event.getAllProperties('organizer')].length,
  };
}

test('it publishes one event, which a calendar adds without asking who was invited', () => {
  const { method, event, value, alarms, people } = read();
  expect(method).toBe('PUBLISH');
  expect(value('status')).toBe('CONFIRMED');
  expect(event.summary).toBe('Demo: Clinics');
  expect(event.location).toBeNull();
  expect([value('transp'), value('x-microsoft-cdo-busystatus')]).toEqual(['OPAQUE', 'BUSY']);
  expect(alarms).toEqual(['-PT15M']);
  expect(people).toBe(0);
});

test('a change keeps the UID and raises the sequence; two ride-alongs differ', () => {
  const [first, changed] = [read(), read({ sequence: 1, startsAt: new Date('2026-11-20T08:00:00Z') })];
  expect(changed.event.uid).toBe(first.event.uid);
  expect([first.event.sequence, changed.event.sequence]).toEqual([0, 1]);
  expect(read({ id: 8 }).event.uid).not.toBe(first.event.uid);
  expect(read({ createdAt: new Date('2027-01-01T00:00:00Z') }).event.uid).not.toBe(first.event.uid);
});

test('a cancellation names the same event, and frees the time where a calendar keeps it', () => {
  const { method, event, value, alarms } = read({ isCancelled: true, sequence: 2 });
  expect(method).toBe('CANCEL');
  expect(value('status')).toBe('CANCELLED');
  expect([value('transp'), value('x-microsoft-cdo-busystatus')]).toEqual(['TRANSPARENT', 'FREE']);
  expect(event.summary).toBe('Cancelled: Demo: Clinics');
  expect(event.uid).toBe(read().event.uid);
  expect(alarms).toEqual([]);
});

test.each([
  ['before summer time begins in Berlin', '2026-03-28T08:00:00Z', '09:00'],
  ['after it began', '2026-03-29T07:00:00Z', '09:00'],
  ['before it ends', '2026-10-24T07:00:00Z', '09:00'],
  ['after it ended', '2026-10-25T08:00:00Z', '09:00'],
])('%s, the moment is the one that the host chose', (_, startsAt, inBerlin) => {
  const { event } = read({ startsAt: new Date(startsAt), endsAt: new Date(Date.parse(startsAt) + 1_800_000) });
  const at = event.startDate.toJSDate();
  expect(at.toISOString()).toBe(new Date(startsAt).toISOString());
  const time = { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  expect(new Intl.DateTimeFormat('en', time).format(at)).toBe(inBerlin);
  expect(event.endDate.subtractDate(event.startDate).toSeconds()).toBe(1_800);
});

/** Typed text: the form trims it, and refuses control characters. */
const typed = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
  .map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim())
  .filter((text) => text !== '');

test('any text comes out as it was typed, also where lines are folded', () => {
  fc.assert(
    fc.property(typed, typed, typed, (summary, line, place) => {
      const description = `${line}\n${summary}`;
      const { event } = read({ summary, description, place });
      expect([event.summary, event.description, event.location]).toEqual([summary, description, place]);
    }),
    { numRuns: 200, examples: [['a,b;c\\n "d"', 'BEGIN:VEVENT', 'https://meet.example/a?b=1,2;c=3']] },
  );
});

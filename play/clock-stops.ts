import { DAY_MS } from '../src/platform/time/units.ts';

const MINUTES_A_DAY = 24 * 60;

/**
 * The number of stops by the length of a clock move: every so many minutes, from this minute of each day. Baton's own schedule
 * wakes at each full minute, so a short move stops there, and nothing comes late.
 */
const STOPS = [
  { upToMs: DAY_MS / 8, everyMinutes: 1, fromMinute: 0 },
  { upToMs: 1.5 * DAY_MS, everyMinutes: 15, fromMinute: 0 },
  { upToMs: 10 * DAY_MS, everyMinutes: 60, fromMinute: 0 },
  { upToMs: 40 * DAY_MS, everyMinutes: 180, fromMinute: 0 },
];
const DAILY_STOPS = { everyMinutes: MINUTES_A_DAY, fromMinute: 9 * 60 };

/**
 * The times at which a clock move stops so that Baton does what is due; the last one is `to`. Baton only catches up on
 * the latest missed slot of a job, so a month in one step would produce one digest. The stops follow this machine's
 * clock and include 9:00 of each day. Moving back needs no stops, because nothing becomes due.
 */
export function stopsBetween(from: Date, to: Date): Date[] {
  const lengthMs = to.getTime() - from.getTime();
  const { everyMinutes, fromMinute } = STOPS.find(({ upToMs }) => lengthMs <= upToMs) ?? DAILY_STOPS;
  const stops: Date[] = [];
  for (
    const day = new Date(from);
    lengthMs > 0 && day.setHours(0, 0, 0, 0) < to.getTime();
    day.setDate(day.getDate() + 1)
  )
    for (let minute = fromMinute; minute < MINUTES_A_DAY; minute += everyMinutes) {
      const at = new Date(day).setHours(0, minute);
      if (at > from.getTime() && at < to.getTime()) stops.push(new Date(at));
    }
  return [...stops, to];
}

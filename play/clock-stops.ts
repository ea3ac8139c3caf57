const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MINUTES_A_DAY = 24 * 60;

/** Up to which length of a clockMove it stops how often, counted from which minute of each day. */
const PACES = [
  { upToMs: 1.5 * DAY_MS, everyMinutes: 15, fromMinute: 0 },
  { upToMs: 10 * DAY_MS, everyMinutes: 60, fromMinute: 0 },
  { upToMs: 40 * DAY_MS, everyMinutes: 180, fromMinute: 0 },
];
const LONG_PACE = { everyMinutes: MINUTES_A_DAY, fromMinute: 9 * 60 };

/**
 * Where a clockMove through time stops for Baton to do what is due; the last is `to`. It catches up on missed slots with
 * the latest alone, so a month in one leap would show one digest. The stops lie on the clock of this machine, which is
 * the story's, and 9:00 of each day is always among them. On the way back nothing becomes due.
 */
export function stopsBetween(from: Date, to: Date): Date[] {
  const lengthMs = to.getTime() - from.getTime();
  const { everyMinutes, fromMinute } = PACES.find(({ upToMs }) => lengthMs <= upToMs) ?? LONG_PACE;
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

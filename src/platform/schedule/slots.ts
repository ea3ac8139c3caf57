import { CronExpressionParser } from 'cron-parser';
import { DAY_MS, HOUR_MS } from '../time/units.ts';
import { momentsOf, offsetMs } from '../time/zones.ts';

/** Zones have moved across the date line, so wall clocks jump by up to a day. */
const LARGEST_JUMP_MS = 26 * HOUR_MS;

/**
 * The planned moments of a cron expression in (`after`, `until`], oldest first. Of those before `oldest`, only the
 * latest is included, and only if there is no later one.
 *
 * cron-parser computes wall-clock times in UTC, where daylight saving cannot confuse it: its `prev()` skips the day on
 * which 02:30 does not exist, gives 02:30 twice where clocks are set back, and throws on half-hour changes. zones.ts
 * maps each wall-clock time to one moment, in every zone. Only schedules for every hour of the day also run in the
 * repeated hour.
 *
 * @throws if the expression or the zone cannot be read
 */
export function slotsBetween(cron: string, zone: string, after: Date, until: Date, oldest: Date = after): Date[] {
  const untilWall = wallMs(zone, until.getTime());
  const afterWall = wallMs(zone, after.getTime());
  const oldestWall = wallMs(zone, oldest.getTime());
  const times = CronExpressionParser.parse(cron, {
    tz: 'UTC',
    currentDate: new Date(untilWall + LARGEST_JUMP_MS + 1),
  });
  const everyHour = times.fields.hour.values.length === 24;

  const found = new Set<number>();
  for (;;) {
    const wall = times.prev().toDate();
    if (wall.getTime() < afterWall - LARGEST_JUMP_MS) break;
    if (found.size > 0 && wall.getTime() < oldestWall - LARGEST_JUMP_MS) break;
    const moments = momentsOf(wallTime(wall), zone);
    for (const moment of everyHour ? moments : moments.slice(0, 1)) {
      if (moment > after && moment <= until) found.add(moment.getTime());
    }
  }
  const slots = [...found].sort((a, b) => a - b).map((ms) => new Date(ms));
  const recent = slots.filter((slot) => slot >= oldest);
  return recent.length > 0 ? recent : slots.slice(-1);
}

/** Steps of looking ahead. Rarer moments are found as they come closer. */
const AHEAD_MS = [2, 9, 70, 400].map((days) => days * DAY_MS);

/** The next planned moment after `after`; undefined if it is more than a year away. */
export function nextSlot(cron: string, zone: string, after: Date): Date | undefined {
  for (const ms of AHEAD_MS) {
    const [next] = slotsBetween(cron, zone, after, new Date(after.getTime() + ms));
    if (next) return next;
  }
  return undefined;
}

/** The wall-clock time in the zone, encoded as if it were UTC. */
const wallMs = (zone: string, ms: number) => ms + offsetMs(zone, ms);

const wallTime = (wall: Date) => ({
  year: wall.getUTCFullYear(),
  month: wall.getUTCMonth() + 1,
  day: wall.getUTCDate(),
  hour: wall.getUTCHours(),
  minute: wall.getUTCMinutes(),
});

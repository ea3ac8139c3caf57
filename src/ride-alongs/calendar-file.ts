/** The entry of a ride-along in calendars (RFC 5545). docs/decisions/0011-calendar-files.md has the reasons. */
import {
  ICalAlarmType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { RideAlong } from './table.ts';

export interface Entry extends Pick<RideAlong, 'id' | 'createdAt' | 'startsAt' | 'endsAt' | 'sequence'> {
  summary: string;
  description: string;
  place: string | null;
  /** Takes it out of the calendar. */
  isCancelled: boolean;
  /** When this version was made. */
  at: Date;
}

const REMIND_S = 15 * 60;

/**
 * The same ride-along has the same UID in every file, also where Baton begins again with an empty database. Times are in UTC:
 * each calendar shows them in the zone of its reader.
 */
export function calendarFile(entry: Entry, workspaceUrl: string): string {
  const { isCancelled, place } = entry;
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = new ICalCalendar({ method, prodId: { company: 'Baton', product: 'Ride-alongs', language: 'EN' } });
  const event = calendar.createEvent({
    id: `ride-along-${entry.id}-${entry.createdAt.getTime()}@${new URL(workspaceUrl).hostname}`,
    sequence: entry.sequence,
    stamp: entry.at,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: isCancelled ? `Cancelled: ${entry.summary}` : entry.summary,
    description: entry.description,
    ...(place !== null && { location: place }),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // A calendar that keeps a cancelled entry no longer blocks the time.
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    busystatus: isCancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  });
  if (!isCancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: REMIND_S, description: entry.summary });
  return calendar.toString();
}

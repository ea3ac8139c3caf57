import { fromAbsolute, type ZonedDateTime } from '@internationalized/date';

export interface Destination {
  id: string;
  label: string;
  toMs: number;
}

/** Saturday and Sunday, as getDay counts. */
const WEEKEND = new Set([0, 6]);

/** The destinations of the clock from `nowMs`, by the days of this zone. */
export function destinationsFrom(nowMs: number, timeZone: string): Destination[] {
  const now = fromAbsolute(nowMs, timeZone);
  const at = (id: string, label: string, to: ZonedDateTime) => ({ id, label, toMs: to.toDate().getTime() });
  return [
    at('quarter', '+15 minutes', now.add({ minutes: 15 })),
    at('hour', '+1 hour', now.add({ hours: 1 })),
    at('morning', 'Next working morning', nextWorkingMorning(now)),
    at('day', '+1 day', now.add({ days: 1 })),
    at('month', '+1 month', now.add({ months: 1 })),
  ];
}

/** 9:00 of the next Monday to Friday; today if it is still before 9:00. */
function nextWorkingMorning(now: ZonedDateTime): ZonedDateTime {
  let morning = now.set({ hour: 9, minute: 0, second: 0, millisecond: 0 });
  while (morning.compare(now) <= 0 || WEEKEND.has(weekdayOf(morning))) morning = morning.add({ days: 1 });
  return morning;
}

const weekdayOf = ({ year, month, day }: ZonedDateTime): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** The close date is a moment in HubSpot and a day in a lead. People see it in the time zone of the account. */
import { momentOf } from '../../platform/time/zones.ts';

const NOON = 12;

/** ISO date. */
export const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** Noon of the day, which is the same day in the zones nearby. */
export function noonOf(day: string, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return momentOf({ year, month, day: date, hour: NOON, minute: 0 }, zone);
}

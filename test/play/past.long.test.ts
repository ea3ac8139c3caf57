import { DateTime } from 'luxon';
import { test } from 'vitest';
import { checkPast } from './past-checks.ts';

const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC'];

/** Working days through a year: each weekday, and weeks in which the clocks change. */
const days = Array.from({ length: 25 }, (_, n) =>
  DateTime.utc(2026, 3, 23)
    .plus({ weeks: n * 2, days: n % 5 })
    .toISODate(),
);

test.each(zones)(
  'eight weeks in %s are those of a company at work, whenever the story begins',
  async (zone) => {
    for (const day of days) await checkPast(zone, day ?? '');
  },
  300_000,
);

import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { type Preview, setting } from '../platform/settings/setting.ts';
import { oneOf } from '../platform/slack/form.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { startOfWorkOn } from '../teams/working-time.ts';
import { usualDay } from './days.ts';
import { type ReviewDay, reviewDays } from './types.ts';

export const reviewDay = setting<ReviewDay>({
  key: 'reviews.day',
  group: 'Scoreboard',
  title: 'Monthly review',
  help: 'The first such working day of a month. I post the agenda in the channel of both teams when the work of the oldest sales team begins. It has the results of the month before, points to discuss, and open actions.',
  editor: {
    kind: 'choice',
    choices: {
      monday: 'First Monday',
      tuesday: 'First Tuesday',
      wednesday: 'First Wednesday',
      thursday: 'First Thursday',
      friday: 'First Friday',
      off: 'No monthly review',
    },
  },
  schema: oneOf(reviewDays),
  default: 'monday',
  preview: daysAhead,
});

const SHOWN = 3;

function daysAhead(db: Db, day: ReviewDay, now: Date): Preview | undefined {
  const team = oldestSalesTeam(db);
  if (!team || day === 'off') return undefined;
  const months = Array.from({ length: SHOWN + 1 }, (_, ahead) =>
    DateTime.fromJSDate(now, { zone: team.zone }).startOf('month').plus({ months: ahead }),
  );
  const times = months
    .map((month) => [month, startOfWorkOn(team, usualDay(team, month.toFormat('yyyy-MM'), day))] as const)
    .filter(([, at]) => at > now)
    .slice(0, SHOWN);
  return {
    of: 'times',
    subject: 'The next reviews',
    times: times.map(([month, at]) => [month.setLocale('en').toFormat('LLLL'), at]),
  };
}

import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { isMorningOf, startOfWork } from '../teams/mornings.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import type { Team } from '../teams/table.ts';
import { isWorkingDay } from '../teams/working-time.ts';

/** On the first working day of a week of the oldest sales team, when its work begins. */
export function scoreboardJobs(db: Db): Job[] {
  const team = oldestSalesTeam(db);
  if (!team || settingOf(db, sharedChannel) === null) return [];
  return [
    {
      name: 'scoreboard',
      cron: startOfWork(team),
      zone: team.zone,
      run: (tx, slot, now) => {
        const channel = settingOf(tx, sharedChannel);
        if (channel === null || !isMorningOf(team, slot, now) || !isFirstOfWeek(team, now)) return;
        // Whether anything happened is decided when it is posted: by then the changes of a night are counted.
        enqueue(tx, 'scoreboard_week', { at: now.getTime() }, { orderingKey: channel }, now);
      },
    },
  ];
}

/** No day before it in its week is a working day: after a holiday the post comes on Tuesday. */
export function isFirstOfWeek(team: Team, now: Date): boolean {
  const { weekday } = DateTime.fromJSDate(now, { zone: team.zone });
  return Array.from({ length: weekday - 1 }, (_, ago) => new Date(now.getTime() - (ago + 1) * DAY_MS)).every(
    (day) => !isWorkingDay(team, day),
  );
}

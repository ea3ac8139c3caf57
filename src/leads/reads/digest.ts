import type { Db } from '../../platform/db/open.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import type { Job } from '../../platform/schedule/job.ts';
import { isMorningOf } from '../../teams/mornings.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { untouchedOf } from './untouched.ts';

/** A digest for each sales team that wants one. Nothing is posted on its holidays, or if nothing waits. */
export function digestJobs(db: Db): Job[] {
  return teamsOfKind(db, 'sales').flatMap((team) => {
    if (team.digestCron === null) return [];
    const job: Job = {
      name: `digest:${team.id}`,
      cron: team.digestCron,
      zone: team.zone,
      run: (tx, slot, now) => {
        if (!isMorningOf(team, slot, now)) return;
        const { notAcceptedCount, acceptedCount } = untouchedOf(tx, team.id, { limit: 1, offset: 0 }, now);
        if (notAcceptedCount + acceptedCount === 0) return;
        const payload = { teamId: team.id, slotAt: slot.at.getTime() };
        enqueue(tx, 'digest', payload, { orderingKey: team.channelId }, now);
      },
    };
    return [job];
  });
}

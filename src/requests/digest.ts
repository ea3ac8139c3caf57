import type { Db } from '../db/open.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Job } from '../schedule/job.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { isWorking, isWorkingDay } from '../teams/working-time.ts';
import { waitingCounts } from './list.ts';

/** A digest for each marketing team that wants one. Nothing is posted on its holidays, or when nothing waits. */
export function requestDigestJobs(db: Db): Job[] {
  return teamsOfKind(db, 'marketing').flatMap((team) => {
    if (team.digestCron === null) return [];
    const job: Job = {
      name: `request_digest:${team.id}`,
      cron: team.digestCron,
      zone: team.zone,
      run: (tx, slot, now) => {
        // One that is late and comes after work would only disturb: the next morning has it all.
        if (!isWorkingDay(team, now) || (slot.late && !isWorking(team, now))) return;
        if (waitingCounts(tx, team.id, now).total === 0) return;
        const facts = { teamId: team.id, lateSince: slot.late ? slot.at.getTime() : null };
        enqueue(tx, { kind: 'request_digest', facts, lane: team.channelId }, now);
      },
    };
    return [job];
  });
}

import type { Db } from '../platform/db/open.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { isWorking, isWorkingDay } from '../teams/working-time.ts';
import { type RequestRow, requestRow } from './card.ts';
import { listRequests, waitingCounts } from './list.ts';

export interface WaitingDigest {
  /** The first of the queue. */
  rows: RequestRow[];
  unclaimed: number;
  late: number;
  total: number;
}

/** What nobody of a team has claimed and what is late, at this moment. */
export function readDigest(db: Db, teamId: number, limit: number, at: Date): WaitingDigest {
  const { requests } = listRequests(db, { show: 'waiting', teamId, at }, { limit, offset: 0 });
  return { rows: requests.map((request) => requestRow(db, request)), ...waitingCounts(db, teamId, at) };
}

/** A digest for each marketing team that wants one. Nothing is posted on its holidays, or when nothing waits. */
export function digestJobs(db: Db): Job[] {
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
        const payload = { teamId: team.id, lateSince: slot.late ? slot.at.getTime() : null };
        enqueue(tx, 'request_digest', payload, { orderingKey: team.channelId }, now);
      },
    };
    return [job];
  });
}

import type { Db } from '../platform/db/open.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { isMorningOf } from '../teams/mornings.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { type RequestRow, requestRow } from './card.ts';
import { listRequests, waitingCounts } from './list.ts';

export interface WaitingDigest {
  /** The first of the queue. */
  rows: RequestRow[];
  unclaimed: number;
  late: number;
  total: number;
}

/** A team's unclaimed and late requests. */
export function readDigest(db: Db, teamId: number, limit: number, at: Date): WaitingDigest {
  const { requests } = listRequests(db, { show: 'waiting', teamId, at }, { limit, offset: 0 });
  return { rows: requests.map((request) => requestRow(db, request)), ...waitingCounts(db, teamId, at) };
}

/** A digest for each marketing team that wants one. Nothing is posted on its holidays, or if nothing waits. */
export function digestJobs(db: Db): Job[] {
  return teamsOfKind(db, 'marketing').flatMap((team) => {
    if (team.digestCron === null) return [];
    const job: Job = {
      name: `request_digest:${team.id}`,
      cron: team.digestCron,
      zone: team.zone,
      run: (tx, slot, now) => {
        if (!isMorningOf(team, slot, now)) return;
        if (waitingCounts(tx, team.id, now).total === 0) return;
        const payload = { teamId: team.id, slotAt: slot.at.getTime() };
        enqueue(tx, 'request_digest', payload, { orderingKey: team.channelId }, now);
      },
    };
    return [job];
  });
}

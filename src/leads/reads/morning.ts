/** The daily summary: the leads that need a person. */

import { DateTime } from 'luxon';
import { sql } from '../../platform/db/drizzle.ts';
import { idempotently } from '../../platform/db/idempotency.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import type { Job } from '../../platform/schedule/job.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import { isMorningOf, startOfWork } from '../../teams/mornings.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { holdersOfUntouched } from '../queries.ts';
import { awayUntil, sellersOf } from '../routing/queries.ts';
import { leadHistory, leads } from '../table.ts';
import { type LeadPage, listLeads } from './list.ts';
import { type WaitCounts, waitCounts } from './waits.ts';

export interface MorningList extends LeadPage, WaitCounts {}

/** A list for each person in a sales team whom leads wait for, when its working days begin. */
export function morningJobs(db: Db): Job[] {
  return teamsOfKind(db, 'sales').map((team) => ({
    name: `morning:${team.id}`,
    cron: startOfWork(team),
    zone: team.zone,
    run: (tx, slot, now) => {
      if (!isMorningOf(team, slot, now)) return;
      const absent = absentOf(tx, team);
      for (const userId of whoHasLeads(tx, team, now)) {
        if (!absent.has(userId) && readMorningList(tx, userId, { limit: 1 }, now)) announce(tx, team, userId, now);
      }
    },
  }));
}

/** Once a day for each person, even if they are in several teams. */
function announce(tx: Tx, team: Team, userId: string, now: Date): void {
  idempotently(tx, keyOf(team, userId, now), now, () =>
    enqueue(tx, 'morning_list', { userId }, { orderingKey: userId, dedupeKey: morningKey(userId) }, now),
  );
}

/** Key of the list while it waits to be posted. */
export const morningKey = (userId: string) => `morning:${userId}`;

const keyOf = ({ zone }: Team, userId: string, now: Date) =>
  `${morningKey(userId)}:${DateTime.fromJSDate(now, { zone }).toISODate()}`;

/** The current list of a person; undefined if nothing waits, they are away, or they turned it off. */
export function readMorningList(
  db: Db,
  userId: string,
  { limit }: { limit: number },
  now: Date,
): MorningList | undefined {
  if (preferencesOf(db, userId).morning !== 'message' || awayUntil(db, userId, now) !== undefined) return undefined;
  const found = listLeads(db, { show: 'waiting', userId, at: now }, { limit, offset: 0 });
  return found.total === 0 ? undefined : { ...found, ...waitCounts(db, userId, now) };
}

/** People who are absent according to Slack: away by status, deactivated, a guest. */
const absentOf = (tx: Tx, team: Team): Set<string> =>
  new Set(sellersOf(tx, team.id).flatMap(({ userId, absence }) => (absence === null ? [] : [userId])));

const woken = prepared((db) =>
  db
    .selectDistinct({ userId: leads.ownerId })
    .from(leadHistory)
    .innerJoin(leads, sql`${leads.id} = ${leadHistory.leadId} and ${leads.teamId} = ${sql.placeholder('teamId')}`)
    .where(sql`${leadHistory.kind} = 'unsnoozed' and ${leadHistory.at} > ${sql.placeholder('since')}`)
    .prepare(),
);

/** A lead that woke before this time, without any change since, does not cause a list by itself. */
const RECENT_MS = 31 * DAY_MS;

/** People who may have something to do in this team; at most as many as it has untouched leads. */
function whoHasLeads(tx: Tx, team: Team, now: Date): Set<string> {
  const back = woken(tx).all({ teamId: team.id, since: now.getTime() - RECENT_MS });
  return new Set([...holdersOfUntouched(tx, team.id), ...back.flatMap(({ userId }) => userId ?? [])]);
}

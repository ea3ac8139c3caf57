/** The daily summary: the leads that need a person. */

import { sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import type { Team } from '../../teams/table.ts';
import { holdersOfUntouched } from '../queries.ts';
import { awayUntil, sellersOf } from '../routing/queries.ts';
import { leadHistory, leads } from '../table.ts';
import { type LeadPage, listLeads } from './list.ts';
import { type WaitCounts, waitCounts } from './waits.ts';

export interface MorningList extends LeadPage, WaitCounts {}

/** Key of the list while it waits to be posted. */
export const morningKey = (userId: string) => `morning:${userId}`;

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

/** The present people with something to do in this team; at most as many as it has untouched leads. */
export function peopleWithLeads(tx: Tx, team: Team, now: Date): string[] {
  const absent = absentOf(tx, team);
  const back = woken(tx).all({ teamId: team.id, since: now.getTime() - RECENT_MS });
  const people = new Set([...holdersOfUntouched(tx, team.id), ...back.flatMap(({ userId }) => userId ?? [])]);
  return [...people].filter((userId) => !absent.has(userId));
}

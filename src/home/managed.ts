/** The manager's overview of a team: untouched leads, missed deadlines, people who are away. */

import { type WithCard, withCard } from '../leads/card-place.ts';
import { type BreachCounts, type BreachWeek, readBreachReport } from '../leads/reads/breaches.ts';
import { untouchedOf } from '../leads/reads/untouched.ts';
import { type Absent, absentOf } from '../leads/routing/queries.ts';
import { isUntouched, type Lead, leads } from '../leads/table.ts';
import { and, asc, count, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type Page, pageOf, rowsOf } from '../platform/paging.ts';
import { DAY_MS } from '../platform/time/units.ts';
import type { Team } from '../teams/table.ts';
import type { Reader } from './reader.ts';

/** Teams per page of a home. */
export const MANAGED_SIZE = 2;
/** Leads per team that are listed by name. */
export const OLDEST = 3;

export interface Managed extends Page {
  teams: (ManagedSales | ManagedMarketing)[];
}

export interface ManagedSales {
  kind: 'sales';
  team: Team;
  untouched: number;
  /** Time since the hand-off. */
  byAge: { underADay: number; underThree: number; underAWeek: number; older: number };
  /** Not accepted first, then oldest first. */
  oldest: WithCard<Lead>[];
  breaches: Pick<BreachCounts, 'byClock' | 'leads'>;
  week: BreachWeek;
  away: Absent[];
}

export interface ManagedMarketing {
  kind: 'marketing';
  team: Team;
  /** Leads that sales returned and marketing has not answered yet. */
  returned: number;
  oldest: WithCard<Lead>[];
}

/** Leads that the reader has themselves are in other parts of the home. */
export function readManaged(
  db: Db,
  { managed, person: { id } }: Pick<Reader, 'managed' | 'person'>,
  wanted: number,
  now: Date,
): Managed {
  const { rows, ...page } = pageOf(rowsOf(managed), { wanted, size: MANAGED_SIZE });
  return {
    ...page,
    teams: rows.map((team) => (team.kind === 'sales' ? ofSales(db, team, id, now) : ofMarketing(db, team, id))),
  };
}

function ofSales(db: Db, team: Team, readerId: string, now: Date): ManagedSales {
  const { notAccepted, accepted, notAcceptedCount, acceptedCount } = untouchedOf(
    db,
    team.id,
    { limit: OLDEST, offset: 0 },
    now,
    readerId,
  );
  const week = { teamId: team.id, until: now };
  return {
    kind: 'sales',
    team,
    untouched: notAcceptedCount + acceptedCount,
    byAge: agesOf(db, team.id, now),
    oldest: [...notAccepted, ...accepted],
    breaches: readBreachReport(db, week, { limit: 0, offset: 0 }).counts,
    week,
    away: absentOf(db, team.id, now),
  };
}

const since = (days: string) => sql<number>`coalesce(sum(${leads.handedOffAt} > ${sql.placeholder(days)}), 0)`;
const ages = prepared((db) =>
  db
    .select({ all: count(), day: since('day'), three: since('three'), week: since('week') })
    .from(leads)
    .where(
      and(
        eq(leads.teamId, sql.placeholder('teamId')),
        isUntouched,
        sql`(snoozed_until is null or snoozed_until <= ${sql.placeholder('now')})`,
      ),
    )
    .prepare(),
);

function agesOf(db: Db, teamId: number, at: Date): ManagedSales['byAge'] {
  const now = at.getTime();
  const counted = ages(db).get({ teamId, now, day: now - DAY_MS, three: now - 3 * DAY_MS, week: now - 7 * DAY_MS });
  const { all, day, three, week } = counted ?? { all: 0, day: 0, three: 0, week: 0 };
  return { underADay: day, underThree: three - day, underAWeek: week - three, older: all - week };
}

const isReturned = eq(leads.status, 'returned');
// Teams are few: one seek in the index leads_of_team for each.
const everywhere = sql`${leads.teamId} in (select id from teams)`;
const returnedCount = prepared((db) =>
  db.select({ total: count() }).from(leads).where(and(everywhere, isReturned)).prepare(),
);
const oldestReturned = prepared((db) =>
  db
    .select()
    .from(leads)
    .where(and(everywhere, isReturned, sql`${leads.marketerId} is not ${sql.placeholder('readerId')}`))
    .orderBy(asc(leads.handedOffAt), asc(leads.id))
    .limit(OLDEST)
    .prepare(),
);

const ofMarketing = (db: Db, team: Team, readerId: string): ManagedMarketing => ({
  kind: 'marketing',
  team,
  returned: returnedCount(db).get()?.total ?? 0,
  oldest: oldestReturned(db)
    .all({ readerId })
    .map((lead) => withCard(db, lead)),
});

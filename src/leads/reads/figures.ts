/**
 * Monthly figures of leads: a seller's next to the team's, a marketer's next to those of all marketers. Times are
 * working time, in the calendar of the team that had the lead.
 */

import { DateTime } from 'luxon';
import { and, desc, eq, gte, inArray, isNotNull, type SQL, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { median } from '../../platform/time/median.ts';
import { allTeams } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { workingTimeBetween } from '../../teams/working-time.ts';
import { isAnswer, leadHistory, leads } from '../table.ts';
import { leadStatuses } from '../types.ts';

export interface Figures {
  /** Leads that were accepted, or handed off by marketing; each counts once. */
  count: number;
  /** Share of accepted leads among all that were accepted or declined; undefined if there are no such leads. */
  acceptRate: number | undefined;
  /** Median time from hand-off to acceptance. */
  acceptMs: number | undefined;
  /** Median time from acceptance to first touch. */
  touchMs: number | undefined;
}

/** Medians use at most this many of the newest leads: enough to be meaningful, and the cost stays constant. */
const MOST_MEASURED = 300;

/** The first moment of the month in the team's zone. */
const monthStart = ({ zone }: Pick<Team, 'zone'>, now: Date): Date =>
  DateTime.fromJSDate(now, { zone }).startOf('month').toJSDate();

const since = sql.placeholder('since');
const byActor = eq(leadHistory.actorId, sql.placeholder('userId'));
const inTeam = eq(leads.teamId, sql.placeholder('teamId'));

const decisions = (whose: SQL | undefined) =>
  prepared((db) => {
    const perLead = db
      .select({
        accepted: sql<number>`max(${leadHistory.kind} = 'accepted')`.as('accepted'),
        declined: sql<number>`max(${leadHistory.kind} = 'declined')`.as('declined'),
      })
      .from(leadHistory)
      .innerJoin(leads, eq(leads.id, leadHistory.leadId))
      .where(and(isAnswer, gte(leadHistory.at, since), inTeam, whose))
      .groupBy(leadHistory.leadId)
      .as('per_lead');
    return db
      .select({
        answered: sql<number>`count(*)`,
        accepted: sql<number>`coalesce(sum(${perLead.accepted}), 0)`,
        kept: sql<number>`coalesce(sum(${perLead.accepted} and not ${perLead.declined}), 0)`,
      })
      .from(perLead)
      .prepare();
  });

/** History entries before and after an acceptance, with their times. */
const measured = (whose: SQL | undefined) =>
  prepared((db) =>
    db
      .select({
        acceptedAt: leadHistory.at,
        startedAt: sql<number | null>`(
          select max(before.at) from lead_history before
          where before.lead_id = ${leadHistory.leadId} and before.id < ${leadHistory.id}
            and before.kind in ('handed_off', 'handed_back', 'woken'))`,
        touchedAt: sql<number | null>`(
          select min(after.at) from lead_history after
          where after.lead_id = ${leadHistory.leadId} and after.id > ${leadHistory.id} and after.kind = 'touched')`,
      })
      .from(leadHistory)
      .innerJoin(leads, eq(leads.id, leadHistory.leadId))
      .where(and(isAnswer, eq(leadHistory.kind, 'accepted'), gte(leadHistory.at, since), inTeam, whose))
      .orderBy(desc(leadHistory.at))
      .limit(MOST_MEASURED)
      .prepare(),
  );

const decidedBy = { team: decisions(undefined), seller: decisions(byActor) };
const measuredOf = { team: measured(undefined), seller: measured(byActor) };

/** This month so far; with `userId`, only the leads of the team that this seller accepted or declined. */
export function salesFigures(db: Db, team: Team, userId: string | null, now: Date): Figures {
  const whose = userId === null ? 'team' : 'seller';
  const asked = { teamId: team.id, userId, since: monthStart(team, now).getTime() };
  const { answered, accepted, kept } = decidedBy[whose](db).get(asked) ?? { answered: 0, accepted: 0, kept: 0 };
  const rows = measuredOf[whose](db).all(asked);
  const between = (from: number | null, to: number | null) =>
    from === null || to === null ? [] : [workingTimeBetween(team, new Date(from), new Date(to))];
  return {
    count: accepted,
    acceptRate: rate(kept, answered),
    acceptMs: median(rows.flatMap(({ startedAt, acceptedAt }) => between(startedAt, acceptedAt.getTime()))),
    touchMs: median(rows.flatMap(({ acceptedAt, touchedAt }) => between(acceptedAt.getTime(), touchedAt))),
  };
}

// Names every status, so that SQLite reads the indexes leads_of_marketer and leads_of_team only from that day on.
const handedOff = (whose: SQL | undefined) =>
  and(whose, inArray(leads.status, [...leadStatuses]), gte(leads.handedOffAt, since));
const byMarketer = eq(leads.handedOffBy, sql.placeholder('userId'));
const toAnyTeam = sql`${leads.teamId} in (select id from teams)`;

const standings = (whose: SQL | undefined) =>
  prepared((db) =>
    db
      .select({
        handedOff: sql<number>`count(*)`,
        answered: sql<number>`coalesce(sum(${leads.status} <> 'new'), 0)`,
        kept: sql<number>`coalesce(sum(${leads.status} in ('accepted', 'working', 'qualified', 'won', 'lost')), 0)`,
      })
      .from(leads)
      .where(handedOff(whose))
      .prepare(),
  );

const newest = (whose: SQL | undefined) =>
  prepared((db) =>
    db
      .select({
        teamId: leads.teamId,
        handedOffAt: leads.handedOffAt,
        acceptedAt: leads.acceptedAt,
        touchedAt: leads.touchedAt,
      })
      .from(leads)
      .where(and(handedOff(whose), isNotNull(leads.acceptedAt)))
      .orderBy(desc(leads.handedOffAt))
      .limit(MOST_MEASURED)
      .prepare(),
  );

const standingsOf = { everybody: standings(toAnyTeam), marketer: standings(byMarketer) };
const newestOf = { everybody: newest(toAnyTeam), marketer: newest(byMarketer) };

/** Leads that were handed off this month; with `userId`, by this marketer. `team` is a marketing team. */
export function marketingFigures(db: Db, team: Team, userId: string | null, now: Date): Figures {
  const whose = userId === null ? 'everybody' : 'marketer';
  const asked = { userId, since: monthStart(team, now).getTime() };
  const counted = standingsOf[whose](db).get(asked) ?? { handedOff: 0, answered: 0, kept: 0 };
  const calendars = new Map(allTeams(db).map((one) => [one.id, one]));
  const rows = newestOf[whose](db).all(asked);
  const between = (teamId: number, from: Date | null, to: Date | null) => {
    const calendar = calendars.get(teamId);
    return calendar && from && to ? [workingTimeBetween(calendar, from, to)] : [];
  };
  return {
    count: counted.handedOff,
    acceptRate: rate(counted.kept, counted.answered),
    acceptMs: median(rows.flatMap((row) => between(row.teamId, row.handedOffAt, row.acceptedAt))),
    touchMs: median(rows.flatMap((row) => between(row.teamId, row.acceptedAt, row.touchedAt))),
  };
}

const rate = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);

import {
  and,
  count,
  desc,
  eq,
  gt,
  gte,
  isNotNull,
  isNull,
  lte,
  ne,
  notExists,
  or,
  sql,
} from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared, preparedRows } from '../../platform/db/prepared.ts';
import { standings } from '../../teams/table.ts';
import { type Lead, leads } from '../table.ts';
import { absences, assignments, isTurn, sellers } from './table.ts';

export type Seller = typeof sellers.$inferSelect;
export type Assignment = typeof assignments.$inferSelect;

const ofTeam = preparedRows(sellers, eq(sellers.teamId, sql.placeholder('teamId')));

export const sellersOf = (db: Db, teamId: number): Seller[] => ofTeam(db).all({ teamId });

const here = preparedRows(
  sellers,
  and(
    eq(sellers.teamId, sql.placeholder('teamId')),
    eq(sellers.isPresent, sql`1`),
    notExists(sql`(select 1 from ${standings} where ${standings.userId} = ${sellers.userId} and standing <> 'member')`),
  ),
);

/** Those who are in the team now and can act at all. */
export const sellersHere = (db: Db, teamId: number): Seller[] => here(db).all({ teamId });

/** Whether a person is a seller of any team, as far as routing knows. There is a row per person and team. */
export const isSeller = (db: Db, userId: string): boolean =>
  db.select({ userId: sellers.userId }).from(sellers).where(eq(sellers.userId, userId)).limit(1).get() !== undefined;

const named = prepared((db) =>
  db
    .select({ name: sellers.name })
    .from(sellers)
    .where(and(eq(sellers.userId, sql.placeholder('userId')), isNotNull(sellers.name)))
    .limit(1)
    .prepare(),
);

/** A seller's name in Slack when last asked; undefined for others. */
export const nameOfSeller = (db: Db, userId: string): string | undefined =>
  named(db).get({ userId })?.name ?? undefined;

/** Teams in which routing knows a person as a seller. */
export const teamsWith = (db: Db, userId: string): number[] =>
  db
    .select({ teamId: sellers.teamId })
    .from(sellers)
    .where(eq(sellers.userId, userId))
    .all()
    .map(({ teamId }) => teamId);

const everybodyAway = prepared((db) =>
  db
    .select({ userId: absences.userId })
    .from(absences)
    .where(
      and(
        lte(absences.since, sql.placeholder('now')),
        or(isNull(absences.until), gt(absences.until, sql.placeholder('now'))),
      ),
    )
    .prepare(),
);

/** People who are out of office. There is a row for each person who ever was. */
export const absent = (db: Db, now: Date): ReadonlySet<string> =>
  new Set(
    everybodyAway(db)
      .all({ now: now.getTime() })
      .map(({ userId }) => userId),
  );

const absence = preparedRows(absences, eq(absences.userId, sql.placeholder('userId')));

/** When an absence ends; null without an end, undefined if the person is not away. */
export function awayUntil(db: Db, userId: string, now: Date): Date | null | undefined {
  const away = absence(db).get({ userId });
  if (!away || away.since > now || (away.until !== null && away.until <= now)) return undefined;
  return away.until;
}

const turnsToday = prepared((db) =>
  db
    .select({ turns: count() })
    .from(assignments)
    .where(
      and(eq(assignments.userId, sql.placeholder('userId')), isTurn, gte(assignments.at, sql.placeholder('since'))),
    )
    .prepare(),
);

/** Leads that a person got by turn since then. */
export const turnsSince = (db: Db, userId: string, since: Date): number =>
  turnsToday(db).get({ userId, since: since.getTime() })?.turns ?? 0;

const ofLead = prepared((db) =>
  db
    .select()
    .from(assignments)
    .where(eq(assignments.leadId, sql.placeholder('leadId')))
    .orderBy(desc(assignments.id))
    .prepare(),
);

/** Newest first. */
export const assignmentsOf = (db: Db, leadId: number): Assignment[] => ofLead(db).all({ leadId });

const earlierOwner = prepared((db) =>
  db
    .select({ ownerId: leads.ownerId })
    .from(leads)
    .where(
      and(
        eq(leads.companyDomain, sql.placeholder('companyDomain')),
        eq(leads.teamId, sql.placeholder('teamId')),
        isNotNull(leads.ownerId),
        ne(leads.id, sql.placeholder('id')),
      ),
    )
    .orderBy(desc(leads.id))
    .limit(1)
    .prepare(),
);

/** The owner of the newest earlier lead at the same company; null if the address does not identify a company. */
export function accountOwnerOf(db: Db, lead: Pick<Lead, 'id' | 'companyDomain' | 'teamId'>): string | null {
  if (lead.companyDomain === null) return null;
  const { id, companyDomain, teamId } = lead;
  return earlierOwner(db).get({ id, companyDomain, teamId })?.ownerId ?? null;
}

export interface Absent {
  userId: string;
  /** As set by the person; null without an end, undefined if only Slack reports them absent. */
  until: Date | null | undefined;
  /** The absence according to Slack. */
  absence: Seller['absence'];
}

const notThere = prepared((db) =>
  db
    .select({
      userId: sellers.userId,
      absence: sellers.absence,
      since: absences.since,
      until: absences.until,
    })
    .from(sellers)
    .leftJoin(absences, eq(absences.userId, sellers.userId))
    .where(
      sql`${sellers.teamId} = ${sql.placeholder('teamId')} and ${sellers.isPresent}
        and coalesce(${sellers.absence}, '') not in ('is a bot', 'is a guest', 'is from another workspace')`,
    )
    .orderBy(sellers.name)
    .prepare(),
);

/** Colleagues in a team who are absent, by name. */
export function absentOf(db: Db, teamId: number, now: Date): Absent[] {
  return notThere(db)
    .all({ teamId })
    .flatMap(({ userId, absence, since, until }) => {
      const isAway = since !== null && since <= now && (until === null || until > now);
      return isAway || absence !== null ? [{ userId, absence, until: isAway ? until : undefined }] : [];
    });
}

/** The last absence that each person of a team set, also if it is over. */
export const setAbsencesOf = (db: Db, teamId: number): { since: Date; until: Date | null }[] =>
  notThere(db)
    .all({ teamId })
    .flatMap(({ since, until }) => (since === null ? [] : [{ since, until }]));

/** People whose absence began, has not ended, and lasts at least so long; not those whose leads were offered already. */
export const awayLong = (db: Db, atLeastMs: number, now: Date): { userId: string; until: Date | null }[] =>
  db
    .select({ userId: absences.userId, until: absences.until })
    .from(absences)
    .where(
      and(
        isNull(absences.offeredAt),
        lte(absences.since, now),
        or(isNull(absences.until), gt(absences.until, now)),
        sql`coalesce(${absences.until}, ${now.getTime()}) - ${absences.since} >= ${atLeastMs}`,
      ),
    )
    .all();

/** Whether the leads of a person who is away now were offered to the team. */
export const areLeadsOffered = (db: Db, userId: string, now: Date): boolean =>
  awayUntil(db, userId, now) !== undefined && absence(db).get({ userId })?.offeredAt != null;

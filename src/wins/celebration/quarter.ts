/** Calendar quarters, in the time zone of the oldest sales team. */
import { DateTime } from 'luxon';
import { leads } from '../../leads/table.ts';
import { eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared, preparedRows } from '../../platform/db/prepared.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { type Celebration, celebrations } from './table.ts';

export interface Quarter {
  /** Such as `2026-Q3`. */
  key: string;
  from: Date;
  /** Its end, and the start of the next one. */
  to: Date;
}

/** With fewer days of leads, a quarter says nothing. */
const LEAST_MS = 30 * DAY_MS;

/** The last one that is over; undefined without a sales team. */
function lastQuarter(db: Db, now: Date): Quarter | undefined {
  const [team] = teamsOfKind(db, 'sales').toSorted((a, b) => a.id - b.id);
  if (!team) return undefined;
  const to = DateTime.fromJSDate(now, { zone: team.zone }).startOf('quarter');
  const from = to.minus({ quarters: 1 });
  return { key: `${from.year}-Q${from.quarter}`, from: from.toJSDate(), to: to.toJSDate() };
}

// Prepared: the homes of managers ask.
const ofQuarter = preparedRows(celebrations, eq(celebrations.quarter, sql.placeholder('quarter')));

export const celebrationOf = (db: Db, quarter: string): Celebration | undefined => ofQuarter(db).get({ quarter });

const firstLead = prepared((db) =>
  db.select({ at: leads.handedOffAt }).from(leads).where(sql`${leads.id} = (select min(id) from leads)`).prepare(),
);

/**
 * The quarter to celebrate: the last one, until it is posted or skipped. It may be late; a quarter that no one
 * celebrated gives way to the next. Undefined for a quarter in which Baton had only begun.
 */
export function quarterToCelebrate(db: Db, now: Date): Quarter | undefined {
  const quarter = lastQuarter(db, now);
  const first = firstLead(db).get();
  if (!quarter || !first || quarter.to.getTime() - first.at.getTime() < LEAST_MS) return undefined;
  const state = celebrationOf(db, quarter.key)?.state ?? 'draft';
  return state === 'draft' ? quarter : undefined;
}

/** The quarter of a saved celebration. */
export function quarterNamed(db: Db, key: string): Quarter {
  const [year = 0, quarter = 1] = key.split('-Q').map(Number);
  const [team] = teamsOfKind(db, 'sales').toSorted((a, b) => a.id - b.id);
  const from = DateTime.fromObject({ year, month: 3 * quarter - 2 }, { zone: team?.zone ?? 'UTC' });
  return { key, from: from.toJSDate(), to: from.plus({ quarters: 1 }).toJSDate() };
}

export const celebrationById = (db: Db, id: number): Celebration | undefined =>
  db.select().from(celebrations).where(eq(celebrations.id, id)).get();

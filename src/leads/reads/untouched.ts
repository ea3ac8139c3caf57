import { and, asc, eq, isNull, lte, or, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Slice } from '../../platform/paging.ts';
import { type Lead, leads } from '../table.ts';

/** The leads of a team that nobody has touched; the snoozed ones sleep and are left out. */
export interface Untouched {
  /** Oldest first, those that nobody accepted before those that somebody did. At most the asked number of each. */
  notAccepted: Lead[];
  accepted: Lead[];
  notAcceptedCount: number;
  acceptedCount: number;
}

// The conditions are those of the index leads_untouched, word for word: only so does SQLite read it alone.
const awake = or(isNull(leads.snoozedUntil), lte(leads.snoozedUntil, sql.placeholder('now')));
const untouched = and(
  eq(leads.teamId, sql.placeholder('teamId')),
  sql`touched_at is null and status in ('new', 'accepted')`,
  awake,
);

const oldest = prepared((db) =>
  db
    .select()
    .from(leads)
    .where(and(untouched, eq(leads.status, sql.placeholder('status'))))
    .orderBy(asc(leads.handedOffAt))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);

// The planner would rather read the rows by leads_of_team; drizzle cannot name an index.
const counts = prepared((db) =>
  db.$client.prepare<[{ teamId: number; now: number }], { status: string; leads: number }>(`
    select status, count(*) as leads from leads indexed by leads_untouched
    where team_id = @teamId and touched_at is null and status in ('new', 'accepted')
      and (snoozed_until is null or snoozed_until <= @now)
    group by status`),
);

/** One page of them: `limit` leads from `offset` on, over both groups together. */
export function untouchedOf(db: Db, teamId: number, page: Slice, at: Date): Untouched {
  const now = at.getTime();
  const found = new Map(
    counts(db)
      .all({ teamId, now })
      .map((row) => [row.status, row.leads]),
  );
  const notAcceptedCount = found.get('new') ?? 0;
  const acceptedCount = found.get('accepted') ?? 0;
  const notAccepted = oldest(db).all({ teamId, now, status: 'new', ...page });
  const rest = page.limit - notAccepted.length;
  const accepted =
    rest > 0
      ? oldest(db).all({
          teamId,
          now,
          status: 'accepted',
          limit: rest,
          offset: Math.max(0, page.offset - notAcceptedCount),
        })
      : [];
  return { notAccepted, accepted, notAcceptedCount, acceptedCount };
}

import { and, asc, count, eq, isNull, lte, or, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Slice } from '../../platform/paging.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { isUntouched, type Lead, leads } from '../table.ts';

/** A team's untouched leads, without snoozed ones. */
export interface Untouched {
  /** Not accepted first, then accepted; each oldest first. At most the requested number in total. */
  notAccepted: WithCard<Lead>[];
  accepted: WithCard<Lead>[];
  notAcceptedCount: number;
  acceptedCount: number;
}

const awake = or(isNull(leads.snoozedUntil), lte(leads.snoozedUntil, sql.placeholder('now')));
const untouched = and(eq(leads.teamId, sql.placeholder('teamId')), isUntouched, awake);

const notOf = sql`coalesce(${leads.ownerId}, ${leads.assigneeId}, '-') <> ${sql.placeholder('without')}`;

const oldest = prepared((db) =>
  db
    .select()
    .from(leads)
    .where(and(untouched, eq(leads.status, sql.placeholder('status')), notOf))
    .orderBy(asc(leads.handedOffAt))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);

const counts = prepared((db) =>
  db
    .select({ status: sql<Lead['status']>`${leads.status}`, leads: count() })
    .from(leads)
    .where(untouched)
    .groupBy(leads.status)
    .prepare(),
);

/** One page: `limit` leads from `offset` on, across both groups. The first page can leave out those of one person. */
export function untouchedOf(db: Db, teamId: number, page: Slice, at: Date, without = ''): Untouched {
  const now = at.getTime();
  const numbers = new Map(
    counts(db)
      .all({ teamId, now })
      .map((row) => [row.status, row.leads]),
  );
  const notAcceptedCount = numbers.get('new') ?? 0;
  const acceptedCount = numbers.get('accepted') ?? 0;
  const notAccepted = oldest(db).all({ teamId, now, status: 'new', without, ...page });
  const rest = page.limit - notAccepted.length;
  const offset = Math.max(0, page.offset - notAcceptedCount);
  const accepted = oldest(db).all({ teamId, now, status: 'accepted', without, limit: rest, offset });
  const cards = (found: Lead[]) => found.map((lead) => withCard(db, lead));
  return { notAccepted: cards(notAccepted), accepted: cards(accepted), notAcceptedCount, acceptedCount };
}

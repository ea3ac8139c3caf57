import { and, asc, count, desc, eq, inArray, isNull, lte, or, type SQL, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { PostedPlace } from '../../platform/outbox/posted-messages.ts';
import type { Slice } from '../../platform/paging.ts';
import { cardOf, LEAD_CARD, type WithCard, withCard } from '../card-place.ts';
import { isUntouched, type Lead, leads } from '../table.ts';
import { foundIds } from './found.ts';
import { searchTerms } from './search-terms.ts';
import { inSight, type Sight } from './sight.ts';
import { isOverdueFor, mostUrgent, waitsFor } from './waits.ts';

/** The leads that a list shows. */
export type LeadFilter =
  | { show: 'mine'; userId: string; at: Date }
  /** A marketer's, until they are won, lost or disqualified, and those that they answer for. */
  | { show: 'handed_off'; userId: string }
  /** With `awakeAt`, without leads that are snoozed then, as in the digest. */
  | { show: 'untouched'; teamIds: number[]; awakeAt?: Date }
  /** The leads that need a person, see waits.ts; all of them, or only overdue ones. */
  | { show: 'waiting' | 'overdue'; userId: string; at: Date }
  | { show: 'team'; teamIds: number[] }
  | { show: 'search'; words: string; sight: Sight }
  | { show: 'one'; leadId: number; sight: Sight };

export interface LeadPage {
  leads: WithCard<Lead>[];
  /** At most MOST_FOUND for a search. */
  total: number;
}

/**
 * A search finds at most this many, the newest first: sorting and counting a hundred thousand would block the event
 * loop.
 */
export const MOST_FOUND = 500;
/** The same for a reader who may see only a part of them. */
export const MOST_LOOKED_AT = 5_000;

const OPEN = ['new', 'accepted', 'working', 'qualified'] as const;

/**
 * One page. Order: newest hand-off first; untouched leads as in the digest (not accepted first, then oldest first);
 * a person's own by urgency. `oldest` overrides this with the oldest hand-off first.
 */
export function listLeads(db: Db, filter: LeadFilter, page: Slice, sorted: 'usual' | 'oldest' = 'usual'): LeadPage {
  const where = condition(db, filter);
  const order = sorted === 'oldest' ? [asc(leads.handedOffAt), asc(leads.id)] : usualOrder(filter);
  const found = db
    .select()
    .from(leads)
    .where(where)
    .orderBy(...order)
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const total = db.select({ leads: count() }).from(leads).where(where).get()?.leads ?? 0;
  return { leads: found.map((lead) => withCard(db, lead)), total };
}

function usualOrder(filter: LeadFilter): SQL[] {
  switch (filter.show) {
    case 'untouched':
      return [sql`case ${leads.status} when 'new' then 0 else 1 end`, asc(leads.handedOffAt), asc(leads.id)];
    case 'mine':
    case 'waiting':
    case 'overdue':
      return mostUrgent(filter.at);
    default:
      return [desc(leads.handedOffAt), desc(leads.id)];
  }
}

function condition(db: Db, filter: LeadFilter): SQL | undefined {
  switch (filter.show) {
    case 'handed_off':
      return and(
        or(eq(leads.handedOffBy, filter.userId), eq(leads.marketerId, filter.userId)),
        inArray(leads.status, [...OPEN, 'returned', 'nurturing']),
      );
    case 'mine':
      return and(
        inArray(leads.status, OPEN),
        sql`(${leads.ownerId} = ${filter.userId} or (${leads.ownerId} is null and ${leads.assigneeId} = ${filter.userId}))`,
      );
    case 'untouched':
      return and(
        inArray(leads.teamId, filter.teamIds),
        isUntouched,
        filter.awakeAt && or(isNull(leads.snoozedUntil), lte(leads.snoozedUntil, filter.awakeAt)),
      );
    case 'waiting':
      return waitsFor(filter.userId, filter.at);
    case 'overdue':
      return isOverdueFor(filter.userId, filter.at);
    case 'team':
      return and(inArray(leads.teamId, filter.teamIds), inArray(leads.status, OPEN));
    case 'one':
      return and(eq(leads.id, filter.leadId), inSight(filter.sight));
    case 'search':
      return and(
        inArray(
          leads.id,
          foundIds(db, searchTerms(filter.words), filter.sight.teamIds === 'every' ? MOST_FOUND : MOST_LOOKED_AT),
        ),
        inSight(filter.sight),
      );
  }
}

/** Whether the list shows only leads of the person who asks for it. */
export const isOwn = ({ show }: LeadFilter): boolean => show === 'mine' || show === 'waiting';

export const ofOpenStatus = (lead: Lead) => (OPEN as readonly string[]).includes(lead.status);

/** Leads with a card that people may still react to: unaccepted ones first, each newest first. */
export function openCards(db: Db, limit: number): (PostedPlace & { subjectId: number })[] {
  const unaccepted = newestCards(db, ['new'], limit);
  const others = newestCards(db, ['accepted', 'working', 'qualified'], limit - unaccepted.length);
  return [...unaccepted, ...others].flatMap((subjectId) => {
    const card = cardOf(db, subjectId);
    return card ? [{ subjectId, ...card }] : [];
  });
}

/** Uses the index of teams, since open leads are few among all leads ever. */
const newestCards = (db: Db, statuses: Lead['status'][], limit: number): number[] =>
  db
    .select({ id: leads.id })
    .from(leads)
    .where(
      sql`${leads.id} in (
        select id from leads
        where team_id in (select id from teams) and ${inArray(leads.status, statuses)}
          and exists (select 1 from posted_messages where kind = ${LEAD_CARD} and subject_id = leads.id and ts is not null)
        order by handed_off_at desc limit ${limit})`,
    )
    .orderBy(desc(leads.handedOffAt))
    .all()
    .map(({ id }) => id);

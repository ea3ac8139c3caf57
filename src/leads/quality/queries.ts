import { and, count, desc, eq, gte, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { preparedRows } from '../../platform/db/prepared.ts';
import { leadHistory, leads } from '../table.ts';
import type { ChangeDetails, Rating, RatingMoment } from '../types.ts';
import { leadRatings } from './table.ts';

export type LeadRating = typeof leadRatings.$inferSelect;

const ofPerson = preparedRows(
  leadRatings,
  and(
    eq(leadRatings.leadId, sql.placeholder('leadId')),
    eq(leadRatings.userId, sql.placeholder('userId')),
    eq(leadRatings.moment, sql.placeholder('moment')),
  ),
);

export interface RatingKey {
  leadId: number;
  userId: string;
  moment: RatingMoment;
}

export const ratingOf = (db: Db, key: RatingKey): LeadRating | undefined => ofPerson(db).get({ ...key });

/** The latest moment at which this person could judge the lead; undefined if they never worked on it. */
export function momentOfRating(db: Db, leadId: number, userId: string): RatingMoment | undefined {
  const last = db
    .select({ kind: leadHistory.kind })
    .from(leadHistory)
    .where(
      and(
        eq(leadHistory.leadId, leadId),
        eq(leadHistory.actorId, userId),
        inArray(leadHistory.kind, ['touched', 'declined']),
      ),
    )
    .orderBy(desc(leadHistory.id))
    .limit(1)
    .get();
  return last && (last.kind === 'declined' ? 'decline' : 'touch');
}

/** Whether this person touched the lead, or declined it, as `moment` says. */
export function hadMoment(db: Db, { leadId, userId, moment }: RatingKey): boolean {
  const kind = moment === 'touch' ? 'touched' : 'declined';
  const entry = db
    .select({ id: leadHistory.id })
    .from(leadHistory)
    .where(and(eq(leadHistory.leadId, leadId), eq(leadHistory.actorId, userId), eq(leadHistory.kind, kind)))
    .limit(1)
    .get();
  return entry !== undefined;
}

export interface Quality extends Record<Rating, number> {
  /** Number of declines, by the key of the reason. */
  declines: Record<string, number>;
}

/**
 * Ratings and declines since a moment: of a source, of a campaign, or of all leads. Each rating counts, also if a lead
 * has two. Source and campaign are the lead's current ones.
 */
export function qualityOf(
  db: Db,
  { source, campaign, since }: { source?: string; campaign?: string; since: Date },
): Quality {
  const ofThese = and(
    source === undefined ? undefined : eq(leads.source, source),
    campaign === undefined ? undefined : eq(leads.campaign, campaign),
  );
  const rated = db
    .select({ rating: leadRatings.rating, times: count() })
    .from(leadRatings)
    .innerJoin(leads, eq(leads.id, leadRatings.leadId))
    .where(and(gte(leadRatings.ratedAt, since), ofThese))
    .groupBy(leadRatings.rating)
    .all();
  const reason = sql<ChangeDetails['declined']['reason']>`json_extract(${leadHistory.details}, '$.reason')`;
  const declined = db
    .select({ reason, times: count() })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(and(eq(leadHistory.kind, 'declined'), gte(leadHistory.at, since), ofThese))
    .groupBy(reason)
    .all();
  const times = (rating: Rating) => rated.find((row) => row.rating === rating)?.times ?? 0;
  return {
    good: times('good'),
    so_so: times('so_so'),
    poor: times('poor'),
    declines: Object.fromEntries(declined.map((row) => [row.reason, row.times])),
  };
}

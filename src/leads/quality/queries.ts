import { and, desc, eq, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { preparedRows } from '../../platform/db/prepared.ts';
import { leadHistory } from '../table.ts';
import type { RatingMoment } from '../types.ts';
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

/** The quality of a marketer's leads in a week, as sales rated them. */

import { and, desc, eq, gt, lte, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { WEEK_MS } from '../../platform/time/units.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { type Lead, leadHistory, leads } from '../table.ts';
import {
  type ChangeDetails,
  type Citation,
  OTHER,
  type Rating,
  type RatingMoment,
  reasonLabel,
  statedReason,
} from '../types.ts';
import { leadRatings } from './table.ts';

/** One person's opinion of one lead at one moment. */
export interface Verdict {
  lead: WithCard<Lead>;
  userId: string;
  moment: RatingMoment;
  at: Date;
  /** Null if a lead was declined without one. */
  rating: Rating | null;
  /** The reason for the decline. */
  /** Label at that time. */
  reason: string | null;
  /** The seller's own words where the reason is another one, else the reason. */
  said: string | null;
  clause: Citation | null;
  words: string | null;
}

/** Leads of one source and campaign. */
export interface Origin extends Record<Rating, number> {
  source: string | null;
  campaign: string | null;
  declines: Record<string, number>;
}

export interface QualityWeek {
  /** Most ratings and declines first. */
  origins: Origin[];
  /** By origin, in the same order; the latest first. */
  verdicts: Verdict[];
}

/** Marketers whose leads were rated or declined in the seven days before `until`. */
export function marketersOfWeek(db: Db, until: Date): Set<string> {
  const rated = db
    .selectDistinct({ userId: leads.handedOffBy })
    .from(leadRatings)
    .innerJoin(leads, eq(leads.id, leadRatings.leadId))
    .where(ratedBefore(until))
    .all();
  const declined = db
    .selectDistinct({ userId: leads.handedOffBy })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(declinedBefore(until))
    .all();
  return new Set([...rated, ...declined].map(({ userId }) => userId));
}

/** Undefined if there is nothing to report. */
export function readQualityWeek(db: Db, userId: string, until: Date): QualityWeek | undefined {
  const verdicts = verdictsOf(db, userId, until);
  if (verdicts.length === 0) return undefined;
  const origins = new Map<string, { origin: Origin; verdicts: Verdict[] }>();
  for (const verdict of verdicts) {
    const { source, campaign } = verdict.lead;
    const key = JSON.stringify([source, campaign]);
    const entry = origins.get(key) ?? {
      origin: { source, campaign, good: 0, so_so: 0, poor: 0, declines: {} },
      verdicts: [],
    };
    origins.set(key, entry);
    count(entry.origin, verdict);
    entry.verdicts.push(verdict);
  }
  const sorted = [...origins.values()].sort((a, b) => b.verdicts.length - a.verdicts.length);
  return { origins: sorted.map(({ origin }) => origin), verdicts: sorted.flatMap((entry) => entry.verdicts) };
}

function count(origin: Origin, { rating, reason }: Verdict): void {
  if (rating !== null) origin[rating] += 1;
  if (reason !== null) origin.declines[reason] = (origin.declines[reason] ?? 0) + 1;
}

/** A decline and its rating count as one. */
function verdictsOf(db: Db, marketerId: string, until: Date): Verdict[] {
  const rated = db
    .select({ lead: leads, rating: leadRatings })
    .from(leadRatings)
    .innerJoin(leads, eq(leads.id, leadRatings.leadId))
    // The plus makes SQLite read the week, not every lead that this marketer ever handed off.
    .where(and(ratedBefore(until), eq(sql`+${leads.handedOffBy}`, marketerId)))
    .all();
  const declined = db
    .select({ lead: leads, entry: leadHistory })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(and(declinedBefore(until), eq(leads.handedOffBy, marketerId)))
    .orderBy(desc(leadHistory.id))
    .all();
  const unmatched = new Map(rated.map((one) => [keyOf(one.rating), one]));
  const declines = declined.map(({ lead, entry }): Verdict => {
    const userId = entry.actorId ?? '';
    const { words, clause = null, ...why } = entry.details as ChangeDetails['declined'];
    const reason = reasonLabel(why);
    const isOwn = why.reason === OTHER && words !== null;
    const key = keyOf({ leadId: lead.id, userId, moment: 'decline' });
    const rating = unmatched.get(key)?.rating;
    unmatched.delete(key);
    const all = { rating: rating?.rating ?? null, words: joined(isOwn ? null : words, rating?.words) };
    const said = statedReason({ ...why, words });
    return { lead: withCard(db, lead), userId, moment: 'decline', at: entry.at, reason, said, clause, ...all };
  });
  const others = [...unmatched.values()].map(
    ({ lead, rating: { userId, moment, rating, words, ratedAt } }): Verdict => ({
      ...{ lead: withCard(db, lead), userId, moment, rating, words },
      ...{ at: ratedAt, reason: null, said: null, clause: null },
    }),
  );
  return [...declines, ...others].sort((a, b) => b.at.getTime() - a.at.getTime());
}

const keyOf = ({ leadId, userId, moment }: { leadId: number; userId: string; moment: RatingMoment }) =>
  `${leadId} ${userId} ${moment}`;

const joined = (...words: (string | null | undefined)[]): string | null => words.filter(Boolean).join('\n') || null;

// Uses the indexes lead_ratings_at and lead_history_at: reads one week, however many leads there are.
const ratedBefore = (until: Date) => and(gt(leadRatings.ratedAt, weekBefore(until)), lte(leadRatings.ratedAt, until));
const declinedBefore = (until: Date) =>
  and(eq(leadHistory.kind, 'declined'), gt(leadHistory.at, weekBefore(until)), lte(leadHistory.at, until));

const weekBefore = (until: Date) => new Date(until.getTime() - WEEK_MS);

import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { requireRule } from '../../platform/workflow.ts';
import type { Actor } from '../actor.ts';
import { type Decline, declineLead } from '../acts/decline.ts';
import { type Touch, touchLead } from '../acts/touch.ts';
import { cardOf } from '../card-place.ts';
import { record } from '../history.ts';
import { rules } from '../permissions.ts';
import { requireLead } from '../queries.ts';
import type { Lead } from '../table.ts';
import type { Rating, RatingMoment } from '../types.ts';
import { hadMoment, ratingOf } from './queries.ts';
import { leadRatings } from './table.ts';

export interface LeadRated {
  leadId: number;
  actor: Actor;
  moment: RatingMoment;
  rating: Rating;
  /** If left out, the earlier words stay. */
  words?: string | null;
}

/**
 * Saves a rating of a lead, and adds it to the history. A second rating for the same moment replaces the first. Only
 * sellers who touched or declined the lead can rate it, and never a lead that they handed off themselves.
 */
export function rateLead(tx: Tx, { leadId, actor, moment, rating, ...said }: LeadRated, now: Date): Lead {
  const lead = requireLead(tx, leadId);
  const key = { leadId, userId: actor.id, moment };
  if (!mayRate(lead, actor.id)) throw new UserError('You handed off this lead yourself. Only sales can rate it.');
  requireRule(rules.sales, lead, actor);
  if (!hadMoment(tx, key)) {
    throw new UserError('You can rate a lead once you have contacted or declined it.');
  }
  const before = ratingOf(tx, key);
  const words = said.words === undefined ? (before?.words ?? null) : said.words;
  if (before?.rating === rating && before.words === words) return lead;
  const row = { rating, words, ratedAt: now };
  tx.insert(leadRatings)
    .values({ ...key, ...row })
    .onConflictDoUpdate({ target: [leadRatings.leadId, leadRatings.userId, leadRatings.moment], set: row })
    .run();
  record(tx, lead, { kind: 'rated', actorId: actor.id, details: { moment, rating, words } }, now);
  return lead;
}

/** Whether a person may be asked for a rating. */
export const mayRate = (lead: Lead, userId: string): boolean => lead.handedOffBy !== userId;

/** The rating part of a form; null if nothing was chosen. */
interface Said {
  rating: Rating | null;
  ratingWords?: string | null;
}

/** Logs a touch with the rating from its form. */
export function touchAndRate(tx: Tx, { rating, ratingWords = null, ...touch }: Touch & Said, now: Date): Lead {
  const { leadId, actor } = touch;
  const touched = touchLead(tx, touch, now);
  if (rating !== null) rateLead(tx, { leadId, actor, moment: 'touch', rating, words: ratingWords }, now);
  return touched;
}

/** Declines a lead with the rating from the form. Both share the same words. */
export function declineAndRate(tx: Tx, { rating, ...decline }: Decline & Pick<Said, 'rating'>, now: Date): Lead {
  const { leadId, actor } = decline;
  const declined = declineLead(tx, decline, now);
  if (rating !== null) rateLead(tx, { leadId, actor, moment: 'decline', rating, words: null }, now);
  return declined;
}

/**
 * Logs a touch that came without a form. After the first touch, asks its seller for a rating in an ephemeral message.
 */
export function touchAndAsk(tx: Tx, touch: Touch, now: Date): Lead {
  const { leadId, actor } = touch;
  const isFirst = requireLead(tx, leadId).touchedAt === null;
  const touched = touchLead(tx, touch, now);
  if (isFirst && cardOf(tx, leadId) && mayRate(touched, actor.id)) {
    enqueue(tx, 'ask_quality', { leadId, userId: actor.id }, { orderingKey: actor.id }, now);
  }
  return touched;
}

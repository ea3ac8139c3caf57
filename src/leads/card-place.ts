/** The cards of leads in Slack. */
import type { Db } from '../platform/db/open.ts';
import { type PostedKey, type PostedPlace, placeOfPosted } from '../platform/outbox/posted-messages.ts';

export const LEAD_CARD = 'lead_card';

export const cardKey = (leadId: number): PostedKey => ({ kind: LEAD_CARD, subjectId: leadId });

/** Undefined before it is posted, and after a person deleted it. */
export const cardOf = (db: Db, leadId: number): PostedPlace | undefined => placeOfPosted(db, cardKey(leadId));

/** For lists that link to the card. */
export type WithCard<L> = L & { card: PostedPlace | undefined };

export const withCard = <L extends { id: number }>(db: Db, lead: L): WithCard<L> => ({
  ...lead,
  card: cardOf(db, lead.id),
});

/** The cards of content requests in Slack. */
import type { Db } from '../platform/db/open.ts';
import { type PostedKey, type PostedPlace, placeOfPosted } from '../platform/outbox/posted-messages.ts';

export const REQUEST_CARD = 'request_card';

export const cardKey = (requestId: number): PostedKey => ({ kind: REQUEST_CARD, subjectId: requestId });

/** Undefined before it is posted, and after a person deleted it. */
export const cardOf = (db: Db, requestId: number): PostedPlace | undefined => placeOfPosted(db, cardKey(requestId));

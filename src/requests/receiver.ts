import { leadById } from '../leads/queries.ts';
import type { Db } from '../platform/db/open.ts';
import { isHere } from '../teams/standing.ts';
import type { ContentRequest } from './table.ts';

/**
 * The person who gets a message about a request: the one it is meant for. If they left, the owner of the lead that it is
 * for, if any.
 */
export function receiverOf(db: Db, { leadId }: ContentRequest, userId: string): string | undefined {
  if (isHere(db, userId)) return userId;
  const lead = leadId === null ? undefined : leadById(db, leadId);
  return lead?.ownerId ?? undefined;
}

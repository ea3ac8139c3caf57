import type { Stage } from '../../leads/types.ts';
import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import { endOfWorkOn } from '../../teams/working-time.ts';
import { record } from '../history.ts';
import { type ContentRequest, contentRequests, requestVotes } from '../table.ts';
import type { Priority } from '../types.ts';

/** A seller's entries in the request form. */
export interface RequestForm {
  title: string;
  /** Key of a kind. */
  kind: string;
  stage: Stage | null;
  audience: string | null;
  /** The lead, or else the customer's name. */
  leadId: number | null;
  customer: string | null;
  words: string | null;
  priority: Priority;
  /** ISO date. */
  neededBy: string;
  hurry: string | null;
}

/**
 * Asks a marketing team for content. Its card is sent with the commit. The requester needs it, which is the first vote.
 */
export function askForContent(
  tx: Tx,
  { form, teamId, requesterId }: { form: RequestForm; teamId: number; requesterId: string },
  now: Date,
): ContentRequest {
  const team = requireTeam(tx, teamId);
  const request = tx
    .insert(contentRequests)
    .values({
      ...form,
      teamId,
      dueAt: endOfWorkOn(team, form.neededBy),
      status: 'new',
      requestedBy: requesterId,
      requestedAt: now,
      votes: 1,
      updatedAt: now,
    })
    .returning()
    .get();
  tx.insert(requestVotes).values({ requestId: request.id, userId: requesterId, leadId: form.leadId, at: now }).run();
  record(tx, request, { kind: 'asked', actorId: requesterId, details: { teamId } }, now);
  return request;
}

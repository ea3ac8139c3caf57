import { addItem, type Content, type NewItem } from '../../library/add.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Actor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireAllowed } from '../permissions.ts';
import { requireRequest, updateRequest } from '../queries.ts';
import type { ContentRequest } from '../table.ts';

export interface Delivered {
  requestId: number;
  actor: Actor;
  item: Pick<NewItem, 'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'ownerId' | 'reviewAt'>;
  content: Content;
  /** What whoever needs it should know. */
  words: string | null;
}

/**
 * Puts what was asked for into the library, and gives it to everybody who needs it. An upload is fetched from Slack after
 * that, as for every item.
 */
export function deliverRequest(
  tx: Tx,
  { requestId, actor, item, content, words }: Delivered,
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  requireAllowed(request, 'deliver', actor);
  const { id: itemId } = addItem(tx, { ...item, ...content, by: actor.id, requestId }, now);
  const delivered = updateRequest(
    tx,
    request,
    { status: lifecycle.deliver.to, itemId, closedAt: now, questionAt: null, questionBy: null },
    now,
  );
  record(tx, delivered, { kind: 'delivered', actorId: actor.id, details: { itemId, words } }, now);
  return delivered;
}

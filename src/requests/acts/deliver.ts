import { addItem, type Content, type NewItem } from '../../library/add.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Actor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireRequestFor } from '../permissions.ts';
import { updateRequest } from '../queries.ts';
import type { ContentRequest } from '../table.ts';

export interface Delivered {
  requestId: number;
  actor: Actor;
  item: Pick<NewItem, 'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'ownerId' | 'reviewAt'>;
  content: Content;
  /** A note for the people who need it. */
  words: string | null;
}

/**
 * Adds the content to the library, and sends it to everyone who needs it. An upload is fetched from Slack later, as for
 * every item.
 */
export function deliverRequest(
  tx: Tx,
  { requestId, actor, item, content, words }: Delivered,
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'deliver', { requestId, actor });
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

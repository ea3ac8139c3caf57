import { addItem, type Content, type NewItem } from '../../library/add.ts';
import { itemWith, requireNewLink } from '../../library/same-item.ts';
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
 * Adds the content to the library, unless an item with its link is there already, and sends it to everyone who needs it. An upload is fetched from Slack later, as for
 * every item.
 */
export function deliverRequest(
  tx: Tx,
  { requestId, actor, item, content, words }: Delivered,
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'deliver', { requestId, actor });
  const itemId = keep(tx, { requestId, actor, item, content }, now);
  const delivered = updateRequest(
    tx,
    request,
    { status: lifecycle.deliver.to, itemId, closedAt: now, questionAt: null, questionBy: null },
    now,
  );
  record(tx, delivered, { kind: 'delivered', actorId: actor.id, details: { itemId, words } }, now);
  return delivered;
}

function keep(tx: Tx, { requestId, actor, item, content }: Omit<Delivered, 'words'>, now: Date): number {
  const by = actor.id;
  const known = itemWith(tx, content);
  if (!known) return addItem(tx, { ...item, ...content, by, requestId }, now).id;
  if (known.retiredAt !== null) requireNewLink(tx, content);
  // Its title and owner were chosen before this request.
  return known.id;
}

import type { Person } from '../../src/platform/slack/directory.ts';
import { type Actor, actorOn } from '../../src/requests/actor.ts';
import { requireRequest } from '../../src/requests/queries.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import type { Deps } from '../deps.ts';
import type { Subject } from '../guard.ts';

/** The request that an act is about, with the person's current relation to it. */
export interface ActedOn extends Subject {
  request: ContentRequest;
  actor: Actor;
}

export async function requestFor(deps: Deps, requestId: number, { id }: Person): Promise<ActedOn> {
  const request = requireRequest(deps.db, requestId);
  const { teamId, ownerId } = request;
  return { teamId, ownerId, request, actor: await actorOn(deps, requestId, id) };
}

import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { UserError } from '../../src/platform/errors.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { actorOn } from '../../src/requests/actor.ts';
import { requestRow } from '../../src/requests/card.ts';
import { listRequests, type RequestFilter } from '../../src/requests/list.ts';
import { actsFor } from '../../src/requests/permissions.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { requireMarketingTeam, teamsOfKind } from '../../src/teams/queries.ts';
import { homeActions } from '../../views/home/home.ts';
import { pageAction } from '../../views/kit/paging.ts';
import { REQUEST_DIGEST_REST } from '../../views/requests/digest.ts';
import { type OwnRow, REQUEST_PAGE, REQUEST_PAGE_SIZE, requestListModal } from '../../views/requests/list.ts';
import type { Deps } from '../deps.ts';

/** Lists of content requests: `/request-content mine` and `all`, and what a digest counts. A page at a time. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(pageAction(REQUEST_PAGE), async ({ ack, body, action }) => {
    await ack();
    const { page, carry } = readPage(action.value);
    await updateView(deps.modals, body.view?.id ?? '', await listPage(deps, { page, carry, userId: body.user.id }));
  });

  app.action<BlockAction<ButtonAction>>(homeActions.myRequests, async ({ ack, body }) => {
    await ack();
    await openRequestList(deps, 'mine', body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(REQUEST_DIGEST_REST, async ({ ack, body, action }) => {
    await ack();
    await openRequestList(deps, `waiting ${action.value}`, body.user.id, body.trigger_id);
  });
}

/** `carry` names the list: `mine`, `all`, or `waiting` with a team's id. */
export async function openRequestList(deps: Deps, carry: string, userId: string, triggerId: string): Promise<void> {
  await requireView(deps.modals, { triggerId }, await listPage(deps, { page: 0, carry, userId }));
}

/** Shows a list anew after an act on one of its requests. `carry` is what the list keeps in its private_metadata. */
export async function refreshRequestList(
  deps: Deps,
  { viewId, carry, userId }: { viewId: string; carry: string; userId: string },
): Promise<void> {
  await updateView(deps.modals, viewId, await listPage(deps, { ...readPage(carry), userId }));
}

interface ListOfRequests {
  filter: RequestFilter;
  title: string;
  empty: string;
}

async function listOf(deps: Deps, carry: string, userId: string): Promise<ListOfRequests> {
  await requireColleague(deps.directory, userId);
  const [kind, id] = carry.split(' ');
  if (kind !== 'all' && kind !== 'waiting') {
    return {
      filter: { show: 'mine', userId },
      title: 'My content requests',
      empty: 'You have asked for nothing, and claimed nothing. `/request-content` asks for content.',
    };
  }
  if ((await teamsOf(deps, userId)).length === 0) {
    throw new UserError(
      'You are in no sales or marketing team yet. Ask a manager to add you to its channel or user group.',
    );
  }
  if (kind === 'waiting') {
    const teamId = requireMarketingTeam(deps.db, Number(id)).id;
    return {
      filter: { show: 'waiting', teamId, at: deps.now() },
      title: 'Requests that wait',
      empty: 'Every request is claimed, and none is late. :tada:',
    };
  }
  return {
    filter: { show: 'open', teamIds: teamsOfKind(deps.db, 'marketing').map((team) => team.id) },
    title: 'Content requests',
    empty: 'Nobody waits for content. `/request-content` asks for some.',
  };
}

async function listPage(deps: Deps, { page, carry, userId }: { page: number; carry: string; userId: string }) {
  const { filter, title, empty } = await listOf(deps, carry, userId);
  const pageOf = (at: number) =>
    listRequests(deps.db, filter, { limit: REQUEST_PAGE_SIZE, offset: at * REQUEST_PAGE_SIZE });
  let at = page;
  let found = pageOf(at);
  if (found.requests.length === 0 && at > 0) {
    // The last request of the last page has gone: the page before it is the last one now.
    at = Math.max(0, Math.ceil(found.total / REQUEST_PAGE_SIZE) - 1);
    found = pageOf(at);
  }
  const rows = await Promise.all(found.requests.map((request) => ownRow(deps, request, userId)));
  return requestListModal({ title, rows, page: at, total: found.total, empty, carry, now: deps.now() });
}

/** A request with the acts of the person who reads the list. */
async function ownRow(deps: Deps, request: ContentRequest, userId: string): Promise<OwnRow> {
  const actor = await actorOn(deps, request.id, userId);
  return { ...requestRow(deps.db, request), may: actsFor(request, actor) };
}

import type { ModalView } from '@slack/types';
import { pageOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { actorOn } from '../../src/requests/actor.ts';
import { requestRow } from '../../src/requests/card.ts';
import { listRequests, type RequestFilter } from '../../src/requests/list.ts';
import { actsFor } from '../../src/requests/permissions.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { requireMarketingTeam, teamsOfKind } from '../../src/teams/queries.ts';
import { homeActions } from '../../views/home/home.ts';
import { REQUEST_DIGEST_VIEW } from '../../views/requests/digest.ts';
import { REQUEST_PAGE, REQUEST_PAGE_SIZE, requestListModal } from '../../views/requests/list.ts';
import type { OwnRow } from '../../views/requests/row.ts';
import type { Deps } from '../deps.ts';
import { permit, type Router } from '../guard.ts';

/** Lists of content requests: `/request-content mine` and `all`, and the list behind a digest. By page. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'request.list';
  for (const list of ['mine', 'all']) {
    router.command(`/request-content ${list}`, {
      allow,
      run: async ({ person }) => ({ open: await listPage(deps, { page: 0, carry: list }, person.id) }),
    });
  }
  router.press(homeActions.myRequests, {
    allow,
    run: async ({ person }) => ({ open: await listPage(deps, { page: 0, carry: 'mine' }, person.id) }),
  });
  router.press(REQUEST_DIGEST_VIEW, {
    allow,
    run: async ({ value, person }) => ({
      open: await listPage(deps, { page: 0, carry: `waiting ${value}` }, person.id),
    }),
  });
  router.page(REQUEST_PAGE, { allow, run: ({ person, ...at }) => listPage(deps, at, person.id) });
}

/** Redraws the list after an act on one of its requests. `kept` is the list's private_metadata. */
export const listAgain = (deps: Deps, kept: string, { id }: Person): Promise<ModalView> =>
  listPage(deps, readPage(kept), id);

async function filterOf(deps: Deps, carry: string, userId: string): Promise<RequestFilter> {
  const [kind, id] = carry.split(' ');
  if (kind !== 'all' && kind !== 'waiting') return { show: 'mine', userId };
  await permit(deps, 'request.list_of_teams', userId);
  return kind === 'waiting'
    ? { show: 'waiting', teamId: requireMarketingTeam(deps.db, Number(id)).id, at: deps.now() }
    : { show: 'open', teamIds: teamsOfKind(deps.db, 'marketing').map((team) => team.id) };
}

/** `carry` names the list: `mine`, `all`, or `waiting` with a team's id. */
async function listPage(
  deps: Deps,
  { page, carry }: { page: number; carry: string },
  userId: string,
): Promise<ModalView> {
  const filter = await filterOf(deps, carry, userId);
  const found = pageOf((slice) => listRequests(deps.db, filter, slice), { wanted: page, size: REQUEST_PAGE_SIZE });
  const rows = await Promise.all(found.requests.map((request) => ownRow(deps, request, userId)));
  return requestListModal({
    show: filter.show,
    rows,
    page: found.page,
    total: found.total,
    carry,
    workspaceUrl: deps.workspaceUrl,
    now: deps.now(),
  });
}

/** A request with the acts that its reader may do. */
async function ownRow(deps: Deps, request: ContentRequest, userId: string): Promise<OwnRow> {
  const actor = await actorOn(deps, request.id, userId);
  return { ...requestRow(deps.db, request), may: actsFor(request, actor) };
}

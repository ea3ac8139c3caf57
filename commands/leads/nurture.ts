import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { listNurtured } from '../../src/leads/reads/nurture-list.ts';
import { UserError } from '../../src/platform/errors.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
import { NURTURE_PAGE, NURTURE_REST, NURTURE_SIZE, nurtureModal } from '../../views/leads/nurture.ts';
import type { Deps } from '../deps.ts';

/** What the weekly list of leads in nurture has no room for. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(NURTURE_REST, async ({ ack, body }) => {
    await ack();
    await requireTeammate(deps, body.user.id);
    await requireView(deps.modals, { triggerId: body.trigger_id }, pageOf(deps, 0));
  });

  app.action<BlockAction<ButtonAction>>(pageAction(NURTURE_PAGE), async ({ ack, body, action }) => {
    await ack();
    await requireTeammate(deps, body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', pageOf(deps, readPage(action.value).page));
  });
}

/** Shows the list anew after an act on one of its leads. */
export const refreshNurtured = (deps: Deps, { viewId, carry }: { viewId: string; carry: string }): Promise<void> =>
  updateView(deps.modals, viewId, pageOf(deps, readPage(carry).page));

async function requireTeammate(deps: Deps, userId: string): Promise<void> {
  const colleague = await requireColleague(deps.directory, userId);
  if (colleague.isAdmin || (await teamsOf(deps, userId)).length > 0) return;
  throw new UserError('Only the sales and marketing teams can do this.');
}

function pageOf({ db, now }: Deps, wanted: number) {
  const pageAt = (page: number) => listNurtured(db, { limit: NURTURE_SIZE, offset: page * NURTURE_SIZE }, now());
  const found = pageAt(wanted);
  // The last lead of the last page has gone: the page before it is the last one now.
  const page = Math.min(wanted, Math.max(0, Math.ceil(found.total / NURTURE_SIZE) - 1));
  return nurtureModal({ ...(page === wanted ? found : pageAt(page)), page });
}

import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { readBreachReport } from '../../src/leads/reads/breaches.ts';
import { UserError } from '../../src/platform/errors.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { isManager, requireColleague } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
import {
  BREACHES_ALL,
  BREACHES_PAGE,
  BREACHES_SIZE,
  breachesModal,
  readBreachCarry,
} from '../../views/leads/breaches.ts';
import type { Deps } from '../deps.ts';

/** The whole of a manager's weekly list. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(BREACHES_ALL, async ({ ack, body, action }) => {
    await ack();
    const view = await breachPage(deps, { page: 0, carry: action.value ?? '' }, body.user.id);
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(BREACHES_PAGE), async ({ ack, body, action }) => {
    await ack();
    const view = await breachPage(deps, readPage(action.value), body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', view);
  });
}

async function breachPage(deps: Deps, { page, carry }: { page: number; carry: string }, userId: string) {
  const week = readBreachCarry(carry);
  const team = requireTeam(deps.db, week.teamId);
  if (!isManager(team, await requireColleague(deps.directory, userId))) {
    throw new UserError('Only the manager of this team can see which of its clocks ran out.');
  }
  const report = readBreachReport(deps.db, week, { limit: BREACHES_SIZE, offset: page * BREACHES_SIZE });
  return breachesModal({
    ...report,
    teamName: team.name,
    carry,
    page,
    until: week.until,
    workspaceUrl: deps.workspaceUrl,
  });
}

import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { UserError } from '../../src/platform/errors.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { lookAgain } from '../../src/setup/greet.ts';
import { HIDDEN, mark, TIMES } from '../../src/setup/marks.ts';
import { startRehearsal } from '../../src/setup/rehearsal.ts';
import { setupState } from '../../src/setup/state.ts';
import { takeProposal } from '../../src/setup/teams.ts';
import { requireSomeManager } from '../../src/teams/membership.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { SETUP_MODAL, setupActions, setupModal } from '../../views/setup/checklist.ts';
import { teamModal } from '../../views/teams/teams.ts';
import type { Deps } from '../deps.ts';
import { openHandoff } from '../leads/handoff.ts';
import { channelFault, openTeams } from '../teams/teams.ts';

/** The check-list of whoever sets Baton up, wherever it stands: `/baton setup`, their home, the first message. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(setupActions.open, async ({ ack, body }) => {
    await ack();
    await openSetup(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(setupActions.take, async ({ ack, body }) => {
    await ack();
    const manager = await requireSomeManager(deps, body.user.id);
    for (const proposal of setupState(deps.db).proposals) {
      const fault = await channelFault(deps, proposal.channelId, true);
      if (fault) throw new UserError(`<#${proposal.channelId}>: ${fault}`);
      const chosen = { proposal, by: manager.id, zone: manager.zone ?? 'UTC' };
      await deps.write((tx) => takeProposal(tx, chosen, deps.now()));
    }
    await showAgain(deps, body);
  });

  app.action<BlockAction<ButtonAction>>(/^setup_team:(?:sales|marketing)$/, async ({ ack, body, action }) => {
    await ack();
    const manager = await requireSomeManager(deps, body.user.id);
    const kind = action.value === 'marketing' ? 'marketing' : 'sales';
    const proposal = setupState(deps.db).proposals.find((one) => one.kind === kind);
    const view = teamModal({
      team: null,
      zone: manager.zone ?? 'UTC',
      userGroupName: proposal?.userGroupName ?? null,
      managerId: manager.id,
      proposal: { ...proposal, kind, name: kind === 'sales' ? 'Sales' : 'Marketing' },
      from: 'setup',
    });
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: isInModal(body) }, view);
  });

  app.action<BlockAction<ButtonAction>>(setupActions.look, async ({ ack, body }) => {
    await ack();
    await requireSomeManager(deps, body.user.id);
    await lookAgain(deps);
    await showAgain(deps, body);
  });

  for (const [actionId, key] of [
    [setupActions.timesRight, TIMES],
    [setupActions.hide, HIDDEN],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body }) => {
      await ack();
      await requireSomeManager(deps, body.user.id);
      await deps.write((tx) => mark(tx, key, body.user.id, deps.now()));
      await showAgain(deps, body);
    });
  }

  app.action<BlockAction<ButtonAction>>(setupActions.timesChange, async ({ ack, body }) => {
    await ack();
    await openTeams(deps, body.user.id, body.trigger_id, isInModal(body));
  });

  app.action<BlockAction<ButtonAction>>(setupActions.handoff, async ({ ack, body, respond }) => {
    await ack();
    const start = { guess: {} };
    const opening = { userId: body.user.id, triggerId: body.trigger_id, start, onTop: isInModal(body) };
    await openHandoff(deps, opening, body.view ? undefined : respond);
  });

  app.action<BlockAction<ButtonAction>>(setupActions.rehearse, async ({ ack, body }) => {
    await ack();
    const manager = await requireSomeManager(deps, body.user.id);
    const [team] = teamsOfKind(deps.db, 'sales');
    if (!team) throw new UserError('A rehearsal needs a sales team, in whose channel it plays.');
    await deps.write((tx) => startRehearsal(tx, { teamId: team.id, by: manager.id }, deps.now()));
    await showAgain(deps, body);
  });
}

/** The list as a modal, for `/baton setup`. */
export async function openSetup(deps: Deps, userId: string, triggerId: string): Promise<void> {
  await requireSomeManager(deps, userId);
  await requireView(deps.modals, { triggerId }, setupModal(setupState(deps.db)));
}

const isInModal = ({ view }: BlockAction): boolean => view?.type === 'modal';

/** In a modal at once; messages and homes tick by what the database says. */
async function showAgain(deps: Deps, { view }: BlockAction): Promise<void> {
  if (view?.callback_id === SETUP_MODAL) await updateView(deps.modals, view.id, setupModal(setupState(deps.db)));
  deps.reschedule();
}

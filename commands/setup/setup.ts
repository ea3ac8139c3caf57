import { UserError } from '../../src/platform/errors.ts';
import type { Answer, Pressed } from '../../src/platform/slack/routes.ts';
import { lookAgain } from '../../src/setup/greet.ts';
import { HIDDEN, HOURS_CONFIRMED, reach } from '../../src/setup/milestones.ts';
import { startRehearsal } from '../../src/setup/rehearsal.ts';
import { setupState } from '../../src/setup/state.ts';
import { takeProposal } from '../../src/setup/teams.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { SETUP_MODAL, setupActions, setupModal } from '../../views/setup/checklist.ts';
import { teamModal } from '../../views/teams/teams.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { handoffForm } from '../leads/handoff.ts';
import { channelFault } from '../teams/teams.ts';

/** The set-up check-list in all its places: `/baton setup`, the home, the first message. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const list = () => setupModal(setupState(db));
  router.command('/baton setup', { allow: 'setup.run', run: () => ({ open: list() }) });
  router.press(setupActions.open, { allow: 'setup.run', run: () => ({ open: list() }) });

  /** Redraws a modal at once; messages and homes follow the database. */
  const again = ({ modal }: Pressed): Answer => {
    deps.reschedule();
    return modal?.callback_id === SETUP_MODAL ? { update: list() } : {};
  };

  router.press(setupActions.take, {
    allow: 'setup.run',
    run: async (pressed) => {
      for (const proposal of setupState(db).proposals) {
        const fault = await channelFault(deps, proposal.channelId, true);
        if (fault) throw new UserError(`<#${proposal.channelId}>: ${fault}`);
        const { id: by, zone } = pressed.person;
        await deps.write((tx) => takeProposal(tx, { proposal, by, zone: zone ?? 'UTC' }, deps.now()));
      }
      return again(pressed);
    },
  });

  router.press(/^setup_team:(?:sales|marketing)$/, {
    allow: 'setup.run',
    run: ({ value, person }) => {
      const kind = value === 'marketing' ? 'marketing' : 'sales';
      const proposal = setupState(db).proposals.find((one) => one.kind === kind);
      const view = teamModal({
        team: null,
        zone: person.zone ?? 'UTC',
        userGroupName: proposal?.userGroupName ?? null,
        managerId: person.id,
        proposal: { ...proposal, kind, name: kind === 'sales' ? 'Sales' : 'Marketing' },
        from: 'setup',
      });
      return { open: view };
    },
  });

  router.press(setupActions.look, {
    allow: 'setup.run',
    run: async (pressed) => {
      await lookAgain(deps);
      return again(pressed);
    },
  });

  for (const [actionId, key] of [
    [setupActions.timesRight, HOURS_CONFIRMED],
    [setupActions.hide, HIDDEN],
  ] as const) {
    router.press(actionId, {
      allow: 'setup.run',
      change: (tx, { person }, now) => reach(tx, key, person.id, now),
      run: again,
    });
  }

  router.press(setupActions.handoff, { allow: 'lead.hand_off', run: ({ person }) => handoffForm(deps, person) });

  router.press(setupActions.rehearse, {
    allow: 'setup.run',
    change: (tx, { person }, now) => {
      const [team] = teamsOfKind(tx, 'sales');
      if (!team) throw new UserError('A practice lead needs a sales team. Create one first.');
      startRehearsal(tx, { teamId: team.id, by: person.id }, now);
    },
    run: again,
  });
}

import { proposedFields } from '../../src/imports/columns.ts';
import { requireImport } from '../../src/imports/queries.ts';
import { firstRows } from '../../src/imports/samples.ts';
import { checkImport, dropImport, runImport } from '../../src/imports/start.ts';
import type { Import } from '../../src/imports/table.ts';
import { MOST_CARDS } from '../../src/imports/types.ts';
import { undoImport } from '../../src/imports/undo.ts';
import { hasTeamRules } from '../../src/leads/routing/team-rules.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { takerFault } from '../../src/teams/membership.ts';
import { requireSalesTeam, teamsOfKind } from '../../src/teams/queries.ts';
import { COLUMNS_FORM, columnsModal, readColumns } from '../../views/imports/columns.ts';
import { importActions } from '../../views/imports/progress.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { firstTeamForm } from '../teams/teams.ts';

/** Imports of a file that a person dropped into the direct message: commands/help/mention.ts takes it. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const resource = ({ value, person }: { value: string; person: Person }) => ownImport(deps, idIn(value), person);

  /** People wait for it, so it does not wait for the next tick. */
  const begin = () => void deps.reschedule();

  router.press(importActions.columns, {
    allow: 'import.run',
    resource,
    run: async ({ resource: one, person }) => {
      const teams = teamsOfKind(db, 'sales');
      if (teams.length === 0) return { open: await firstTeamForm(deps, person) };
      const samples = await firstRows(deps.files, one);
      const fields = one.plan?.fields ?? proposedFields(one.columns, samples);
      return { open: columnsModal({ one, teams, fields, samples, hasRules: hasTeamRules(db) }) };
    },
  });

  router.submit(COLUMNS_FORM, {
    allow: 'import.run',
    read: readColumns,
    resource: ({ ref: { importId }, person }) => ownImport(deps, importId, person),
    check: async ({ value: { teamId, ownerId } }) => {
      const team = requireSalesTeam(db, teamId);
      const fault = ownerId === null ? undefined : await takerFault(deps, { team, userId: ownerId, thing: 'lead' });
      return fault === undefined ? undefined : { owner: fault };
    },
    change: (tx, { ref: { importId: id }, value: plan }, now) => checkImport(tx, { id, plan }, now),
    run: begin,
  });

  router.press(importActions.run, {
    allow: 'import.run',
    resource,
    change: (tx, { resource: { id } }, now) => runImport(tx, id, MOST_CARDS, now),
    run: begin,
  });

  router.press(importActions.drop, {
    allow: 'import.run',
    resource,
    change: (tx, { resource: { id } }, now) => dropImport(tx, id, null, now),
  });

  router.press(importActions.undo, {
    allow: 'import.run',
    resource,
    change: (tx, { resource: { id } }, now) => undoImport(tx, id, now),
    run: begin,
  });
}

function ownImport({ db }: Deps, id: number, person: Person): Import & { ownerId: string } {
  const one = requireImport(db, id);
  if (one.startedBy !== person.id)
    throw new UserError(`Only ${mention(one.startedBy)}, who dropped the file, can do this.`);
  return { ...one, ownerId: one.startedBy };
}

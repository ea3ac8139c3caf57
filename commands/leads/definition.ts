import type { App, BlockAction, ButtonAction, OverflowAction, StaticSelectAction } from '@slack/bolt';
import { addClause, clauseFault, editClause, moveClause, retireClause } from '../../src/leads/definition/change.ts';
import { clausesOf, lastChangeOf, requireClause } from '../../src/leads/definition/queries.ts';
import { mayEdit, requireEditor } from '../../src/leads/definition/rights.ts';
import { idempotently, wasDone } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { requireSalesTeam, teamsOfKind } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  CLAUSE_FORM,
  clauseModal,
  DEFINITION_ADD,
  DEFINITION_MENU,
  DEFINITION_SHOW,
  DEFINITION_TEAM,
  type DefinitionHint,
  definitionModal,
  readClause,
  readClauseChoice,
} from '../../views/leads/definition.ts';
import type { Deps } from '../deps.ts';

/** What counts as a lead: `/baton definition`. Every colleague reads it, the managers of both sides write it. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(DEFINITION_SHOW, async ({ ack, body, action }) => {
    await ack();
    const colleague = await requireColleague(deps.directory, body.user.id);
    const view = pageFor(deps, requireSalesTeam(deps.db, Number(action.value)), colleague);
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
  });

  app.action<BlockAction<StaticSelectAction>>(DEFINITION_TEAM, async ({ ack, body, action }) => {
    await ack();
    const colleague = await requireColleague(deps.directory, body.user.id);
    await show(deps, body.view?.id, requireSalesTeam(deps.db, Number(action.selected_option.value)), colleague);
  });

  app.action<BlockAction<ButtonAction>>(DEFINITION_ADD, async ({ ack, body, action }) => {
    await ack();
    const { team } = await editorOf(deps, Number(action.value), body.user.id);
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, clauseModal(team, null));
  });

  app.action<BlockAction<OverflowAction>>(DEFINITION_MENU, async ({ ack, body, action }) => {
    await ack();
    const chosen = readClauseChoice(action.selected_option.value);
    if (!chosen) return;
    const { choice, teamId, clauseId } = chosen;
    const { team, editor } = await editorOf(deps, teamId, body.user.id);
    if (choice === 'edit') {
      const view = clauseModal(team, requireClause(deps.db, teamId, clauseId));
      return requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
    }
    const edit = { teamId, clauseId, by: editor.id };
    const now = deps.now();
    await deps.write((tx) =>
      choice === 'retire' ? retireClause(tx, edit, now) : moveClause(tx, { ...edit, direction: choice }, now),
    );
    await show(deps, body.view?.id, team, editor);
  });

  app.view(CLAUSE_FORM, async ({ ack, body, view }) => {
    const { teamId, clauseId, version, form } = readClause(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { team, editor } = await editorOf(deps, teamId, body.user.id);
    const { text } = form.value;
    const edit = { teamId, by: editor.id, text };
    const key = `view:${view.id}`;
    const now = deps.now();
    const fault = await deps.write((tx) => {
      if (wasDone(tx, key)) return undefined;
      const found = clauseFault(tx, { teamId, clauseId, text });
      if (found) return found;
      idempotently(tx, key, now, () =>
        clauseId === null
          ? addClause(tx, edit, now)
          : editClause(tx, { ...edit, clauseId, version: version ?? 0 }, now),
      );
      return undefined;
    });
    if (fault) return ack({ response_action: 'errors', errors: { text: fault } });
    await ack();
    await show(deps, view.previous_view_id ?? undefined, team, editor);
  });
}

/** `/baton definition`: of the team whose channel it is, else of one's own, else of the first. */
export async function openDefinition(
  deps: Deps,
  { colleague, channelId, triggerId }: { colleague: Person; channelId: string; triggerId: string },
): Promise<void> {
  const teams = teamsOfKind(deps.db, 'sales');
  const here = teams.find((team) => team.channelId === channelId);
  const [own] = here ? [] : await teamsOf(deps, colleague.id, 'sales');
  const team = here ?? own ?? teams[0];
  if (!team) throw new UserError('There is no sales team yet. `/baton teams` makes one.');
  await requireView(deps.modals, { triggerId }, pageFor(deps, team, colleague));
}

/** For the form of a hand-off: what its teams have written down. */
export const definitionsOf = (deps: Deps, teams: Team[]): DefinitionHint[] =>
  teams
    .map((team) => ({
      teamId: team.id,
      teamName: team.name,
      clauses: clausesOf(deps.db, team.id).map(({ text }) => text),
    }))
    .filter(({ clauses }) => clauses.length > 0);

async function editorOf(deps: Deps, teamId: number, userId: string): Promise<{ team: Team; editor: Person }> {
  const editor = await requireColleague(deps.directory, userId);
  const team = requireSalesTeam(deps.db, teamId);
  requireEditor(deps.db, team, editor);
  return { team, editor };
}

function pageFor({ db }: Deps, team: Team, reader: Person) {
  return definitionModal({
    team,
    teams: teamsOfKind(db, 'sales'),
    clauses: clausesOf(db, team.id),
    lastChange: lastChangeOf(db, team.id),
    mayEdit: mayEdit(db, team, reader),
  });
}

const show = (deps: Deps, viewId: string | undefined, team: Team, reader: Person): Promise<void> =>
  updateView(deps.modals, viewId ?? '', pageFor(deps, team, reader));

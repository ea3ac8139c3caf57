import { addClause, clauseFault, editClause, moveClause, retireClause } from '../../src/leads/definition/change.ts';
import { clausesOf, lastChangeOf, requireClause } from '../../src/leads/definition/queries.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { teamsOf } from '../../src/teams/membership.ts';
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
import { may, type Router } from '../guard.ts';

/**
 * The lead definition of a team: `/baton definition`. Every colleague can read it, the managers of both sides can edit
 * it.
 */
export function routes(router: Router, deps: Deps): void {
  const teamNamed = (id: string) => forRights(requireSalesTeam(deps.db, Number(id)));

  router.command('/baton definition', {
    allow: 'definition.read',
    run: async ({ person, channelId }) => ({ open: await definitionFor(deps, person, channelId) }),
  });

  router.press(DEFINITION_SHOW, {
    allow: 'definition.read',
    run: async ({ value, person }) => ({ open: await pageFor(deps, teamNamed(value), person) }),
  });

  router.press(DEFINITION_TEAM, {
    allow: 'definition.read',
    run: async ({ value, person }) => ({ update: await pageFor(deps, teamNamed(value), person) }),
  });

  router.press(DEFINITION_ADD, {
    allow: 'definition.edit',
    resource: ({ value }) => teamNamed(value),
    run: ({ resource: team }) => ({ open: clauseModal(team, null) }),
  });

  router.press(DEFINITION_MENU, {
    allow: 'definition.edit',
    resource: ({ value }) => {
      const chosen = readClauseChoice(value);
      if (!chosen) throw new UserError('This clause is no longer in the definition.');
      return { ...teamNamed(String(chosen.teamId)), ...chosen };
    },
    change: (tx, { resource: { choice, teamId, clauseId }, person }, now) => {
      const edit = { teamId, clauseId, by: person.id };
      if (choice === 'retire') retireClause(tx, edit, now);
      else if (choice !== 'edit') moveClause(tx, { ...edit, direction: choice }, now);
    },
    run: async ({ resource: { choice, clauseId, ...team }, person }) =>
      choice === 'edit'
        ? { open: clauseModal(team, requireClause(deps.db, team.id, clauseId)) }
        : { update: await pageFor(deps, team, person) },
  });

  router.submit(CLAUSE_FORM, {
    allow: 'definition.edit',
    read: readClause,
    resource: ({ ref }) => teamNamed(String(ref.teamId)),
    change: (tx, { ref: { clauseId, version }, value: { text }, resource: { teamId }, person }, now) => {
      const fault = clauseFault(tx, { teamId, clauseId, text });
      if (fault) throw new FormError({ text: fault });
      const edit = { teamId, by: person.id, text };
      if (clauseId === null) addClause(tx, edit, now);
      else editClause(tx, { ...edit, clauseId, version: version ?? 0 }, now);
    },
    run: ({ resource: team, person }) => ({ previous: () => pageFor(deps, team, person) }),
  });
}

const forRights = (team: Team) => ({ ...team, teamId: team.id });

/** That of the channel's team, else of the person's own team, else of the first one. */
async function definitionFor(deps: Deps, colleague: Person, channelId: string) {
  const teams = teamsOfKind(deps.db, 'sales');
  const here = teams.find((team) => team.channelId === channelId);
  const [own] = here ? [] : await teamsOf(deps, colleague.id, 'sales');
  const team = here ?? own ?? teams[0];
  if (!team) throw new UserError('No sales team is set up yet. Create one with `/baton teams`.');
  return pageFor(deps, team, colleague);
}

/** The definitions of the teams in a hand-off form. */
export const definitionsOf = (deps: Deps, teams: Team[]): DefinitionHint[] =>
  teams
    .map((team) => ({
      teamId: team.id,
      teamName: team.name,
      clauses: clausesOf(deps.db, team.id).map(({ text }) => text),
    }))
    .filter(({ clauses }) => clauses.length > 0);

async function pageFor(deps: Deps, team: Team, reader: Person) {
  const { db } = deps;
  return definitionModal({
    team,
    teams: teamsOfKind(db, 'sales'),
    clauses: clausesOf(db, team.id),
    lastChange: lastChangeOf(db, team.id),
    mayEdit: await may(deps, 'definition.edit', reader, { teamId: team.id }),
  });
}

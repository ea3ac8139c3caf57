import type { Person } from '../../src/platform/slack/directory.ts';
import { readChoice } from '../../src/scoreboard/carry.ts';
import type { BoardChoice } from '../../src/scoreboard/read.ts';
import { isOfTeam } from '../../src/teams/membership.ts';
import { allTeams } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import type { Deps } from '../deps.ts';
import { permit } from '../guard.ts';

/**
 * The choice that a value holds, if this reader may see it: a person's own figures are for them and their manager.
 * @throws UserError for anyone else.
 */
export async function choiceFor(deps: Deps, carry: string, reader: Person): Promise<BoardChoice> {
  const choice = readChoice(deps.db, carry);
  if (choice.person) {
    const subject = {
      ownerId: choice.person.id,
      teamId: (await managedTeamOf(deps, choice.person.id, reader))?.id ?? null,
    };
    await permit(deps, 'scoreboard.person', reader.id, subject);
  }
  return choice;
}

/** A team of this person that the reader manages. */
export async function managedTeamOf(deps: Deps, userId: string, reader: Person): Promise<Team | undefined> {
  for (const team of allTeams(deps.db)) {
    if (team.managerId === reader.id && (await isOfTeam(deps, team, userId))) return team;
  }
  return undefined;
}

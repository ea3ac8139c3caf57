import { transferLeads } from '../../src/leads/acts/transfer.ts';
import { countOpenLeads } from '../../src/leads/queries.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { FormError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { transferRequests } from '../../src/requests/acts/transfer.ts';
import { countOpenRequests } from '../../src/requests/queries.ts';
import { requireTeam, teamsOfKind } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { RETIRE_FORM, type Retiring, readRetire, retireModal, TEAM_RETIRE } from '../../views/teams/retire.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { teamsPage } from './teams.ts';

/** Managers end a team whose work goes to another one, from the list of `/baton teams`. */
export function routes(router: Router, deps: Deps): void {
  router.press(TEAM_RETIRE, {
    allow: 'team.manage',
    run: ({ value }) => ({ open: retireModal(retiring(deps.db, idIn(value))) }),
  });

  router.submit(RETIRE_FORM, {
    allow: 'team.manage',
    read: readRetire,
    change: (tx, { value: { heir }, ref: { teamId }, person }, now) => {
      const { team, work, heirs } = retiring(tx, teamId);
      const to = heirs.find(({ id }) => id === heir);
      if (work > 0 && !to) throw new FormError({ heir: 'Choose the team that takes them.' });
      if (to) {
        transferLeads(tx, { from: team, to, by: person.id }, now);
        transferRequests(tx, { from: team, to }, now);
      }
      retireTeam(tx, team, person.id, now);
    },
    run: () => {
      deps.reschedule();
      return { root: () => teamsPage(deps, 0) };
    },
  });
}

function retiring(db: Db, id: number): Retiring {
  const team = requireTeam(db, id);
  const work = countOpenLeads(db, id) + countOpenRequests(db, id);
  return { team, work, heirs: teamsOfKind(db, team.kind).filter((one) => one.id !== id) };
}

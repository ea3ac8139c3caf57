import { readBreachReport } from '../../src/leads/reads/breaches.ts';
import { sliceOf } from '../../src/platform/paging.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import {
  BREACHES_ALL,
  BREACHES_PAGE,
  BREACHES_SIZE,
  breachesModal,
  readBreachCarry,
} from '../../views/leads/breaches.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The whole list behind a manager's weekly report. */
export function routes(router: Router, deps: Deps): void {
  router.press(BREACHES_ALL, {
    allow: 'lead.breaches',
    resource: ({ value }) => readBreachCarry(value),
    run: ({ value: carry, resource: week }) => ({ open: breachPage(deps, week, { page: 0, carry }) }),
  });

  router.page(BREACHES_PAGE, {
    allow: 'lead.breaches',
    resource: ({ carry }) => readBreachCarry(carry),
    run: ({ resource: week, ...at }) => breachPage(deps, week, at),
  });
}

function breachPage(
  { db, workspaceUrl }: Deps,
  week: ReturnType<typeof readBreachCarry>,
  { page, carry }: { page: number; carry: string },
) {
  const team = requireTeam(db, week.teamId);
  const report = readBreachReport(db, week, sliceOf(page, BREACHES_SIZE));
  return breachesModal({ ...report, teamName: team.name, carry, page, until: week.until, workspaceUrl });
}

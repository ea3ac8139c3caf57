import type { Services } from '../../platform/services.ts';
import { teamById } from '../../teams/queries.ts';
import { leadById } from '../queries.ts';
import { refreshRoster } from '../routing/roster.ts';
import type { LeadEscalation } from '../sla/table.ts';
import { dueSteps, takeStep } from './escalate.ts';

const AT_ONCE = 100;

type JobDeps = Pick<Services, 'db' | 'write' | 'directory' | 'now'>;

/**
 * Takes every due step, in order. Before leads move on, Slack is asked who of their teams is there; without an answer, the
 * last known state counts.
 */
export async function runDueEscalations(deps: JobDeps, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const steps = dueSteps(deps.db, deps.now(), AT_ONCE);
    if (steps.length === 0) return;
    await refreshRosters(deps, steps);
    await Promise.all(steps.map((step) => deps.write((tx) => takeStep(tx, step, deps.now()))));
  }
}

async function refreshRosters(deps: JobDeps, steps: LeadEscalation[]): Promise<void> {
  const moves = steps.filter((step) => step.kind === 'accept_move');
  const teamIds = new Set(moves.flatMap((step) => leadById(deps.db, step.leadId)?.teamId ?? []));
  const teams = [...teamIds].flatMap((id) => teamById(deps.db, id) ?? []);
  await Promise.all(teams.map((team) => refreshRoster(deps, team, deps.now())));
}

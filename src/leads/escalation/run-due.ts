import type { Db } from '../../platform/db/open.ts';
import type { Write } from '../../platform/db/write.ts';
import type { Directory } from '../../platform/slack/directory.ts';
import type { Now } from '../../platform/time/clock.ts';
import { teamById } from '../../teams/queries.ts';
import { leadById } from '../queries.ts';
import { refreshRoster } from '../routing/roster.ts';
import { dueSteps, type EscalationStep, takeStep } from './escalate.ts';

const AT_ONCE = 100;

/**
 * Takes every step that is due, in order. Before a lead moves on, Slack is asked who of its team is there; when Slack does
 * not answer, what was known last counts.
 */
export async function runDueEscalations(
  deps: { db: Db; write: Write; directory: Directory; now: Now },
  stopped: () => boolean,
): Promise<void> {
  while (!stopped()) {
    const steps = dueSteps(deps.db, deps.now(), AT_ONCE);
    if (steps.length === 0) return;
    await refreshCrews(deps, steps);
    await Promise.all(steps.map((step) => deps.write((tx) => takeStep(tx, step.id, deps.now()))));
  }
}

async function refreshCrews(
  deps: { db: Db; write: Write; directory: Directory; now: Now },
  steps: EscalationStep[],
): Promise<void> {
  const moves = steps.filter((step) => step.kind === 'accept_move');
  const teamIds = new Set(moves.map((step) => leadById(deps.db, step.leadId)?.teamId));
  for (const id of teamIds) {
    const team = id === undefined ? undefined : teamById(deps.db, id);
    if (team) await refreshRoster(deps, team, deps.now());
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../../platform/services.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { isFresh, membersOf, noteUnread, saveMembers } from '../../teams/members.ts';
import { allTeams } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { readRoster } from './roster.ts';

type JobDeps = Pick<Services, 'db' | 'write' | 'directory' | 'now'>;

const READ_EVERY_MS = 5 * MINUTE_MS;
/** A task does not wait longer for Slack: the late answer is kept. */
const PATIENCE_MS = 1_000;

/**
 * An async task that reads each team's members: at once for a new team, after a change in Slack, and every few minutes.
 */
export function createTeamReader(deps: JobDeps): (stop: AbortSignal) => Promise<void> {
  const reading = new Map<number, Promise<void>>();
  return async (stop) => {
    const due = allTeams(deps.db).filter((team) => !isFresh(deps.db, team, READ_EVERY_MS, deps.now()));
    if (stop.aborted || due.length === 0) return;
    for (const team of due) {
      if (reading.has(team.id)) continue;
      reading.set(
        team.id,
        read(deps, team).finally(() => reading.delete(team.id)),
      );
    }
    await Promise.race([Promise.all(reading.values()), sleep(PATIENCE_MS, undefined, { ref: false })]);
  };
}

async function read(deps: JobDeps, team: Team): Promise<void> {
  const now = deps.now();
  if (team.kind === 'sales') return readRoster(deps, team, now);
  try {
    const members = await membersOf(deps, team);
    await deps.write((tx) => saveMembers(tx, team, members, now));
  } catch (error) {
    await deps.write((tx) => noteUnread(tx, team, error, now)).catch(() => {});
  }
}

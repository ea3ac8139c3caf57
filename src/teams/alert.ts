import { type Alert, sendAlert } from '../platform/alerts/alerts.ts';
import type { Tx } from '../platform/db/write.ts';
import { allTeams } from './queries.ts';

/**
 * Sends an alert to the manager of the team whose channel takes no messages. For a person there is no one who could fix it.
 * @returns who got it.
 */
export function alertManager(tx: Tx, { place, error }: Pick<Alert, 'place' | 'error'>, now: Date): string[] {
  const team = allTeams(tx).find(({ channelId }) => channelId === place);
  if (!team) return [];
  sendAlert(tx, { place, error }, team.managerId, now);
  return [team.managerId];
}

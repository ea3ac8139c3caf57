import { type Alert, sendAlert } from '../platform/alerts/alerts.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { managerOf } from './holders.ts';
import { allTeams } from './queries.ts';
import { adminsHere, isHere } from './standing.ts';

type About = Pick<Alert, 'place' | 'error'>;

/**
 * Sends an alert to the person who manages the team whose channel takes no messages. For a person there is no one who could
 * fix it.
 * @returns who got it.
 */
export function alertManager(tx: Tx, { place, error }: About, now: Date): string[] {
  const manager = managerOfChannel(tx, place);
  if (manager === undefined) return [];
  sendAlert(tx, { place, error }, manager, now);
  return [manager];
}

/** The person who gets an alert now: the one it was meant for, else the manager of the channel, else an admin. */
export const receiverOfAlert = (db: Db, { place, userId }: Pick<Alert, 'place'> & { userId: string }): string =>
  isHere(db, userId) ? userId : (managerOfChannel(db, place) ?? adminsHere(db)[0] ?? userId);

function managerOfChannel(db: Db, channel: string): string | undefined {
  const team = allTeams(db).find(({ channelId }) => channelId === channel);
  return team && managerOf(db, team);
}

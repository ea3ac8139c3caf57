/** The people who get a message about a lead. */
import type { Db } from '../platform/db/open.ts';
import { managerOf } from '../teams/holders.ts';
import { requireTeam } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';
import { marketerOf, marketingTeamOf } from './marketer.ts';
import type { Lead } from './table.ts';

const isOfMarketing = ({ handedOffBy, marketerId }: Lead, userId: string): boolean =>
  userId === handedOffBy || userId === marketerId;

/** The one it is meant for, else the one who has their role now. */
export function receiverOf(db: Db, lead: Lead, userId: string): string {
  if (isHere(db, userId)) return userId;
  return isOfMarketing(lead, userId) ? marketerOf(db, lead) : substituteOf(db, lead, userId);
}

/** Gets it if Slack says only now that the person left: who manages them. */
export const substituteOf = (db: Db, lead: Lead, userId: string): string =>
  managerOf(db, isOfMarketing(lead, userId) ? marketingTeamOf(db, lead) : requireTeam(db, lead.teamId));

import type { Tx } from '../../platform/db/write.ts';
import { isTeamKnown } from '../../teams/members.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { isHere, leavers } from '../../teams/standing.ts';
import type { Team } from '../../teams/table.ts';
import { holdersOfUntouched } from '../queries.ts';
import { canHold } from '../routing/can-hold.ts';
import { fallbackOwnerOf } from '../routing/fallback-owner.ts';
import { hasLeads, offerToTeam } from './offer.ts';

/**
 * A task: no open lead stays with a person who cannot act on it, also if the event that told of them was lost. The leads
 * of people who left go to their team. An untouched lead also leaves a person who is no longer in its team; they
 * may finish those that they work on.
 */
export function passOnOfLeavers(tx: Tx, now: Date): void {
  const teams = teamsOfKind(tx, 'sales').filter((team) => isHere(tx, fallbackOwnerOf(tx, team, now)));
  const gone = leavers(tx).filter((userId) => hasLeads(tx, userId));
  for (const team of teams) {
    for (const userId of gone) offerToTeam(tx, userId, { all: true, teamId: team.id }, now);
    if (isTeamKnown(tx, team)) offerOfOutsiders(tx, team, now);
  }
}

function offerOfOutsiders(tx: Tx, team: Team, now: Date): void {
  for (const userId of holdersOfUntouched(tx, team.id)) {
    if (!canHold(tx, team, userId, now)) offerToTeam(tx, userId, { all: false, teamId: team.id }, now);
  }
}

import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Places } from '../platform/slack/channels.ts';
import { allTeams, teamsOfKind } from '../teams/queries.ts';
import { saveTeam, teamFault } from '../teams/save.ts';
import { type TeamKind, teamKinds } from '../teams/table.ts';
import { introduceTeam } from './introduce.ts';
import { proposeTeam } from './propose.ts';
import { type SetupProposal, setupProposals } from './table.ts';

/** Replaces the proposals with those that the places of a workspace suggest now. */
export function keepProposals(tx: Tx, places: Places): void {
  const taken = new Set(allTeams(tx).map(({ channelId }) => channelId));
  tx.delete(setupProposals).run();
  for (const kind of teamKinds) {
    const proposal = teamsOfKind(tx, kind).length === 0 ? proposeTeam(kind, places, taken) : undefined;
    if (proposal) tx.insert(setupProposals).values(proposal).run();
  }
}

const teamNames: Record<TeamKind, string> = { sales: 'Sales', marketing: 'Marketing' };

/**
 * Creates the proposed team with the usual hours in the zone of the person who takes it, and makes them its manager. An
 * existing team stays as it is.
 * @throws UserError when the channel belongs to another team by now.
 */
export function takeProposal(
  tx: Tx,
  { proposal, by, zone }: { proposal: SetupProposal; by: string; zone: string },
  now: Date,
): void {
  const { kind, channelId, userGroupId } = proposal;
  if (teamsOfKind(tx, kind).length > 0) return;
  const form = {
    kind,
    name: teamNames[kind],
    channelId,
    userGroupId,
    managerId: by,
    zone,
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: kind === 'sales' ? '0 9 * * 1-5' : null,
  };
  const fault = teamFault(tx, form, null);
  if (fault) throw new UserError(`${fault.message} Create the team yourself.`);
  introduceTeam(tx, saveTeam(tx, form, { id: null, by }, now), now);
}

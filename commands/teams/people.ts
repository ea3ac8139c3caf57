import { passOnOfLeavers } from '../../src/leads/acts/leavers.ts';
import { hasLeads } from '../../src/leads/acts/offer.ts';
import { isSeller } from '../../src/leads/routing/queries.ts';
import { notePerson, refreshRoster } from '../../src/leads/routing/roster.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { welcomeMember } from '../../src/setup/welcome.ts';
import { outdateTeams, teamsConcerning } from '../../src/teams/members.ts';
import { isOfTeam } from '../../src/teams/membership.ts';
import { allTeams, teamsOfKind } from '../../src/teams/queries.ts';
import { hasStanding, isHere, lookUp } from '../../src/teams/standing.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** Keeps people and memberships up to date, so that permissions change as soon as Slack reports it. */
export function routes(router: Router, deps: Deps): void {
  const { directory, company } = deps;
  const allow = 'slack.event';
  router.event('team_join', { allow, run: async ({ event }) => directory.noteChange(event.user) });
  router.event('user_change', {
    allow,
    run: async ({ event, key }) => {
      directory.noteChange(event.user);
      await outdate(deps, event.user.id);
      await noteStatus(deps, event.user.id);
      await noteStanding(deps, event.user.id, key);
    },
  });
  const forget = async (id: string) => {
    directory.forget(id);
    await outdate(deps, id);
  };
  router.event('dnd_updated_user', { allow, run: ({ event }) => forget(event.user) });
  router.event('subteam_members_changed', { allow, run: ({ event }) => forget(event.subteam_id) });
  router.event('member_joined_channel', {
    allow,
    run: async ({ event }) => {
      await forget(event.channel);
      await welcome(deps, event);
    },
  });
  router.event('member_left_channel', {
    allow,
    run: async ({ event, key }) => {
      await forget(event.channel);
      // A person of a sister workspace is a colleague only while they are in the channel of a team.
      if (company.organisationId !== null) await noteStanding(deps, event.user, key);
    },
  });
}

/** Teams that a change in Slack concerns are read again; changes of other people cost nothing. */
async function outdate({ db, write }: Deps, id: string): Promise<void> {
  const teamIds = teamsConcerning(db, id);
  if (teamIds.length > 0) await write((tx) => outdateTeams(tx, teamIds));
}

/**
 * Introduces Baton once to a colleague who joins a team's channel; not to bots, guests or people of other workspaces.
 */
async function welcome(deps: Deps, { channel, user: userId }: { channel: string; user: string }): Promise<void> {
  const team = allTeams(deps.db).find(({ channelId }) => channelId === channel);
  if (!team) return;
  const person = await deps.directory.person(userId);
  // If a user group is the team, the channel may have other people in it.
  const isOurs = person.isMember && (await isOfTeam(deps, team, userId));
  if (isOurs) await deps.write((tx) => welcomeMember(tx, { userId, team }, deps.now()));
}

/** Statuses and names also change between leads: people who are away get no daily summary. */
async function noteStatus({ db, write, directory }: Deps, userId: string): Promise<void> {
  if (!isSeller(db, userId)) return;
  const person = await directory.person(userId);
  await write((tx) => notePerson(tx, person));
}

/** Leads of a person who was deactivated or became a guest go to their team at once. */
async function noteStanding(deps: Deps, userId: string, key: string): Promise<void> {
  const { db, write } = deps;
  if (!hasStanding(db, userId) && !hasLeads(db, userId)) return;
  await lookUp(deps, [userId]);
  if (isHere(db, userId) || !hasLeads(db, userId)) return;
  const now = deps.now();
  for (const team of teamsOfKind(db, 'sales')) await refreshRoster(deps, team, now);
  await write((tx) => idempotently(tx, key, now, () => passOnOfLeavers(tx, now)));
}

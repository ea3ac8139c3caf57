import type { App } from '@slack/bolt';
import { hasLeads, offerToTeam } from '../../src/leads/acts/offer.ts';
import { isSeller } from '../../src/leads/routing/queries.ts';
import { notePerson, refreshRoster } from '../../src/leads/routing/roster.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { welcomeMember } from '../../src/setup/welcome.ts';
import { isOfTeam } from '../../src/teams/membership.ts';
import { allTeams, teamsOfKind } from '../../src/teams/queries.ts';
import type { Deps } from '../deps.ts';

/** Keeps what is known of people and memberships true: rights change the moment that Slack says so. */
export function register(app: App, deps: Deps): void {
  const { directory } = deps;
  app.event('user_change', async ({ event, body }) => {
    directory.forget(event.user.id);
    await noteStatus(deps, event.user.id);
    await passOnLeads(deps, event.user.id, `event:${body.event_id}`);
  });
  app.event('dnd_updated_user', async ({ event }) => directory.forget(event.user));
  app.event('subteam_members_changed', async ({ event }) => directory.forget(event.subteam_id));
  app.event('member_joined_channel', async ({ event }) => {
    directory.forget(event.channel);
    await welcome(deps, event);
  });
  app.event('member_left_channel', async ({ event }) => directory.forget(event.channel));
}

/** Whoever comes into a team's channel hears once what Baton does there; bots, guests and people from elsewhere do not. */
async function welcome(deps: Deps, { channel, user: userId }: { channel: string; user: string }): Promise<void> {
  const team = allTeams(deps.db).find(({ channelId }) => channelId === channel);
  if (!team) return;
  const person = await deps.directory.person(userId);
  // Where a user group is the team, somebody may well be in its channel to look on.
  const isOurs = person.isMember && (await isOfTeam(deps.directory, team, userId));
  if (isOurs) await deps.write((tx) => welcomeMember(tx, { userId, team }, deps.now()));
}

/** Statuses and names change between the moments at which leads come: who is away gets no list in the morning. */
async function noteStatus({ db, write, directory }: Deps, userId: string): Promise<void> {
  if (!isSeller(db, userId)) return;
  const person = await directory.person(userId);
  await write((tx) => notePerson(tx, person));
}

/** Whoever was deactivated, or became a guest, can work no lead: theirs go to the team. */
async function passOnLeads(deps: Deps, userId: string, key: string): Promise<void> {
  if (!hasLeads(deps.db, userId)) return;
  const person = await deps.directory.person(userId);
  if (person.isMember) return;
  const now = deps.now();
  for (const team of teamsOfKind(deps.db, 'sales')) await refreshRoster(deps, team, now);
  await deps.write((tx) => idempotently(tx, key, now, () => offerToTeam(tx, userId, { all: true }, now)));
}

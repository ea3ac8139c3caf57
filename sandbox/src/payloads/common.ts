import type { Json } from '../json.ts';
import { requirePerson } from '../state/people.ts';
import type { ChannelRecord } from '../state/records.ts';
import type { World } from '../world.ts';

const teamPart = (world: World): Json => ({ id: world.store.team.id, domain: world.store.team.domain });

function userPart(world: World, userId: string): Json {
  const person = requirePerson(world.store, userId);
  return { id: person.id, username: person.name, name: person.name, team_id: person.teamId };
}

/** A channel's name in payloads, which hide the names of private channels and direct messages. */
export function channelName(channel: ChannelRecord): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

export const channelPart = (channel: ChannelRecord): Json => ({ id: channel.id, name: channelName(channel) });

/** Fields of every interaction payload. */
export const interactionPart = (world: World, type: string, userId: string): Json => ({
  type,
  user: userPart(world, userId),
  api_app_id: world.store.app.id,
  token: world.credentials.verificationToken,
  team: teamPart(world),
  enterprise: null,
  is_enterprise_install: false,
});

export const responseUrl = (world: World, token: string): string => `${world.url}/response/${token}`;

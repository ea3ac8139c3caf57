import type { Json } from '../json.ts';
import { isOrgInstall } from '../state/organisation.ts';
import { requirePerson } from '../state/people.ts';
import type { ChannelRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';
import type { World } from '../world.ts';

/** Null in an installation of the organisation: the source of bolt-js says so where it reads the team of an action. */
function teamPart({ store }: World): Json | null {
  if (isOrgInstall(store)) return null;
  return { id: store.team.id, domain: store.team.domain, ...enterpriseFields(store) };
}

const enterpriseFields = ({ organisation }: Store): Json =>
  organisation ? { enterprise_id: organisation.id, enterprise_name: organisation.name } : {};

const enterprisePart = ({ organisation }: Store): Json | null =>
  organisation ? { id: organisation.id, name: organisation.name } : null;

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
  enterprise: enterprisePart(world.store),
  is_enterprise_install: isOrgInstall(world.store),
});

export const responseUrl = (world: World, token: string): string => `${world.url}/response/${token}`;

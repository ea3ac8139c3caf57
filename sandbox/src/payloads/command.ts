import type { Json } from '../json.ts';
import { actingTeam, isOrgInstall } from '../state/organisation.ts';
import { requirePerson } from '../state/people.ts';
import type { ChannelRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { channelName, responseUrl } from './common.ts';

export interface CommandInvocation {
  userId: string;
  channel: ChannelRecord;
  command: string;
  text: string;
  triggerId: string;
  responseToken: string;
}

export function commandPayload(world: World, invocation: CommandInvocation): Json {
  const person = requirePerson(world.store, invocation.userId);
  const { organisation } = world.store;
  const team = actingTeam(world.store, person, invocation.channel);
  return {
    token: world.credentials.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(organisation ? { enterprise_id: organisation.id, enterprise_name: organisation.name } : {}),
    channel_id: invocation.channel.id,
    channel_name: channelName(invocation.channel),
    user_id: person.id,
    user_name: person.name,
    command: invocation.command,
    text: invocation.text,
    api_app_id: world.store.app.id,
    is_enterprise_install: String(isOrgInstall(world.store)),
    response_url: responseUrl(world, invocation.responseToken),
    trigger_id: invocation.triggerId,
  };
}

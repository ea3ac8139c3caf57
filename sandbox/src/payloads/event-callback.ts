import type { Json } from '../json.ts';
import { freshId } from '../state/ids.ts';
import { appTeams, isOrgInstall } from '../state/organisation.ts';
import type { ChannelRecord } from '../state/records.ts';
import { nowSeconds } from '../state/store.ts';
import type { World } from '../world.ts';

/** The envelope of an event. Retries of the event have the same id. */
export function eventCallback(world: World, event: Json, channel?: ChannelRecord): Json {
  const { store } = world;
  const { organisation } = store;
  const isOrg = isOrgInstall(store);
  const here = channel?.teamIds.find((id) => appTeams(store).includes(id)) ?? appTeams(store)[0];
  return {
    token: world.credentials.verificationToken,
    team_id: here,
    ...(organisation
      ? { enterprise_id: organisation.id, context_team_id: here, context_enterprise_id: organisation.id }
      : {}),
    api_app_id: store.app.id,
    event,
    type: 'event_callback',
    event_id: freshId('Ev'),
    event_time: nowSeconds(store),
    authorizations: [
      {
        enterprise_id: organisation?.id ?? null,
        // As the source of bolt-js reads it: null in an installation of the organisation.
        team_id: isOrg ? null : store.team.id,
        user_id: store.app.botUserId,
        is_bot: true,
        is_enterprise_install: isOrg,
      },
    ],
    is_ext_shared_channel: channel?.isShared ?? false,
    event_context: freshId('4-'),
  };
}

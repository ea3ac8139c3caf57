import type { Json } from '../json.ts';
import { freshId } from '../state/ids.ts';
import { nowSeconds } from '../state/store.ts';
import type { World } from '../world.ts';

/** The envelope of an event. Retries of the event have the same id. */
export function eventCallback(world: World, event: Json, isShared: boolean): Json {
  const { store } = world;
  return {
    token: world.credentials.verificationToken,
    team_id: store.team.id,
    api_app_id: store.app.id,
    event,
    type: 'event_callback',
    event_id: freshId('Ev'),
    event_time: nowSeconds(store),
    authorizations: [
      {
        enterprise_id: null,
        team_id: store.team.id,
        user_id: store.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: freshId('4-'),
  };
}

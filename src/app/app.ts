import { App, type Receiver } from '@slack/bolt';
import type { Deps } from '../../commands/deps.ts';
import { createGuard } from '../../commands/guard.ts';
import { registerCommands } from '../../commands/index.ts';
import { noticeModal } from '../../views/kit/notice.ts';
import type { Identity } from '../platform/slack/identity.ts';
import { listenDirectly } from '../platform/slack/listeners.ts';
import { createRouter } from '../platform/slack/router.ts';
import { sdkLogger } from '../platform/slack/sdk-log.ts';

export interface AppParts {
  deps: Deps;
  receiver: Receiver;
  identity: Identity;
  botToken: string;
}

/** The Bolt app: requests from `receiver` reach commands/ through the router, and every failure is answered. */
export function createApp({ deps, receiver, identity, botToken }: AppParts): App {
  const app = new App({
    receiver,
    // Handed over ready, since Bolt would keep a first failure of auth.test for good.
    authorize: async () => ({
      botToken,
      botId: identity.botId,
      botUserId: identity.botUserId,
      teamId: identity.teamId,
    }),
    logger: sdkLogger(deps.log),
    // A store of conversations that nothing here reads costs a tenth of every request.
    convoStore: false,
  });
  const router = createRouter({ ...deps, guard: createGuard(deps), notice: noticeModal });
  router.listen(app);
  listenDirectly(app, (listening) => registerCommands(router, listening, deps));
  // The inbox calls again what failed; anything else was answered, or could not be and is in the log.
  app.error(async (error) => {
    throw error;
  });
  return app;
}

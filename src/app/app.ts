import { App, ErrorCode, type Receiver } from '@slack/bolt';
import type { Deps } from '../../commands/deps.ts';
import { createGuard } from '../../commands/guard.ts';
import { registerCommands } from '../../commands/index.ts';
import { updateMessage } from '../../commands/update-message.ts';
import { noticeModal, saidModal } from '../../views/kit/notice.ts';
import type { Secret } from '../platform/crypto/secret.ts';
import type { Identity } from '../platform/slack/identity.ts';
import { createRouter, type Route } from '../platform/slack/router.ts';
import { sdkLogger } from '../platform/slack/sdk-log.ts';

export interface AppParts {
  deps: Deps;
  receiver: Receiver;
  identity: Identity;
  botToken: Secret;
}

/** The Bolt app and its routes: requests from `receiver` reach commands/ through the router, and every failure is answered. */
export function createApp({ deps, receiver, identity, botToken }: AppParts): { app: App; routes: readonly Route[] } {
  const app = new App({
    receiver,
    // Passed in, since Bolt would cache a first failure of auth.test forever.
    authorize: async () => ({
      botToken: botToken.reveal(),
      botId: identity.botId,
      botUserId: identity.botUserId,
      teamId: identity.company.workspaceIds[0],
      enterpriseId: identity.company.organisationId ?? undefined,
    }),
    logger: sdkLogger(deps.log),
    // The conversation store, which Baton does not use, costs a tenth of every request.
    convoStore: false,
  });
  const router = createRouter({
    ...deps,
    guard: createGuard(deps),
    updateMessage: updateMessage(deps),
    notice: noticeModal,
    said: saidModal,
  });
  registerCommands(router, deps);
  router.listen(app);
  // Failed events go back to the inbox. Other failures were answered, or are in the log. Bolt wraps an error without a code,
  // which would hide from the inbox whether its cause may pass.
  app.error(async (error) => {
    throw error.code === ErrorCode.UnknownError ? (error.original ?? error) : error;
  });
  return { app, routes: router.routes() };
}

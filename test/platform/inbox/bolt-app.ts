import { App, type Receiver } from '@slack/bolt';
import type { ExtendedErrorHandlerArgs } from '@slack/bolt/dist/App.js';
import type { Db } from '../../../src/platform/db/open.ts';
import type { Write } from '../../../src/platform/db/write.ts';
import { createInbox, type Inbox, type InboxOptions } from '../../../src/platform/inbox/receive.ts';
import { withInbox } from '../../../src/platform/inbox/receiver.ts';
import type { Log } from '../../../src/platform/log.ts';
import { clientBase } from '../../../src/platform/slack/clients.ts';
import { sdkLogger } from '../../../src/platform/slack/sdk-log.ts';

export interface AppOptions {
  db: Db;
  write: Write;
  log: Log;
  token: string;
  apiUrl: string;
  botId: string;
  botUserId: string;
  receiver: Receiver;
  inboxOptions?: Partial<InboxOptions>;
  /** Wraps the inbox. */
  intercept?: (inbox: Inbox) => Inbox;
}

/** A real Bolt App behind the inbox, as src/app/app.ts makes one. */
export function boltApp({ db, write, log, token, apiUrl, receiver, intercept, inboxOptions, ...ids }: AppOptions) {
  const opened = createInbox({
    db,
    write,
    now: () => new Date(),
    log,
    pauses: { firstMs: 5, longestMs: 300_000 },
    ...inboxOptions,
  });
  const inbox = intercept?.(opened) ?? opened;
  const app = new App({
    ...ids,
    token,
    receiver: withInbox(receiver, inbox, log),
    clientOptions: clientBase(apiUrl, log),
    logger: sdkLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
  });
  app.error(async ({ error, body }: ExtendedErrorHandlerArgs) => {
    if ('event' in body) throw error;
    log.error('a handler failed');
  });
  return { app, inbox };
}

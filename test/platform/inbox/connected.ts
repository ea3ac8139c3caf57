import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../../sandbox/src/index.ts';
import type { InboxOptions } from '../../../src/platform/inbox/receive.ts';
import { httpReceiver } from '../../../src/platform/slack/http-receiver.ts';
import { socketReceiver } from '../../../src/platform/slack/socket-receiver.ts';
import { boltApp } from './bolt-app.ts';
import { setting } from './fixtures.ts';

const manifest = {
  display_information: { name: 'Baton' },
  features: {
    bot_user: { display_name: 'baton' },
    slash_commands: [{ command: '/work', description: 'Works' }],
  },
  oauth_config: { scopes: { bot: ['chat:write', 'channels:history', 'reactions:read', 'commands', 'users:read'] } },
};

/** A workspace and a Bolt app, connected over HTTP or Socket Mode. Slack waits `ackMs` for an acknowledgement. */
export async function connected(
  mode: string,
  botEvents = ['reaction_added'],
  inboxOptions: Partial<InboxOptions> = {},
  ackMs = 1_000,
) {
  const sandbox = await startSandbox({
    manifest: {
      ...manifest,
      settings: { event_subscriptions: { bot_events: botEvents }, socket_mode_enabled: true },
    },
    workspace: { people: { ann: {}, ben: {} }, channels: { sales: {} }, botIn: ['sales'] },
    timings: { ackMs },
  });
  onTestFinished(() => sandbox.close());
  const base = setting();
  const { log } = base.lines;
  const receiver =
    mode === 'socket'
      ? socketReceiver({ appToken: sandbox.appToken, apiUrl: sandbox.apiUrl, log, backoffMs: 10 })
      : httpReceiver({ signingSecret: sandbox.signingSecret, log, isNew: () => true, answerMs: ackMs });
  const { botToken: token, apiUrl, botId, botUserId } = sandbox;
  let arrived = 0;
  const { app, inbox } = boltApp({
    ...base,
    log,
    token,
    apiUrl,
    botId,
    botUserId,
    inboxOptions,
    receiver: counting(receiver, () => {
      arrived += 1;
    }),
  });
  const started = (await app.start(0)) as Server | undefined;
  let stopped: Promise<unknown> | undefined;
  const stop = () => {
    stopped ??= app.stop();
    return stopped;
  };
  onTestFinished(() => void stop());
  if (started) {
    const { port } = started.address() as AddressInfo;
    await sandbox.deliverTo(`http://127.0.0.1:${port}/slack/events`, { verify: true });
  }
  const ann = sandbox.as('ann');
  const message = sandbox.as('ben').say('#sales', 'a card');
  return {
    ...base,
    sandbox,
    app,
    inbox,
    stop,
    ann,
    react: (emoji = 'eyes') => ann.react(message, emoji),
    arrived: () => arrived,
  };
}

/** Counts the requests that arrive, also those that are refused. */
const counting = (inner: Receiver, count: () => void): Receiver => ({
  init: (app) =>
    inner.init(
      Object.create(app, {
        processEvent: {
          value: (event: ReceiverEvent) => {
            count();
            return app.processEvent(event);
          },
        },
      }),
    ),
  start: (...args) => inner.start(...args),
  stop: (...args) => inner.stop(...args),
});

/** The baseline for apps on unmodified Bolt: one handler that does nothing. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from '../slack/workspace.ts';
import { serve } from './child.ts';

serve<{ mode: 'http' | 'socket'; apiUrl: string }>(async ({ mode, apiUrl }) => {
  const app = new App({
    token: BOT_TOKEN,
    ...(mode === 'http' ? { signingSecret: SIGNING_SECRET } : { socketMode: true, appToken: APP_TOKEN }),
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.view('handoff', async ({ ack }) => ack());
  app.event('reaction_added', async () => {});
  const server = await (mode === 'http' ? app.start(0) : app.start());
  return { ready: mode === 'http' ? ((server as Server).address() as AddressInfo).port : undefined };
});

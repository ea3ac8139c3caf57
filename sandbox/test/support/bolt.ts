import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import type { Sandbox } from '../../src/index.ts';
import { startSandbox } from '../../src/index.ts';
import { options } from './workspace.ts';

export interface Running {
  app: App;
  sandbox: Sandbox;
  stop(): Promise<void>;
}

/** A Bolt app in Socket Mode, connected to a new workspace. */
export async function socketApp(define: (app: App, sandbox: Sandbox) => void, more = {}): Promise<Running> {
  const sandbox = await startSandbox({ ...options, ...more });
  const app = new App({
    token: sandbox.botToken,
    appToken: sandbox.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  define(app, sandbox);
  await app.start();
  return {
    app,
    sandbox,
    stop: async () => {
      await app.stop();
      await sandbox.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Bolt app over signed HTTP, connected to a new workspace. */
export async function httpApp(define: (app: App, sandbox: Sandbox) => void, more = {}): Promise<Running> {
  const sandbox = await startSandbox({ ...options, deliver: { mode: 'http' }, ...more });
  const app = new App({
    token: sandbox.botToken,
    signingSecret: sandbox.signingSecret,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  define(app, sandbox);
  const port = await freePort();
  await app.start(port);
  await sandbox.deliverTo(`http://127.0.0.1:${port}/slack/events`, { verify: true });
  return {
    app,
    sandbox,
    stop: async () => {
      await app.stop();
      await sandbox.close();
    },
  };
}

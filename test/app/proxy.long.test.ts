/** Baton in a process of its own, behind a company's proxy. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { startConnectProxy } from '../support/connect-proxy.ts';
import { tempFolder } from '../support/temp-database.ts';
import { manifest, workspace } from '../support/test-app.ts';

const START = join(import.meta.dirname, '../../start.js');

async function startSlack(): Promise<{ slack: Sandbox; port: string }> {
  const slack = await startSandbox({ manifest, workspace });
  onTestFinished(() => slack.close());
  return { slack, port: new URL(slack.apiUrl).port };
}

/** Starts Baton; `lines` grows with its log. */
function startBehind(slack: Sandbox, env: Record<string, string>): { lines: () => string } {
  const folder = tempFolder();
  const child = spawn(process.execPath, [START], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: `http://localhost:${new URL(slack.apiUrl).port}/api/`,
      DATABASE_PATH: join(folder, 'baton.db'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  onTestFinished(async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  return { lines: () => said };
}

test('calls and the WebSocket of Socket Mode go through the proxy, with its password, which is not logged', async () => {
  const { slack, port } = await startSlack();
  const proxy = await startConnectProxy({ user: 'mia:hunter2' });
  const address = `http://mia:hunter2@127.0.0.1:${proxy.port}`;
  const { lines } = startBehind(slack, { HTTPS_PROXY: address, HTTP_PROXY: address });
  await expect.poll(lines).toContain('Baton is running');
  await slack.as('mia').command('/baton', { in: '#general' });
  await slack.as('mia').waitForMessage('#general', '/handoff');
  // The Web API has the name given here; the sandbox names its WebSocket by number.
  expect(new Set(proxy.tunnels)).toEqual(new Set([`localhost:${port}`, `127.0.0.1:${port}`]));
  expect(lines()).toContain(`http://127.0.0.1:${proxy.port}`);
  expect(lines()).not.toContain('hunter2');
});

test('hosts of NO_PROXY are reached directly', async () => {
  const { slack, port } = await startSlack();
  const proxy = await startConnectProxy();
  const { lines } = startBehind(slack, { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '127.0.0.1' });
  await expect.poll(lines).toContain('Baton is running');
  expect(new Set(proxy.tunnels)).toEqual(new Set([`localhost:${port}`]));
});

test('a certificate of the company’s own is trusted once NODE_EXTRA_CA_CERTS names it', async () => {
  const { slack, port } = await startSlack();
  const proxy = await startConnectProxy();
  const tls = join(import.meta.dirname, '../support/tls');
  const certificate = join(tls, 'certificate.pem');
  const front = createServer({ cert: readFileSync(certificate), key: readFileSync(join(tls, 'key.pem')) }, (socket) => {
    const target = connect(Number(port), '127.0.0.1');
    target.pipe(socket).pipe(target);
    for (const end of [socket, target]) end.on('error', () => end.destroy());
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => void front.close());
  const frontPort = (front.address() as AddressInfo).port;
  const env = {
    SLACK_API_URL: `https://localhost:${frontPort}/api/`,
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  };
  const distrustful = startBehind(slack, env);
  await expect.poll(distrustful.lines).toContain('Slack does not answer');
  const { lines } = startBehind(slack, { ...env, NODE_EXTRA_CA_CERTS: certificate });
  await expect.poll(lines).toContain('Baton is running');
  expect(proxy.tunnels).toContain(`localhost:${frontPort}`);
});

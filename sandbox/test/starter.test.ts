import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';

const STARTER = fileURLToPath(new URL('fixtures/starter/', import.meta.url));

let sandbox: Sandbox;
let app: ChildProcess;
beforeEach(async () => {
  sandbox = await startSandbox({
    manifest: parse(readFileSync(`${STARTER}manifest.yml`, 'utf8')),
    workspace: { people: { ada: {}, ben: {} }, channels: { general: {} }, botIn: ['general'] },
  });
  app = spawn(process.execPath, [`${STARTER}app.js`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_APP_TOKEN: sandbox.appToken,
      SLACK_API_URL: sandbox.apiUrl,
    },
  });
  await sandbox.connected();
});
afterEach(async () => {
  app.kill();
  if (app.exitCode === null && app.signalCode === null) await once(app, 'exit');
  await sandbox.close();
});

test('a starter app that was not written for the sandbox runs in it, configured only by its environment', async () => {
  const [ada, ben] = [sandbox.as('ada'), sandbox.as('ben')];
  ada.say('#general', 'hello');
  const greeting = await ben.waitForMessage('#general', `Hey there <@${sandbox.ids.people.ada}>!`);
  await ben.press(greeting, 'Click me');
  await ada.waitForMessage('#general', `<@${sandbox.ids.people.ben}> clicked the button`);
  expect(sandbox.problems).toEqual([]);
});

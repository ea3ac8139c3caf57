/** Tokens and the signing secret change in Slack and in their files while people work: nothing is lost, nothing comes twice. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestApp, handOff, type TestApp } from '../support/test-app.ts';

async function started(mode: 'socket' | 'http') {
  const app = await createTestApp({ mode, secretsInFiles: true });
  onTestFinished(app.close);
  const write = (name: string, value: string) => writeFileSync(join(dirname(app.databasePath), name), `${value}\n`);
  return { app, write };
}

const handOffOf = (app: TestApp, name: string) =>
  handOff(app, { Name: name, Company: name, Email: `${name.replaceAll(' ', '.')}@acme.example` });

const cards = ({ slack }: TestApp, name: string) =>
  slack
    .as('sam')
    .sees('#sales')
    .filter(({ text, threadTs }) => text.startsWith(name) && !threadTs);

test('a new bot token in its file is taken as soon as Slack refuses the former one', async () => {
  const { app, write } = await started('socket');
  await handOffOf(app, 'Before Rotation');
  app.slack.admin.rotate({ botToken: 'xoxb-second' });
  write('bot', 'xoxb-second');
  // The form itself is opened with the second token.
  const card = await handOffOf(app, 'After Rotation');
  await app.slack.as('sam').press(card, 'Accept');
  await app.settled();
  for (const name of ['Before Rotation', 'After Rotation']) expect(cards(app, name)).toHaveLength(1);
  expect(app.logLines.join()).toContain('the one in its file is used from now on');
  expect(app.logLines.join()).not.toMatch(/xoxb-|"level":50/);
});

test('messages wait while Slack refuses the token, and are posted once when the file has the new one', async () => {
  const { app, write } = await started('socket');
  const card = await handOffOf(app, 'Waiting Wilma');
  app.slack.admin.rotate({ botToken: 'xoxb-second' });
  app.slack.as('sam').react(card, 'white_check_mark');
  const waiting = () =>
    app.baton.deps.db.$client
      .prepare("select count(*) from outbox where state in ('waiting', 'sending')")
      .pluck()
      .get();
  await expect.poll(waiting).toBeGreaterThan(0);
  // A file that is being written does no harm.
  write('bot', '');
  write('bot', 'xoxb-second');
  await expect.poll(waiting, { timeout: 5_000 }).toBe(0);
  expect(cards(app, 'Waiting Wilma')).toHaveLength(1);
  const story = app.slack
    .as('sam')
    .sees('#sales')
    .filter(({ threadTs }) => threadTs === card.ts);
  expect(new Set(story.map(({ text }) => text)).size).toBe(story.length);
});

test('the next connection of Socket Mode uses the new app-level token', async () => {
  const { app, write } = await started('socket');
  app.slack.admin.rotate({ appToken: 'xapp-second' });
  write('app', 'xapp-second');
  app.slack.faults.dropSockets();
  const opened = () => app.slack.traffic.calls('apps.connections.open').length;
  await expect.poll(opened, { timeout: 5_000 }).toBe(2);
  await app.slack.connected();
  await handOffOf(app, 'New Connection');
  expect(cards(app, 'New Connection')).toHaveLength(1);
});

test('a new signing secret is taken at once, and two hold during the change', async () => {
  const { app, write } = await started('http');
  const former = app.slack.signingSecret;
  write('signing', `second-secret,${former}`);
  await handOffOf(app, 'Under The First');
  app.slack.admin.rotate({ signingSecret: 'second-secret' });
  await handOffOf(app, 'Under The Second');
  for (const name of ['Under The First', 'Under The Second']) expect(cards(app, name)).toHaveLength(1);
});

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../../sandbox/src/index.ts';
import { startChild } from '../../support/child.ts';
import { newDatabaseFile, tempFolder } from '../../support/temp-database.ts';
import { effectsApp, type Step } from './effects-app.ts';

const manifest = {
  display_information: { name: 'Baton' },
  oauth_config: { scopes: { bot: ['chat:write', 'channels:history', 'reactions:read'] } },
  settings: { event_subscriptions: { bot_events: ['reaction_added'] }, socket_mode_enabled: true },
};

test.each<Step>([
  'before it was stored',
  'stored and not acknowledged',
  'acknowledged and not handled',
  'handled and not marked',
])('an event has one effect after kill -9 %s', async (dieAt) => {
  const sandbox = await startSandbox({
    manifest,
    workspace: { people: { ann: {} }, channels: { sales: {} }, botIn: ['sales'] },
    // Slack retries three times. Here it retries until the second app is up, however long that takes.
    timings: { ackMs: 300, eventRetryMs: Array<number>(200).fill(250) },
  });
  onTestFinished(() => sandbox.close());
  const path = newDatabaseFile(join(tempFolder(), 'baton.db'));
  const { botToken: token, appToken, apiUrl } = sandbox;
  const first = startChild(join(import.meta.dirname, 'app.child.ts'), {
    DATABASE: path,
    TOKEN: token,
    APP_TOKEN: appToken,
    API_URL: apiUrl,
    DIE_AT: dieAt,
  });
  await first.says('started');
  const ann = sandbox.as('ann');
  ann.react(ann.say('#sales', 'a card'), 'tada');
  expect(await first.ended).toBe('SIGKILL');

  const { app, db } = effectsApp({ database: path, token, appToken, apiUrl });
  onTestFinished(() => void db.$client.close());
  await app.start();
  const handled = () => db.$client.prepare('select count(*) from inbox where handled_at is not null').pluck().get();
  await expect.poll(handled).toBe(1);
  await app.stop();
  expect(db.$client.prepare('select reaction from effects').pluck().all()).toEqual(['tada']);
  expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
});

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../../sandbox/src/index.ts';
import { startChild } from '../../support/child.ts';
import { newDatabaseFile, tempFolder } from '../../support/temp-database.ts';

const manifest = {
  display_information: { name: 'Baton' },
  oauth_config: { scopes: { bot: ['chat:write', 'channels:history', 'reactions:read'] } },
  settings: { event_subscriptions: { bot_events: ['reaction_added'] }, socket_mode_enabled: true },
};

test.each([
  'before it was stored',
  'stored and not acknowledged',
  'acknowledged and not handled',
  'handled and not marked',
])('an event has one effect after kill -9 %s', async (dieAt) => {
  const sandbox = await startSandbox({
    manifest,
    workspace: { people: { ann: {} }, channels: { sales: {} }, botIn: ['sales'] },
    // Slack retries three times. Here it retries until the second process is up, however long that takes.
    timings: { ackMs: 300, eventRetryMs: Array<number>(200).fill(250) },
  });
  onTestFinished(() => sandbox.close());
  const path = newDatabaseFile(join(tempFolder(), 'baton.db'));
  const env = { DATABASE: path, TOKEN: sandbox.botToken, APP_TOKEN: sandbox.appToken, API_URL: sandbox.apiUrl };
  const child = join(import.meta.dirname, 'app.child.ts');

  const first = startChild(child, { ...env, DIE_AT: dieAt });
  await first.says('started');
  const ann = sandbox.as('ann');
  ann.react(ann.say('#sales', 'a card'), 'tada');
  expect(await first.ended).toBe('SIGKILL');

  const second = startChild(child, env);
  await second.says('started');
  const client = new Database(path, { readonly: true });
  onTestFinished(() => void client.close());
  const handled = () => client.prepare('select count(*) from inbox where handled_at is not null').pluck().get();
  await expect.poll(handled).toBe(1);
  second.tell('stop');
  expect(await second.ended).toBe(0);
  expect(client.prepare('select reaction from effects').pluck().all()).toEqual(['tada']);
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
});

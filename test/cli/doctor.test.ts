/** A sound installation with one fault planted in it: the doctor names that fault, and nothing else. */
import { chmodSync, mkdirSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Sandbox } from '@baton/sandbox';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { diskFindings } from '../../src/cli/doctor/machine.ts';
import { connectCrm, refuseKey, setPlan, switchOn } from '../../src/crm/connection.ts';
import { createSource } from '../../src/intake/acts/sources.ts';
import { addItem } from '../../src/library/add.ts';
import { createKeys, type Keys } from '../../src/platform/crypto/keys.ts';
import { sql } from '../../src/platform/db/drizzle.ts';
import { createWriter, type Tx } from '../../src/platform/db/write.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { PLAN } from '../crm/pretend-crm.ts';
import { manifest } from '../support/test-app.ts';
import { doctor, examine, type Planted, sound, startSlack } from './sound.ts';

let slack: Sandbox;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

async function takenPort(): Promise<number> {
  const server = createServer().listen(0);
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as { port: number }).port;
}

test('a sound installation has no fault and no warning', async () => {
  const { code, faults, warnings, all } = await examine(await sound(slack));
  expect({ code, faults, warnings, all }).toEqual({ code: 0, faults: 0, warnings: 0, all: [] });
});

type Plant = (planted: Planted) => unknown;

function runsCrm(tx: Tx, keys: Keys): void {
  const [team] = teamsOfKind(tx, 'sales');
  const by = 'test';
  connectCrm(tx, keys, { kind: 'hubspot', credentials: { key: 'pat-1' }, by }, new Date());
  setPlan(tx, { plan: { ...PLAN, teamId: team?.id ?? 0 }, by }, new Date());
  switchOn(tx, { by }, new Date());
}

const set = (env: Planted['env'], changes: Planted['env']) => Object.assign(env, changes);

const faults: [name: string, words: RegExp, plant: Plant][] = [
  ['a token with a typing error', /SLACK_BOT_TOKEN/, ({ env }) => set(env, { SLACK_BOT_TOKEN: 'xoxp-1' })],
  [
    'half of the credentials',
    /SLACK_(APP_TOKEN|SIGNING_SECRET) is/,
    ({ env }) => set(env, { SLACK_APP_TOKEN: undefined }),
  ],
  [
    'no credentials',
    /would start its sandbox/,
    ({ env }) => set(env, { SLACK_BOT_TOKEN: undefined, SLACK_APP_TOKEN: undefined }),
  ],
  ['no database', /no database at/, ({ env, folder }) => set(env, { DATABASE_PATH: join(folder, 'other.db') })],
  [
    'a damaged database',
    /is damaged/,
    ({ db, path }) => {
      db.$client.pragma('wal_checkpoint(TRUNCATE)');
      truncateSync(path, 40_960);
    },
  ],
  [
    'a database of a newer version',
    /newer Baton/,
    ({ db }) => db.run(sql`insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)`),
  ],
  [
    'a changed audit log',
    /audit log was changed/,
    ({ db }) => {
      for (const { name } of db.all<{ name: string }>(
        sql`select name from sqlite_master where type = 'trigger' and tbl_name like 'audit%'`,
      ))
        db.run(sql.raw(`drop trigger ${name}`));
      db.run(sql`update audit_log set subject = 'leads'`);
    },
  ],
  [
    'a file of the library that is lost',
    /library is missing: #1/,
    ({ db, now }) =>
      createWriter(db)((tx) =>
        addItem(
          tx,
          {
            ...{
              title: 'Deck',
              kind: 'deck',
              stage: null,
              tags: [],
              summary: null,
              ownerId: 'U0MIA',
              by: 'U0MIA',
              reviewAt: now,
            },
            file: { sha256: 'a'.repeat(64), name: 'deck.pdf', mimetype: 'application/pdf', bytes: 3 },
          },
          now,
        ),
      ),
  ],
  [
    'a folder of backups that is gone',
    /does not exist/,
    ({ env, folder }) => set(env, { BACKUP_DIR: join(folder, 'gone') }),
  ],
  [
    'a port in use',
    /in use by another program/,
    async ({ env, stopBaton }) => {
      stopBaton();
      env.INTAKE_PORT = String(await takenPort());
      env.INTAKE_HOST = '0.0.0.0';
    },
  ],
  ['no way to Slack', /cannot be reached/, ({ env }) => set(env, { SLACK_API_URL: 'http://127.0.0.1:1/api/' })],
  [
    'a clock that is off',
    /(?:59|60)\d seconds ahead/,
    (planted) => Object.assign(planted, { now: new Date(Date.now() + 600_000) }),
  ],
  [
    'a token that Slack refuses',
    /refuses SLACK_BOT_TOKEN: invalid_auth/,
    ({ env }) => set(env, { SLACK_BOT_TOKEN: `${env.SLACK_BOT_TOKEN}x` }),
  ],
  [
    'an app token that Slack refuses',
    /refuses SLACK_APP_TOKEN/,
    ({ env }) => set(env, { SLACK_APP_TOKEN: `${env.SLACK_APP_TOKEN}x` }),
  ],
  [
    'an app without a scope',
    /lacks scopes: reactions:read/,
    async ({ env }) => {
      const text = JSON.stringify(manifest).replace('"reactions:read",', '');
      const other = await startSlack(JSON.parse(text));
      onTestFinished(() => other.close());
      set(env, {
        SLACK_BOT_TOKEN: other.botToken,
        SLACK_APP_TOKEN: other.appToken,
        SLACK_API_URL: other.apiUrl,
      });
    },
  ],
  [
    'no marketing team',
    /There is no marketing team/,
    ({ db }) => db.run(sql`update teams set retired_at = 1 where kind = 'marketing'`),
  ],
  [
    'an archived channel',
    /#marketing.*is archived/,
    () => {
      slack.admin.archive('marketing');
      onTestFinished(() => slack.admin.unarchive('marketing'));
    },
  ],
  [
    'a channel without Baton',
    /Baton is not in #marketing/,
    () => {
      slack.admin.kickBot('marketing');
      onTestFinished(() => slack.admin.inviteBot('marketing'));
    },
  ],
  [
    'a manager who left',
    /manager of sales.*deactivated/,
    () => {
      slack.admin.deactivate('max');
      onTestFinished(() => slack.admin.reactivate('max'));
    },
  ],
  [
    'a user group that is off',
    /user group of sales/,
    () => {
      slack.admin.disableGroup('sellers');
      onTestFinished(() => slack.admin.enableGroup('sellers'));
    },
  ],
  [
    'events that failed too often',
    /1 event from Slack failed/,
    ({ db }) =>
      db.run(sql`insert into inbox (event_id, body, received_at, not_before, attempts) values ('k', '{}', 0, 0, 99)`),
  ],
  [
    'a source without its secret',
    /secret of Forms cannot be opened/,
    ({ db }) =>
      createWriter(db)((tx) => {
        const [team] = teamsOfKind(tx, 'sales');
        const auth = { kind: 'signature', preset: 'tally' } as const;
        const form = { name: 'Forms', teamId: team?.id ?? 0, marketerId: 'U0MIA', auth };
        createSource(tx, createKeys(':memory:'), form, { by: 'test' }, new Date());
      }),
  ],
  [
    'a key of a CRM that was left on another machine',
    /key of HubSpot cannot be opened/,
    ({ db }) => createWriter(db)((tx) => runsCrm(tx, createKeys(':memory:'))),
  ],
  [
    'a CRM that refuses the key',
    /HubSpot does not accept the key/,
    ({ db, path }) =>
      createWriter(db)((tx) => {
        runsCrm(tx, createKeys(path));
        refuseKey(tx, { words: 'revoked' }, new Date());
      }),
  ],
  [
    'messages that are stuck',
    /1 messages wait/,
    ({ db }) =>
      db.run(
        sql`insert into outbox (kind, payload, ordering_key, idempotency_id, state, not_before, created_at) values ('lead.card', '{}', 'C1', 'i', 'waiting', 1, 1)`,
      ),
  ],
];

test.each(faults)('%s is found', async (_, words, plant) => {
  const planted = await sound(slack);
  await plant(planted);
  const { code, all, faults: found } = await examine(planted);
  expect(all.filter((one) => words.test(one))).toHaveLength(found);
  expect(code).toBe(1);
});

const warnings: [name: string, words: RegExp, plant: Plant][] = [
  ['a Baton that does not run', /does not run/, ({ stopBaton }) => stopBaton()],
  ['a database that others can read', /Other users/, ({ path }) => chmodSync(path, 0o644)],
  ['no nightly backups', /no nightly backups/, ({ env }) => set(env, { BACKUP_DIR: undefined })],
  [
    'backups that stopped',
    /last one is from 2020-01-01/,
    ({ env, folder }) => {
      env.BACKUP_DIR = join(folder, 'old');
      mkdirSync(join(folder, 'old/2020-01-01'), { recursive: true });
    },
  ],
  [
    'an optional scope that was declined',
    /optional scopes: files:write/,
    () => {
      slack.admin.reinstall(['files:write']);
      onTestFinished(() => slack.admin.reinstall([]));
    },
  ],
  [
    'a variable without effect',
    /SLACK_SIGNING_SECRET is not used/,
    ({ env }) => set(env, { SLACK_SIGNING_SECRET: 'a'.repeat(32) }),
  ],
  [
    'an earlier database',
    /earlier Baton/,
    ({ db }) =>
      db.run(
        sql`delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)`,
      ),
  ],
];

test.each(warnings)('%s is a warning', async (_, words, plant) => {
  const planted = await sound(slack);
  await plant(planted);
  const { code, all } = await examine(planted);
  expect(all).toEqual([expect.stringMatching(words)]);
  expect(code).toBe(0);
});

test('a full disk is found', async () => {
  const config = readConfig((await sound(slack)).env);
  expect(diskFindings(config, () => 10 * 1024 * 1024).map(({ words }) => words)).toEqual([
    expect.stringContaining('10 MB left'),
    expect.stringContaining('10 MB left'),
  ]);
});

test('people read what to do', async () => {
  const planted = await sound(slack);
  slack.admin.archive('marketing');
  onTestFinished(() => slack.admin.unarchive('marketing'));
  const { out } = await doctor(planted);
  expect(out.split('\n')).toEqual([
    '✓ Environment',
    '✓ Machine',
    '✓ Database',
    '✓ Slack',
    '✗ Teams: The channel #marketing of the team marketing is archived.',
    '    Unarchive it, or choose another one: /baton teams.',
    '✓ Work',
    '',
    '1 fault, 0 warnings.',
  ]);
});

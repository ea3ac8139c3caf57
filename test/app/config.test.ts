import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { ConfigError, type Environment, loadEnvironment } from '../../src/app/environment.ts';
import { secret } from '../../src/platform/crypto/secret.ts';
import { tempFolder } from '../support/temp-database.ts';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1-a' };
const app = { SLACK_APP_TOKEN: 'xapp-1-b' };
const signing = { SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' };

function faults(env: Environment): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  throw new Error('It was taken.');
}

describe('the connection', () => {
  test('a bot token with an app-level token selects Socket Mode', () => {
    const config = readConfig({ ...bot, ...app });
    expect(config).toMatchObject({
      mode: 'socket',
      databasePath: join('data', 'baton.db'),
      logLevel: 'info',
      notes: [],
    });
    expect(config.mode === 'socket' && [config.botToken.reveal(), config.appToken.reveal()]).toEqual([
      'xoxb-1-a',
      'xapp-1-b',
    ]);
  });

  test('a bot token with a signing secret selects HTTP on its port', () => {
    expect(readConfig({ ...bot, ...signing })).toMatchObject({ mode: 'http', port: 3000 });
    const config = readConfig({ ...bot, ...signing, PORT: '8080' });
    expect(config).toMatchObject({ mode: 'http', port: 8080 });
    expect(config.mode === 'http' && config.signingSecret.reveal()).toBe(signing.SLACK_SIGNING_SECRET);
  });

  test('health and metrics are served on INTAKE_PORT, on the local interface unless configured', () => {
    expect(readConfig({ ...bot, ...app }).intake).toBeUndefined();
    expect(readConfig({ ...bot, ...app, INTAKE_PORT: '3001' }).intake).toEqual({ host: '127.0.0.1', port: 3001 });
    const open = { ...bot, ...app, INTAKE_PORT: '3001', INTAKE_HOST: '0.0.0.0' };
    expect(readConfig(open).intake).toEqual({ host: '0.0.0.0', port: 3001 });
    expect(() => readConfig({ ...bot, ...app, INTAKE_HOST: 'everywhere' })).toThrow('is not an IP address');
  });

  test('a folder for backups makes one each night, and the number to keep has a default', () => {
    expect(readConfig({ ...bot, ...app }).backups).toBeUndefined();
    expect(readConfig({ ...bot, ...app, BACKUP_DIR: '/backups' }).backups).toEqual({ folder: '/backups', keep: 14 });
    expect(readConfig({ ...bot, ...app, BACKUP_DIR: 'b', BACKUP_KEEP: '3' }).backups?.keep).toBe(3);
    for (const BACKUP_KEEP of ['0', '-1', 'all', '1000']) {
      expect(faults({ ...bot, ...app, BACKUP_KEEP })).toEqual([
        'BACKUP_KEEP is not a number of backups from 1 to 999.',
      ]);
    }
  });

  test('all three select Socket Mode, with a note that the signing secret has no effect', () => {
    const config = readConfig({ ...bot, ...app, ...signing, PORT: '80' });
    expect(config.mode).toBe('socket');
    expect(config.notes).toEqual([
      'SLACK_SIGNING_SECRET is not used. SLACK_APP_TOKEN selects Socket Mode.',
      'PORT is not used. Socket Mode needs no port.',
    ]);
  });

  test('none of them selects the sandbox, with a database file of its own', () => {
    expect(readConfig({})).toMatchObject({ mode: 'sandbox', databasePath: join('data', 'sandbox.db'), port: 0 });
    expect(readConfig({ DATABASE_PATH: '/srv/baton/company.db', PORT: '4000' })).toMatchObject({
      mode: 'sandbox',
      databasePath: join('/srv/baton', 'sandbox.db'),
      port: 4000,
    });
    for (const tokens of [{}, { ...bot, ...app }]) {
      expect(faults({ ...tokens, DATABASE_PATH: 'data/sandbox.db' })[0]).toMatch(
        /^DATABASE_PATH cannot be a file named/,
      );
    }
  });

  test('production without values for Slack is refused with everything that is missing', () => {
    expect(faults({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(
        /^SLACK_BOT_TOKEN is missing\. The sandbox does not start with NODE_ENV=production.*OAuth & Permissions/,
      ),
      expect.stringMatching(/^SLACK_APP_TOKEN is missing\..*Basic Information → App-Level Tokens .*connections:write/),
      expect.stringMatching(
        /^SLACK_SIGNING_SECRET is missing\. With it, Slack reaches Baton over HTTP\..*Signing Secret$/,
      ),
    ]);
    expect(readConfig({ ...bot, ...app, NODE_ENV: 'production' }).mode).toBe('socket');
  });

  test('an incomplete set is refused with the page that has the other value', () => {
    expect(faults(bot)).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN is missing\..*api\.slack\.com\/apps → your app → Basic Information/),
      expect.stringMatching(/^SLACK_SIGNING_SECRET is missing\. With it instead, Slack/),
    ]);
    for (const half of [app, signing, { ...app, ...signing }]) {
      expect(faults(half)).toEqual([
        expect.stringMatching(/^SLACK_BOT_TOKEN is missing\. SLACK_\w+ needs it\. .*OAuth & Permissions/),
      ]);
    }
  });
});

describe('invalid values', () => {
  test('an empty secret never starts the sandbox instead', () => {
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']) {
      for (const value of ['', '  ']) {
        expect(faults({ [name]: value }), name).toContainEqual(expect.stringContaining(`${name} is empty`));
      }
    }
    expect(faults({ ...bot, SLACK_SIGNING_SECRET: '' })).toEqual([
      expect.stringContaining('SLACK_SIGNING_SECRET is empty'),
    ]);
  });

  test('a token of another kind is named', () => {
    expect(faults({ ...app, SLACK_BOT_TOKEN: 'xoxp-1' })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN is a user token\. .*begins with xoxb-/),
    ]);
    expect(faults({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringContaining('SLACK_BOT_TOKEN is an app-level token.'),
      expect.stringContaining('SLACK_APP_TOKEN is a bot token.'),
    ]);
    expect(faults({ ...bot, SLACK_APP_TOKEN: 'A0123' })[0]).toContain('does not begin with xapp-');
    expect(faults({ ...app, SLACK_BOT_TOKEN: 'xoxb-1 xoxb-2' })[0]).toContain('contains a space or a line break');
  });

  test('every error is reported at once, without the value', () => {
    const told = faults({
      SLACK_BOT_TOKEN: 'hunter2',
      PORT: '70000',
      LOG_LEVEL: 'loud',
      SLACK_API_URL: 'slack.com/api',
    });
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_API_URL',
      'PORT',
      'LOG_LEVEL',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
    ]);
    expect(told.join()).not.toContain('hunter2');
  });

  test('the address of another API may end with a slash', () => {
    for (const url of ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api/']) {
      expect(readConfig({ ...bot, ...app, SLACK_API_URL: url }).slackApiUrl).toBe('http://127.0.0.1:4000/api/');
    }
    expect(faults({ ...bot, ...app, SLACK_API_URL: 'file:///etc/passwd' })[0]).toContain('is not an address');
  });

  test('an empty setting counts as not set', () => {
    const config = readConfig({ ...bot, ...signing, PORT: '', LOG_LEVEL: ' ', DATABASE_PATH: '', SLACK_API_URL: '' });
    expect(config).toMatchObject({
      mode: 'http',
      port: 3000,
      logLevel: 'info',
      databasePath: join('data', 'baton.db'),
    });
  });
});

describe('the proxies', () => {
  test('are read in capitals and in lower case, which has priority', () => {
    const env = { ...bot, ...app, HTTPS_PROXY: 'http://one.example:1', https_proxy: 'http://two.example:2' };
    const config = readConfig(loadEnvironment(join(tempFolder(), '.env'), { ...env, no_proxy: '.acme.example' }));
    expect(config.proxies?.httpsProxy?.reveal()).toBe('http://two.example:2');
    expect(JSON.stringify(config.proxies)).toBe('{"httpsProxy":"•••","noProxy":".acme.example"}');
    expect(readConfig({ ...bot, ...app, NO_PROXY: 'x' }).proxies).toBeUndefined();
  });

  test('an invalid address is an error that does not repeat it, since it may hold a password', () => {
    const told = faults({ ...bot, ...app, HTTPS_PROXY: 'mia:hunter2@proxy' });
    expect(told).toEqual(['HTTPS_PROXY is not an address such as http://proxy.example:3128.']);
  });
});

describe('the webhook of the audit log', () => {
  const webhook = {
    AUDIT_WEBHOOK_URL: 'https://siem.example/in?key=hunter2',
    AUDIT_WEBHOOK_SECRET: `whsec_${'a'.repeat(32)}`,
  };

  test('has an address, secrets that sign, and the private addresses that it may reach', () => {
    const { auditWebhook, webhooksAllow } = readConfig({
      ...bot,
      ...app,
      ...webhook,
      WEBHOOKS_ALLOW: '10.1.2.3, 10.2.0.0/16',
    });
    expect(auditWebhook?.url.reveal()).toBe('https://siem.example/in?key=hunter2');
    expect(auditWebhook?.secrets.map((one) => one.reveal())).toEqual([`whsec_${'a'.repeat(32)}`]);
    expect(webhooksAllow).toEqual(['10.1.2.3', '10.2.0.0/16']);
    expect(JSON.stringify(auditWebhook)).not.toContain('hunter2');
    expect(readConfig({ ...bot, ...app }).auditWebhook).toBeUndefined();
  });

  test('is refused without its other half, and with a secret or a range that is invalid', () => {
    const faultOf = (more: Environment) => faults({ ...bot, ...app, ...webhook, ...more }).join();
    expect(faultOf({ AUDIT_WEBHOOK_SECRET: undefined })).toContain('AUDIT_WEBHOOK_SECRET is missing.');
    expect(faultOf({ AUDIT_WEBHOOK_URL: undefined })).toContain('AUDIT_WEBHOOK_URL is missing.');
    expect(faultOf({ AUDIT_WEBHOOK_SECRET: 'hunter2' })).toMatch(/^AUDIT_WEBHOOK_SECRET is not a secret(?!.*hunter2)/);
    expect(faultOf({ WEBHOOKS_ALLOW: 'siem.example' })).toContain('WEBHOOKS_ALLOW is not a list of IP addresses');
  });
});

test('a secret is only readable through its accessor', () => {
  const hidden = secret('xoxb-very-secret');
  const config = readConfig({ ...bot, ...app });
  const shown = [
    `${hidden}`,
    JSON.stringify({ hidden }),
    inspect(hidden),
    inspect({ a: { b: { c: { hidden } } } }, { depth: 9 }),
  ];
  shown.push(inspect(config, { depth: 9, showHidden: true }), JSON.stringify(config), Object.entries(hidden).join());
  for (const text of shown) expect(text).not.toMatch(/very-secret|xoxb-1-a|xapp-1-b/);
  expect(JSON.stringify({ hidden })).toBe('{"hidden":"•••"}');
  expect(hidden.reveal()).toBe('xoxb-very-secret');
});

describe('the .env file', () => {
  const file = (text: string) => {
    const path = join(tempFolder(), '.env');
    writeFileSync(path, text);
    return path;
  };

  test('is read, and the real environment has priority', () => {
    const path = file('\uFEFFSLACK_BOT_TOKEN=xoxb-file # the bot\nLOG_LEVEL="warn"\nPORT=1\n');
    expect(loadEnvironment(path, { PORT: '2' })).toEqual({
      SLACK_BOT_TOKEN: 'xoxb-file',
      LOG_LEVEL: 'warn',
      PORT: '2',
    });
  });

  test('gives a secret from a file of its own, as containers mount it', () => {
    const secretFile = file('xoxb-mounted\n');
    const env = loadEnvironment(file(`SLACK_BOT_TOKEN_FILE=${secretFile}`), { SLACK_APP_TOKEN: 'xapp-1' });
    const config = readConfig(env);
    expect(config.mode === 'socket' && config.botToken.reveal()).toBe('xoxb-mounted');
  });

  test('a secret file that cannot be read, or a secret that is given twice, is an error without its value', () => {
    const secretFile = file('xoxb-mounted\n');
    const refused = (env: Environment) => () => loadEnvironment(join(tempFolder(), '.env'), env);
    expect(refused({ SLACK_APP_TOKEN_FILE: '/nowhere/token', SLACK_BOT_TOKEN_FILE: tempFolder() })).toThrow(
      /SLACK_BOT_TOKEN_FILE names .*, which cannot be read: EISDIR\.\n {2}SLACK_APP_TOKEN_FILE names \/nowhere\/token, which cannot be read: ENOENT\./,
    );
    const twice = refused({ SLACK_BOT_TOKEN: 'xoxb-plain', SLACK_BOT_TOKEN_FILE: secretFile });
    expect(twice).toThrow(ConfigError);
    expect(twice).toThrow('SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE are both set. Remove one of them.');
    expect(twice).not.toThrow(/xoxb/);
  });

  test('an empty secret file is an empty secret', () => {
    const env = loadEnvironment(join(tempFolder(), '.env'), { ...app, SLACK_BOT_TOKEN_FILE: file('\n') });
    expect(faults(env)).toContainEqual(expect.stringContaining('SLACK_BOT_TOKEN is empty'));
  });

  test('is optional', () => {
    expect(loadEnvironment(join(tempFolder(), '.env'), { PORT: '2' })).toEqual({ PORT: '2' });
  });

  test('copied from the example starts the sandbox', () => {
    const example = loadEnvironment(join(import.meta.dirname, '../../.env.example'), {});
    expect(readConfig(example).mode).toBe('sandbox');
  });
});

test('any values are a configuration, or faults that repeat no secret', () => {
  const source = readFileSync(join(import.meta.dirname, '../../src/app/config.ts'), 'utf8');
  const names = [...new Set([...source.matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name))];
  expect(names.length).toBeGreaterThan(10);
  const value = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '0',
      '-1',
      '1e999',
      '99999',
      'true',
      '__proto__',
      '\ud800',
      '\0',
      'https://',
      '//a',
      '::',
      '10.0.0.0/99',
      'xoxb-1-a',
      'a'.repeat(65_536),
    ),
    fc.webUrl(),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (env) => {
      try {
        readConfig({ ...bot, ...app, ...env, HTTPS_PROXY: 'https://ann:canary@' });
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        expect((error as Error).message).not.toContain('canary');
      }
    }),
    { numRuns: Number(process.env.SPOILT ?? 150) },
  );
});

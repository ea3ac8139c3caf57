import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../build/build.ts';

const require = createRequire(import.meta.url);
const packageFolder = (name: string): string => dirname(require.resolve(`${name}/package.json`));
const STARTER = new URL('fixtures/starter/', import.meta.url);

/** An empty folder in which a person installed the packed sandbox, and has a starter app. */
let folder: string;
const inFolder = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packed-sandbox-'));
  const dist = join(folder, 'dist');
  await build(dist);
  // zod is packed too, so that nothing is fetched.
  const packed = [dist, packageFolder('zod')].map((each) => inFolder('npm', 'pack', '--silent', each).trim());
  rmSync(dist, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  inFolder('npm', 'install', '--offline', '--no-audit', '--no-fund', ...packed.map((file) => `./${file}`));
  cpSync(STARTER, folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules/@slack'), { recursive: true });
  symlinkSync(packageFolder('@slack/bolt'), join(folder, 'node_modules/@slack/bolt'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('its command starts a starter app, and serves the page', async () => {
  const command = join(folder, 'node_modules/.bin/slack-sandbox');
  const child = spawn(command, ['--manifest', 'manifest.yml', '--port', '0', '--', 'node', 'app.js'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let url = '';
  for await (const line of createInterface({ input: child.stderr })) {
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
    if (url) break;
  }
  expect(await (await fetch(url)).text()).toContain('<title>');
  const script = await (await fetch(`${url}/page.js`)).text();
  expect(script.length).toBeGreaterThan(100_000);
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test('a test of the app drives it by what people see', () => {
  writeFileSync(
    join(folder, 'try.js'),
    `
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startSandbox } from '@baton/sandbox';

const sandbox = await startSandbox({
  manifest: JSON.parse(readFileSync('manifest.json', 'utf8')),
  workspace: { people: { ada: {}, ben: {} }, channels: { general: {} }, botIn: ['general'] },
});
const { PATH } = process.env;
const env = { PATH, SLACK_BOT_TOKEN: sandbox.botToken, SLACK_APP_TOKEN: sandbox.appToken, SLACK_API_URL: sandbox.apiUrl };
const app = spawn(process.execPath, ['app.js'], { env, stdio: 'inherit' });
await sandbox.connected();
sandbox.as('ada').say('#general', 'hello');
const greeting = await sandbox.as('ben').waitForMessage('#general', 'Hey there');
console.log(greeting.text, sandbox.problems.length);
app.kill();
await sandbox.close();
`,
  );
  const { parse } = require('yaml') as typeof import('yaml');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify(parse(readFileSync(new URL('manifest.yml', STARTER), 'utf8'))),
  );
  expect(inFolder(process.execPath, 'try.js').trim()).toMatch(/Hey there <@U\w+>!\nClick me 0$/);
});

test('its types are whole: a wrong option is an error, and a right one passes', () => {
  writeFileSync(
    join(folder, 'typed.ts'),
    `
import { startSandbox, type Sandbox } from '@baton/sandbox';

const workspace = { people: { ada: { realName: 'Ada' } }, channels: { general: {} } };
const sandbox: Sandbox = await startSandbox({ manifest: {}, workspace });
const text: string = (await sandbox.as('ada').waitForMessage('#general', 'x')).text;
// @ts-expect-error a person has no such field
await startSandbox({ manifest: {}, workspace: { people: { ada: { age: 7 } }, channels: {} } });
// @ts-expect-error a text is no number
const count: number = text;
console.log(count);
`,
  );
  const tsc = join(packageFolder('typescript'), 'bin/tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--skipLibCheck',
    '--types',
    '',
  ];
  expect(inFolder(process.execPath, tsc, ...options, 'typed.ts')).toBe('');
}, 60_000);

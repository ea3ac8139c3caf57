import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { lockDatabase } from '../../src/platform/db/lock.ts';
import { tempFolder } from '../support/temp-database.ts';

const START = join(import.meta.dirname, '../../start.js');

interface Start {
  env?: Record<string, string>;
  machine?: string;
  args?: string[];
}

/** Runs `start.js` in an empty folder, after a few lines of CommonJS that simulate another machine. */
async function start({ env = {}, machine = '', args = [] }: Start) {
  const folder = tempFolder();
  writeFileSync(join(folder, 'machine.cjs'), machine);
  const child = spawn(process.execPath, ['--require', join(folder, 'machine.cjs'), START, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, errors, code: code as number | null };
}

const onNode = (version: string) =>
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
const without = (name: string) =>
  `require('node:module').registerHooks({ resolve(specifier, context, next) {
    if (specifier !== '${name}') return next(specifier, context);
    throw Object.assign(new Error("Cannot find package '${name}'"), { code: 'ERR_MODULE_NOT_FOUND' });
  } });`;

test.each(['12.22.0', '20.20.2', '22.17.1'])('Node %s is refused with what to do', async (version) => {
  const { errors, code } = await start({ machine: onNode(version) });
  expect(errors).toBe(
    `Baton needs Node.js 22.18 or newer, and this is ${version}. Install Node.js 24 (nodejs.org), or run "npm ci" ` +
      'without --omit=dev, which installs the right version for "npm start".\n',
  );
  expect(code).toBe(1);
});

test('a newer Node continues to read the configuration, whose errors are printed without a stack', async () => {
  for (const version of ['22.18.0', '23.0.0', '24.1.0']) {
    const { out, errors, code } = await start({
      machine: onNode(version),
      env: { SLACK_BOT_TOKEN: 'xoxb-1', PORT: 'x' },
    });
    expect(errors).toMatch(/^Baton cannot start with this environment/);
    expect(errors.trim().split('\n')).toHaveLength(4);
    expect(errors).not.toContain('    at ');
    expect(out).toBe('');
    expect(code).toBe(1);
  }
});

test('production without tokens is refused', async () => {
  const { errors, code } = await start({ env: { NODE_ENV: 'production' } });
  expect(errors).toContain('SLACK_BOT_TOKEN is missing.');
  expect(code).toBe(1);
});

test.each(['@baton/sandbox', 'yaml'])(
  'a production install, which lacks %s, reports that it has no sandbox',
  async (name) => {
    const { errors, code } = await start({ machine: without(name) });
    expect(errors).toMatch(/^The sandbox is not part of a production install\. Set SLACK_BOT_TOKEN/);
    expect(code).toBe(1);
  },
);

test('a folder without installed packages is reported', async () => {
  const { errors, code } = await start({ machine: without('zod') });
  expect(errors).toBe(`A package is missing. Run "npm ci" in Baton’s folder. (Cannot find package 'zod')\n`);
  expect(code).toBe(1);
});

test('a second Baton on the same database is refused, and leaves the files unchanged', async () => {
  const folder = tempFolder();
  const path = join(folder, 'sandbox.db');
  writeFileSync(path, 'in use');
  const release = lockDatabase(path, new Date());
  const { errors, code } = await start({ env: { DATABASE_PATH: join(folder, 'baton.db') } });
  release();
  expect(errors).toContain(`Another Baton runs on ${path}: process ${process.pid} on `);
  expect(errors).not.toContain('    at ');
  expect(code).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe('in use');
});

test('a port in use is reported in a sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { errors, code } = await start({ env: { PORT: String(port), DATABASE_PATH: join(tempFolder(), 'baton.db') } });
  server.close();
  expect(errors).toBe(`Port ${port} is taken by another program. Stop it, or set PORT to another number.\n`);
  expect(code).toBe(1);
});

test('an unknown option prints those that there are', async () => {
  const { errors, code } = await start({ args: ['--emtpy'] });
  expect(errors).toContain('npm start -- --empty');
  expect(code).toBe(1);
});

test('the set-up is rehearsed only in the sandbox', async () => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  const { errors, code } = await start({ env, args: ['--empty'] });
  expect(errors).toBe('--empty is for the sandbox. Remove the Slack tokens from the environment and from .env.\n');
  expect(code).toBe(1);
});

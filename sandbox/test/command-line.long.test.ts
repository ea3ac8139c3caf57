import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { manifest, workspace } from './support/workspace.ts';

const SANDBOX = fileURLToPath(new URL('../bin/sandbox.js', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await writeFile(join(folder, 'manifest.yml'), stringify(manifest));
  await writeFile(join(folder, 'workspace.yml'), stringify(workspace));
  await writeFile(join(folder, 'broken.yml'), stringify({ ...workspace, people: { mia: { realname: 'Mia' } } }));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function run(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [SANDBOX, ...args], { cwd: folder });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (data) => {
    ended.out += String(data);
  });
  child.stderr.on('data', (data) => {
    ended.err += String(data);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

const APP = `
const answer = await fetch(process.env.SLACK_API_URL + 'auth.test', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN },
});
const page = await fetch(new URL('/', process.env.SLACK_API_URL));
console.log(JSON.stringify({ auth: (await answer.json()).team, page: page.status }));
process.exit(process.env.SLACK_APP_TOKEN && process.env.SLACK_SIGNING_SECRET ? 7 : 1);
`;

test('an app is started with the environment that it needs, and its exit code is passed on', async () => {
  const files = ['--manifest', 'manifest.yml', '--workspace', 'workspace.yml'];
  const ended = await run(...files, '--port', '0', '--', process.execPath, '--input-type=module', '-e', APP);
  expect(ended).toMatchObject({ code: 7, out: `${JSON.stringify({ auth: 'Harbour', page: 200 })}\n` });
});

test.each([
  [[], '--manifest is missing'],
  [['--manifest', 'nothing.yml'], 'nothing.yml: ENOENT'],
  [['--manifest', 'manifest.yml', '--port', 'x'], '--port must be a number'],
  [['--manifest', 'manifest.yml', '--workspace', 'broken.yml', '--port', '0'], '"realname"'],
  [['--colour', 'red'], "Unknown option '--colour'"],
])('an invalid command line prints its fault and exits with code 1: %j', async (args, words) => {
  const ended = await run(...args);
  expect(ended.code).toBe(1);
  expect(ended.err).toContain(words);
});

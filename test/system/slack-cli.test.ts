import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const { hooks, config } = JSON.parse(readFileSync(join(ROOT, '.slack/hooks.json'), 'utf8')) as {
  hooks: Record<'get-manifest' | 'start', string>;
  config: Record<string, unknown>;
};

/** Runs a hook as the Slack CLI does: split at spaces, without a shell, in the project’s folder. */
async function run(hook: keyof typeof hooks, env: Record<string, string> = {}) {
  const [command = '', ...args] = hooks[hook].split(/\s+/);
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, errors, code: code as number | null };
}

test('the Slack CLI gets the manifest, and nothing else on that line', async () => {
  const { out, code } = await run('get-manifest');
  expect(JSON.parse(out)).toEqual(parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')));
  expect(code).toBe(0);
});

test('slack run starts Baton with the tokens of the CLI, before any others, over its own connection', async () => {
  expect(config['sdk-managed-connection-enabled']).toBe(true);
  const { errors, code } = await run('start', {
    SLACK_CLI_XOXB: 'xoxp-cli',
    SLACK_CLI_XAPP: 'xoxb-cli',
    SLACK_BOT_TOKEN: 'xoxb-other',
    SLACK_APP_TOKEN: 'xapp-other',
    SLACK_API_URL: 'none',
  });
  expect(errors).toContain('SLACK_BOT_TOKEN is a user token.');
  expect(errors).toContain('SLACK_APP_TOKEN is a bot token.');
  expect(code).toBe(1);
});

test('slack run without a token never starts the sandbox', async () => {
  const { errors, code } = await run('start');
  expect(errors).toContain('SLACK_BOT_TOKEN is empty');
  expect(code).toBe(1);
});

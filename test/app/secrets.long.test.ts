/** A real Baton with planted secrets: no other process, log, crash report, backup or file of settings shows one. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@baton/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { startConnectProxy } from '../support/connect-proxy.ts';
import { tempFolder } from '../support/temp-database.ts';
import { manifest, workspace } from '../support/test-app.ts';

const ROOT = join(import.meta.dirname, '../..');
const PASSWORD = 'proxy-password-4711';
const WEBHOOK = `whsec_${Buffer.from('a secret of a webhook, 32 bytes!').toString('base64')}`;
const IN_ADDRESS = 'token-in-the-address';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

async function runningBaton() {
  const slack = await startSandbox({ manifest, workspace });
  onTestFinished(slack.close);
  const proxy = await startConnectProxy({ user: `mia:${PASSWORD}` });
  const folder = tempFolder();
  for (const name of ['data', 'reports', 'backups']) mkdirSync(join(folder, name));
  // A crash that can be asked for.
  writeFileSync(join(folder, 'crash.cjs'), "process.once('SIGWINCH', () => { throw new Error('planned'); });");
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_PATH: join(folder, 'data/baton.db'),
    BACKUP_DIR: join(folder, 'backups'),
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'debug',
  };
  const secrets = {
    AUDIT_WEBHOOK_URL: `https://siem.example/${IN_ADDRESS}`,
    AUDIT_WEBHOOK_SECRET: WEBHOOK,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    HTTP_PROXY: `http://mia:${PASSWORD}@127.0.0.1:${proxy.port}`,
  };
  const options = ['--report-uncaught-exception', `--report-directory=${join(folder, 'reports')}`];
  const child = spawn(process.execPath, [...options, '--require', join(folder, 'crash.cjs'), 'start.js'], {
    cwd: ROOT,
    env: { ...env, ...secrets },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return {
    child,
    folder,
    env,
    planted: [slack.botToken, slack.appToken, PASSWORD, WEBHOOK, IN_ADDRESS],
    said: () => said,
  };
}

test('no secret is in ps, the log, a crash report, a backup, the data or a file of settings', async () => {
  const { child, folder, env, planted, said } = await runningBaton();
  await expect.poll(said, { timeout: 15_000 }).toContain('Baton is running');
  await expect
    .poll(() => readdirSync(join(folder, 'backups')).filter((name) => /^[\d-]+$/.test(name)), { timeout: 15_000 })
    .toHaveLength(1);
  const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(processes).toContain('start.js');
  execFileSync(process.execPath, ['cli.js', 'settings', 'export', join(folder, 'settings.yaml')], { cwd: ROOT, env });
  child.kill('SIGWINCH');
  await once(child, 'exit');
  const [report = ''] = readdirSync(join(folder, 'reports'));
  expect(readFileSync(join(folder, 'reports', report), 'utf8')).toContain('planned');

  const found = (where: string, content: string | Buffer) =>
    planted.filter((secret) => content.includes(secret)).map((secret) => `${secret} in ${where}`);
  expect([
    ...found('ps', processes),
    ...found('the log', said()),
    ...filesIn(folder).flatMap((path) => found(path, readFileSync(path))),
  ]).toEqual([]);
});

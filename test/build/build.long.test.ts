import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { build } from '../../build/build.ts';
import { lazyPackages, packagesLoadedByTheSources } from '../../build/lazy-packages.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { docx, pdf } from '../platform/files/documents.ts';
import { tempFolder } from '../support/temp-database.ts';
import { manifest, workspace } from '../support/test-app.ts';
import { addTeam } from '../system/crash/fixtures.ts';

const run = promisify(execFile);
const PATIENT = { timeout: 20_000 };
const built = join(mkdtempSync(join(tmpdir(), 'baton-build-')), 'dist');

beforeAll(() => build(built), 60_000);
afterAll(() => rmSync(dirname(built), { recursive: true, force: true }));

/** The build, copied to an otherwise empty place. */
function installed() {
  const folder = tempFolder();
  const dist = join(folder, 'dist');
  cpSync(built, dist, { recursive: true });
  const database = join(folder, 'data/baton.db');
  const env = { PATH: process.env.PATH, DATABASE_PATH: database };
  return {
    folder,
    dist,
    database,
    baton: (...args: string[]) => run(process.execPath, ['dist/cli.js', ...args], { cwd: folder, env }),
    start: (more: Record<string, string>, options: string[] = []) => {
      const child = spawn(process.execPath, [...options, 'dist/start.js'], {
        cwd: folder,
        env: { ...env, NODE_ENV: 'production', ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      const said = { out: '', errors: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said.out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said.errors += text;
      });
      const ended = once(child, 'exit').then(([code]) => code as number | null);
      return {
        said,
        ended,
        isRunning: () => expect.poll(() => said.out + said.errors, PATIENT).toContain('Baton is running'),
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      };
    },
  };
}

async function slackFor(mode: 'socket' | 'http'): Promise<Sandbox> {
  const slack = await startSandbox({ manifest, workspace, deliver: mode === 'http' ? { mode } : { mode } });
  onTestFinished(() => slack.close());
  return slack;
}

async function handOff(slack: Sandbox, phone: string): Promise<void> {
  const mia = slack.as('mia');
  await mia.command('/handoff', { in: '#marketing' });
  const form = await mia.modal('Hand off a lead');
  await form.fill({
    Name: 'Jane Doe',
    Company: 'Acme',
    Phone: phone,
    Email: 'jane@acme.example',
    'What do they need?': 'A demo',
  });
  expect(await form.submit()).toMatchObject({ ok: true });
  await expect
    .poll(
      () =>
        slack
          .as('sam')
          .sees('#sales')
          .map(({ text }) => text)
          .join(),
      PATIENT,
    )
    .toContain('Jane Doe');
}

test('each package that is read on first use is the one that Node would load', () => {
  const require = createRequire(import.meta.url);
  const inBuild = createRequire(join(built, 'start.js'));
  const kind = (module: object) => [Array.isArray(module), Object.keys(module).filter((key) => !key.startsWith('__'))];
  for (const name of [...lazyPackages, ...packagesLoadedByTheSources]) {
    expect([name, ...kind(inBuild(name))]).toEqual([name, ...kind(require(name))]);
  }
});

describe('in an empty folder', () => {
  test('it handles a hand-off over Socket Mode, reads and draws documents, makes a backup and stops on a signal', async () => {
    const slack = await slackFor('socket');
    const { folder, dist, database, baton, start } = installed();
    await addTeam(database, slack.ids.channels.sales ?? '', slack.ids.people.max ?? '');
    mkdirSync(join(folder, 'content'));
    writeFileSync(join(folder, 'content/Security.pdf'), pdf('No access'));
    writeFileSync(join(folder, 'content/Terms.docx'), docx('No exit'));
    const imported = await baton('library', 'import', 'content', '--owner', 'U0OWNER');
    expect(imported.stdout).toContain('2 added');

    const { said, isRunning, stop } = start({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    });
    await isRunning();
    await handOff(slack, '+49 30 901820');
    const db = openDatabase(database);
    onTestFinished(() => void db.$client.close());
    const texts = () => db.$client.prepare('select text from library_texts order by text').pluck().all();
    await expect.poll(texts, PATIENT).toEqual(['No access', 'No exit']);

    await baton('backup', 'copy.db');
    expect(openDatabase(join(folder, 'copy.db')).$client.prepare('select phone from leads').pluck().all()).toEqual([
      '+4930901820',
    ]);
    await baton('scoreboard', '--pdf', 'review.pdf');
    expect(readFileSync(join(folder, 'review.pdf'), 'latin1')).toMatch(/^%PDF[\s\S]*Inter-SemiBold/);
    await baton('scoreboard', '--png', 'board.png');
    expect(readFileSync(join(folder, 'board.png')).length).toBeGreaterThan(10_000);
    await baton('settings', 'export', 'baton.yaml');
    expect(readFileSync(join(folder, 'baton.yaml'), 'utf8')).toContain('Sales');
    expect(await stop()).toBe(0);
    expect(said.errors).toBe('');
    expect(slack.problems).toEqual([]);
    expect(readdirSync(join(dist, 'node_modules/.cache/compiled'))).toHaveLength(1);

    const maintenance = new Worker(join(dist, 'maintenance-worker.js'), { workerData: { path: database } });
    onTestFinished(() => void maintenance.terminate());
    maintenance.postMessage('checkpoint');
    expect(await once(maintenance, 'message')).toEqual(['done']);
  });

  test('it handles requests over HTTP, frees the memory of its start, and keeps running', async () => {
    const slack = await slackFor('http');
    const { database, start } = installed();
    await addTeam(database, slack.ids.channels.sales ?? '', slack.ids.people.max ?? '');
    const PORT = String(20_000 + (process.pid % 10_000));
    const { isRunning, stop } = start({
      PORT,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    });
    await isRunning();
    await slack.deliverTo(`http://127.0.0.1:${PORT}/slack/events`);
    await sleep(1_500);
    await handOff(slack, '+49 30 901821');
    expect(await stop()).toBe(0);
  });

  test('it reports that it has no sandbox', async () => {
    const { start } = installed();
    const { said, ended } = start({ NODE_ENV: '' });
    expect(await ended).toBe(1);
    expect(said.errors).toMatch(/^The sandbox is not part of a production install/);
  });

  test('an old Node prints the required version', async () => {
    const { folder, start } = installed();
    const old = join(folder, 'old.cjs');
    writeFileSync(
      old,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } });",
    );
    const { said, ended } = start({}, ['--require', old]);
    expect(await ended).toBe(1);
    expect(said.errors).toMatch(/^Baton needs Node\.js 22\.18 or newer, and this is 20\.1\.0\./);
  });
});

describe('the build', () => {
  test('is stored in one byte per character, and its stack traces have the functions’ own names', async () => {
    for (const file of readdirSync(built).filter((name) => name.endsWith('.js') && !name.startsWith('pdfjs'))) {
      expect(readFileSync(join(built, file), 'utf8'), file).toMatch(/^[\0-\x7f]*$/);
      expect(existsSync(join(built, `${file}.map`)), file).toBe(true);
    }
    const { folder, baton } = installed();
    writeFileSync(join(folder, 'broken.db'), 'not a database, and longer than a page of one'.repeat(99));
    const failed = baton('backup', 'copy.db', '--database', 'broken.db');
    await expect(failed).rejects.toThrow(/SqliteError: file is not a database[\s\S]* openDatabase/);
  });

  test('a start does not read rarely needed packages', async () => {
    const { dist } = installed();
    const loaded = `require('${join(dist, 'main.js')}'); console.log(Object.keys(require.cache).join())`;
    const { stdout } = await run(process.execPath, ['--eval', loaded], { cwd: dist });
    expect(stdout).toContain('better-sqlite3');
    for (const name of [...lazyPackages, ...packagesLoadedByTheSources])
      expect(stdout).not.toContain(join('node_modules', name, 'index.js'));
  });
});

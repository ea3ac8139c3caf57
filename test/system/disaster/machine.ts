/** A machine that runs Baton as a process of its own, with its disk and a folder for backups on another one. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '@baton/sandbox';

const ROOT = join(import.meta.dirname, '../../..');
const run = promisify(execFile);
const PATIENCE_MS = 60_000;

export interface Machine {
  databasePath: string;
  /** Resolves when Baton is running. */
  start(): Promise<void>;
  /** A command of the command line; resolves with its output. */
  baton(...argv: string[]): Promise<string>;
  /** SIGTERM, as for an update. */
  stop(): Promise<void>;
  /** The process is killed and its disk is gone. */
  burn(): Promise<void>;
  env: NodeJS.ProcessEnv;
}

export function createMachine(slack: Sandbox, disk: string, backups?: string): Machine {
  const databasePath = join(disk, 'baton.db');
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_PATH: databasePath,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    ...(backups && { BACKUP_DIR: backups }),
  };
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['start.js'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Baton did not start: ${said}`)), PATIENCE_MS);
      for (const stream of [started.stdout, started.stderr]) {
        stream.on('data', (chunk) => {
          said += chunk;
          if (!said.includes('Baton is running')) return;
          clearTimeout(late);
          resolve();
        });
      }
      started.once('exit', () => reject(new Error(`Baton ended: ${said}`)));
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  return {
    env,
    databasePath,
    start,
    baton: async (...argv) => (await run(process.execPath, ['cli.js', ...argv], { cwd: ROOT, env })).stdout,
    stop: () => end('SIGTERM'),
    burn: async () => {
      await end('SIGKILL');
      rmSync(disk, { recursive: true, force: true });
    },
  };
}

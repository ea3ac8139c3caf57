import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Only the methods that a start calls. */
const WORKSPACE = { ok: true, team_id: 'T1', bot_id: 'B1', user_id: 'U1', url: 'https://example.slack.com/' };
const LONGEST_MS = 60_000;

/**
 * Starts and stops a build once, with a fake Slack, to store Node's compile cache in the build. This halves every start
 * by the same user from the same place. @throws if it does not start
 */
export async function warmUp(folder: string): Promise<void> {
  const away = mkdtempSync(join(tmpdir(), 'baton-warm-up-'));
  const slack = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(WORKSPACE));
  });
  slack.listen(0, '127.0.0.1');
  await once(slack, 'listening');
  const baton = spawn(process.execPath, [resolve(folder, 'start.js')], {
    cwd: away,
    env: {
      // Windows cannot open sockets without it.
      SystemRoot: process.env.SystemRoot,
      SLACK_API_URL: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`,
      SLACK_BOT_TOKEN: 'xoxb-rehearsal',
      SLACK_SIGNING_SECRET: 'rehearsal',
      PORT: '0',
      DATABASE_PATH: join(away, 'baton.db'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LONGEST_MS,
  });
  const ended = once(baton, 'exit');
  try {
    let isRunning = false;
    for await (const line of createInterface(baton.stdout)) {
      if (!line.includes('Baton is running')) continue;
      isRunning = true;
      baton.kill('SIGTERM');
    }
    await ended;
    // On Windows a signal ends a process at once, without writing the cache.
    const isWell = isRunning && (baton.exitCode === 0 || process.platform === 'win32');
    if (!isWell) throw new Error(`The build does not start and stop cleanly: ${baton.signalCode ?? baton.exitCode}.`);
  } finally {
    slack.close();
    slack.closeAllConnections();
    rmSync(away, { recursive: true, force: true });
  }
}

/**
 * `npm run rehearse:disaster`: the rehearsal with a nightly backup, and, with `--s3`, with a snapshot to an S3 server that runs for
 * the rehearsal (needs restic and rclone, from your system's packages). Prints the figures of docs/survival.md.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figures, rehearseDisaster, type Vault } from './disaster.ts';
import { nightly, snapshots } from './vaults.ts';

const LEADS = 100;
const PORT = 4568;
/** A small S3 server from npm, which is no dependency of Baton. */
const S3_SERVER = 's3rver@3.7.1';
const KEYS = { accessKey: 'S3RVER', secretKey: 'S3RVER' };

/** Resolves with the vault once the server answers. */
async function s3Vault(): Promise<{ vault: Vault; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-s3-'));
  for (const name of ['store', 'space']) mkdirSync(join(folder, name));
  const options = ['--directory', join(folder, 'store'), '--port', String(PORT), '--address', '127.0.0.1', '--silent'];
  const server = spawn('npx', ['--yes', S3_SERVER, ...options, '--configure-bucket', 'baton'], {
    stdio: 'inherit',
    detached: true,
  });
  const stop = () => void (server.pid && process.kill(-server.pid, 'SIGTERM'));
  const url = `http://127.0.0.1:${PORT}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return { vault: snapshots({ url, ...KEYS }, join(folder, 'space')), stop };
    await sleep(200);
  }
  stop();
  throw new Error('The S3 server did not start.');
}

function report(name: string, figures: Figures): boolean {
  const { backupMs, fetchMs, restoreMs, startMs, leadsBefore, leadsAfter, leadsLost, cardsTwice, messagesTwice } =
    figures;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.log(`\n${name}, ${leadsBefore} leads`);
  console.table({
    'backup or snapshot': seconds(backupMs),
    'brought from the store': seconds(fetchMs),
    'baton restore': seconds(restoreMs),
    'start until it is connected to Slack': seconds(startMs),
    'leads restored': leadsAfter,
    'leads lost (handed off after the backup)': leadsLost,
    'cards posted twice': cardsTwice.length,
    'other messages posted twice': messagesTwice.length,
    'erasure since the backup applied again': figures.erasedAgain,
    'button of a lost lead': figures.lostButton,
    'people work on': figures.worksAfterwards,
  });
  return (
    leadsLost === 1 && cardsTwice.length + messagesTwice.length === 0 && figures.erasedAgain && figures.worksAfterwards
  );
}

const vaults = [nightly()];
let stopServer = () => {};
if (process.argv.includes('--s3')) {
  const { vault, stop } = await s3Vault();
  vaults.push(vault);
  stopServer = stop;
}
let isRight = true;
try {
  for (const vault of vaults) isRight = report(vault.name, await rehearseDisaster(vault, LEADS)) && isRight;
} finally {
  stopServer();
}
console.log(isRight ? 'Everything is right.' : 'Something is wrong: see above.');
process.exit(isRight ? 0 : 1);

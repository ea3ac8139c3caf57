/** Baton in a process that dies by kill -9 at a commit that the test names, or ends on SIGTERM. */
import { startBaton } from '../../../src/app/boot.ts';
import { stopOnSignal } from '../../../src/app/main.ts';
import { logLines } from '../../support/log-lines.ts';
import { dieAtCommit } from './deadly-commits.ts';

const {
  DATABASE = '',
  BOT_TOKEN = '',
  APP_TOKEN = '',
  API_URL = '',
  SHIFT_MS = '0',
  DIE_AT = '',
  DIE_WHEN = 'select 0',
} = process.env;

dieAtCommit(DIE_AT, DIE_WHEN);

const { log } = logLines();
const baton = await startBaton({
  connection: { mode: 'socket', appToken: APP_TOKEN },
  botToken: BOT_TOKEN,
  apiUrl: API_URL,
  databasePath: DATABASE,
  now: () => new Date(Date.now() + Number(SHIFT_MS)),
  log,
  stopMs: 500,
  pauses: { firstMs: 10, longestMs: 100 },
  posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
});
stopOnSignal(baton, log);
process.stdout.write('ready\n');

/** Baton in a process that dies by kill -9 at a commit that the test names, or ends on SIGTERM. */
import Database from 'better-sqlite3';
import { startBaton } from '../../../src/app/boot.ts';
import { stopOnSignal } from '../../../src/app/main.ts';
import { logLines } from '../../support/log-lines.ts';

const {
  DATABASE = '',
  BOT_TOKEN = '',
  APP_TOKEN = '',
  API_URL = '',
  SHIFT_MS = '0',
  DIE_AT = '',
  DIE_WHEN = 'select 0',
} = process.env;

const die = () => process.kill(process.pid, 'SIGKILL');

/**
 * The writer prepares one COMMIT. The process dies before it, with nothing on the disk, or after it, before anyone is
 * told. DIE_WHEN is a query inside the transaction that selects the transaction.
 */
const { prepare } = Database.prototype;
Database.prototype.prepare = function prepareDeadly(this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  if (sql !== 'COMMIT' || DIE_AT === '') return statement;
  const commit = statement.run.bind(statement);
  const asks = prepare.call(this, DIE_WHEN).pluck();
  statement.run = () => {
    const isTheOne = asks.get([]) === 1;
    if (isTheOne && DIE_AT === 'before the commit') die();
    const result = commit([]);
    if (isTheOne && DIE_AT === 'after the commit') die();
    return result;
  };
  return statement;
} as typeof prepare;

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

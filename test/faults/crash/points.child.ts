/**
 * Loaded before Baton in its process and in its threads (`node --import`): counts the points at which the process can die, and kills
 * it at one of them. A point is before or after a commit, or before or after a call over HTTP: of Slack, a webhook, a CRM.
 * A death before a commit is the same as one after the point before it, unless something left the process in between: it is no point then.
 * Threads share the count, so it stands in a file. Nothing is counted until the file `armed` has the number of the deadly point.
 */
import { type ChannelListener, subscribe } from 'node:diagnostics_channel';
import fs, { closeSync, existsSync, fstatSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ARMED, LINE_BYTES, REACHED } from './points.ts';

// Threads get no environment, but the same arguments.
const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';

/** Writes to connections, and changes of files but those of SQLite, so far: more than the database knows of. */
let left = 0;
/** When this thread reached its last point. */
let atLastPoint = { left: -1, size: -1 };

/** Functions that change files. The log is no part of what is there after a death. */
const CHANGES = /^(?:append|write|rename|unlink|rm|mkdir|mkdtemp|copyFile|cp|link|symlink|truncate|open|createWrite)/;
const { log }: { log?: string } = JSON.parse(process.env.PLACE ?? '{}');

function countIn(functions: object): void {
  for (const [name, act] of Object.entries(functions)) {
    if (typeof act !== 'function' || !CHANGES.test(name)) continue;
    const counted = (...values: unknown[]) => {
      if (values[0] !== log) left += 1;
      return act(...values);
    };
    Object.assign(functions, { [name]: Object.assign(counted, act) });
  }
}
countIn(fs);
countIn(fs.promises);
syncBuiltinESMExports();

const { write } = Socket.prototype;
Socket.prototype.write = function writeCounted(this: Socket, ...values: Parameters<typeof write>) {
  left += 1;
  return write.apply(this, values);
} as typeof write;

/** Whether a death here differs from one at the last point. */
function isNew(): boolean {
  const file = join(folder, REACHED);
  return left !== atLastPoint.left || !existsSync(file) || statSync(file).size !== atLastPoint.size;
}

function reach(name: string): void {
  const deadly = armedWith();
  if (deadly === undefined) return;
  const file = openSync(join(folder, REACHED), 'a');
  writeSync(file, `${name.slice(0, LINE_BYTES - 1).padEnd(LINE_BYTES - 1)}\n`);
  const { size } = fstatSync(file);
  closeSync(file);
  atLastPoint = { left, size };
  if (size / LINE_BYTES !== deadly) return;
  process.kill(process.pid, 'SIGKILL');
  // Another thread may take the signal; this one does nothing more.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function armedWith(): number | undefined {
  // A process that Baton forked for its work ends with it.
  if (process.connected) return undefined;
  try {
    return Number(readFileSync(join(folder, ARMED), 'utf8'));
  } catch {
    return undefined;
  }
}

function between<T>(name: string, act: () => T): T {
  if (isNew()) reach(`before ${name}`);
  const result = act();
  reach(`after ${name}`);
  return result;
}

const { prepare } = Database.prototype;

/** Rows that each connection had changed at its last commit: a commit that changes none is no point. */
const changed = new WeakMap<Database.Database, { asks: Database.Statement; rows: unknown }>();

function changesSomething(client: Database.Database): boolean {
  const known = changed.get(client) ?? {
    asks: prepare.call(client, 'select total_changes()').pluck() as Database.Statement,
    rows: 0,
  };
  const rows = known.asks.get();
  const isNew = rows !== known.rows;
  changed.set(client, { ...known, rows });
  return isNew;
}

/** A transaction that begins, and a question about the write-ahead log: SQLite calls neither readonly. */
const CHANGES_NOTHING = /^\s*(?:begin\b|pragma wal_checkpoint\(noop\))/i;

Database.prototype.prepare = function prepareDeadly(this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const isCommit = /^\s*(?:commit|end)\b/i.test(sql);
  if ((statement.readonly && !isCommit) || CHANGES_NOTHING.test(sql)) return statement;
  const name = /^\s*vacuum\b/i.test(sql) ? 'a copy' : 'a commit';
  // Outside a transaction, each statement commits itself.
  const isPoint = () => (isCommit ? changesSomething(this) : !this.inTransaction);
  for (const method of ['run', 'get', 'all'] as const) {
    const act = statement[method].bind(statement) as (...values: unknown[]) => unknown;
    const deadly = (...values: unknown[]) => (isPoint() ? between(name, () => act(...values)) : act(...values));
    Object.defineProperty(statement, method, { value: deadly });
  }
  return statement;
} as typeof prepare;

interface Called {
  request: { method: string; origin: string; path: string };
}

const nameOf = ({ request: { origin, path } }: Called): string => {
  const [, method] = /\/api\/([\w.]+)/.exec(path) ?? [];
  return (
    method ?? `a call of ${new URL(origin).hostname}${path.replace(/[?].*/, '').replace(/[0-9a-zA-Z_-]{16,}/g, '…')}`
  );
};
const told =
  (when: string): ChannelListener =>
  (message) =>
    reach(`${when} ${nameOf(message as Called)}`);

// Node's fetch and the package undici tell of their requests under these names, at the moment in which they happen.
subscribe('undici:request:create', told('before'));
subscribe('undici:request:headers', told('after'));

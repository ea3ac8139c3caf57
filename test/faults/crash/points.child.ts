/**
 * Loaded before Baton in its process and in its threads (`node --import`): counts the points at which the process can die, and kills
 * it at one of them. A point is before or after a commit, or before or after a call over HTTP: of Slack, a webhook, a CRM.
 * Threads share the count, so it stands in a file. Nothing is counted until the file `armed` has the number of the deadly point.
 */
import { type ChannelListener, subscribe } from 'node:diagnostics_channel';
import { closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ARMED, LINE_BYTES, REACHED } from './points.ts';

// Threads get no environment, but the same arguments.
const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';

function reach(name: string): void {
  const deadly = armedWith();
  if (deadly === undefined) return;
  const file = openSync(join(folder, REACHED), 'a');
  writeSync(file, `${name.slice(0, LINE_BYTES - 1).padEnd(LINE_BYTES - 1)}\n`);
  const count = fstatSync(file).size / LINE_BYTES;
  closeSync(file);
  if (count !== deadly) return;
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
  reach(`before ${name}`);
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

Database.prototype.prepare = function prepareDeadly(this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const isCommit = /^\s*(?:commit|end)\b/i.test(sql);
  if (statement.readonly && !isCommit) return statement;
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

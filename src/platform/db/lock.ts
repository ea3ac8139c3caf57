import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { makePrivate } from './private-file.ts';

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });

/**
 * Keeps a second Baton from the same database: two would post every message twice. The lock is SQLite's own on a file next
 * to the database, so the system releases it however the process ends. Commands of the command line do not need it.
 * @returns the release.
 * @throws UserError that names the process that holds it.
 */
export function lockDatabase(path: string, now: Date): () => void {
  if (path === ':memory:') return () => {};
  const file = `${path}.lock`;
  const holder = `${path}.holder`;
  makePrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new UserError(refusal(path, holder), { cause: error });
    throw error;
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid, host: hostname(), since: now.toISOString() }), {
    mode: 0o600,
  });
  return () => {
    rmSync(holder, { force: true });
    lock.close();
  };
}

/** Whether a Baton runs on this database. */
export function isLocked(path: string): boolean {
  const file = `${path}.lock`;
  if (!existsSync(file)) return false;
  const lock = new Database(file, { timeout: 0, readonly: true });
  try {
    lock.prepare('select 1 from sqlite_master').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    lock.close();
  }
}

const isBusy = (error: unknown) => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

function refusal(path: string, holder: string): string {
  const { pid, host, since } = readHolder(holder);
  return (
    `Another Baton runs on ${path}: process ${pid} on ${host}, since ${since}. Stop it first, or give this one another ` +
    'DATABASE_PATH.'
  );
}

/** The other process may be about to write it. */
function readHolder(file: string): Record<'pid' | 'host' | 'since', string | number> {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { pid: 'unknown', host: 'this machine', since: 'a moment ago' };
  }
}

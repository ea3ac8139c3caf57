import { copyFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Db } from './dialect.ts';
import { migrate } from './drizzle.ts';
import { MIGRATIONS } from './migrations-folder.ts';
import { makePrivate } from './private-file.ts';
import { noteWriter, VERSION, writerOf } from './version.ts';

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/**
 * Applies all missing migrations in one transaction, so that a process killed half-way leaves the file as it was. A
 * file with content is copied first (`<path>.before-<migration>`), and the copy is kept.
 *
 * drizzle rebuilds a table by dropping the old one, which deletes the children of ON DELETE CASCADE unless foreign keys
 * are off. That pragma has no effect inside a transaction, so it is switched outside, and foreign keys are checked
 * afterwards.
 *
 * @throws UserError that names the version that is needed, if the file is from a newer Baton.
 * @throws if rows were lost or references broken; the copy is then put back.
 */
export function migrateGuarded(db: Db, path: string, folder = fileURLToPath(MIGRATIONS)): void {
  const entries = migrationsIn(folder);
  const applied = appliedUntil(db);
  const newest = entries.at(-1)?.when ?? 0;
  if (applied > newest) {
    throw new UserError(
      `The database ${path} was written by ${writerOf(db.$client)}, which is newer than this one (${VERSION}). Start that version ` +
        `or a later one. To go back, put the copy from before the update in its place (${path}.before-…): docs/upgrade.md.`,
    );
  }
  const pending = entries.filter((entry) => entry.when > applied);
  if (pending.length === 0) return;

  const copy = applied > 0 && path !== ':memory:' ? `${path}.before-${pending[0]?.tag}` : undefined;
  if (copy) {
    rmSync(`${copy}.part`, { force: true });
    makePrivate(`${copy}.part`);
    db.$client.prepare('VACUUM INTO ?').run(`${copy}.part`);
    renameSync(`${copy}.part`, copy);
  }

  const before = rowCounts(db);
  db.$client.pragma('foreign_keys = OFF');
  migrate(db, { migrationsFolder: folder });
  const broken = db.$client.pragma('foreign_key_check') as unknown[];
  const lost = lostRows(before, rowCounts(db));
  if (broken.length > 0 || lost.length > 0) {
    if (copy) putBack(db, copy, path);
    throw new Error(
      `A migration of ${path} broke ${broken.length} references and lost rows in ${lost.join(', ') || 'no table'}. ` +
        `${copy ? 'The database is as it was before' : 'The database was empty before'}: start the version that it worked with.`,
    );
  }
  noteWriter(db.$client);
}

const migrationsIn = (folder: string) =>
  journalSchema.parse(JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))).entries;

/** The time of the newest migration that this Baton knows, in milliseconds. */
export const newestMigration = (): number => migrationsIn(fileURLToPath(MIGRATIONS)).at(-1)?.when ?? 0;

/** The migration is committed by now, so the next start would accept the broken file. */
function putBack(db: Db, copy: string, path: string): void {
  db.$client.close();
  copyFileSync(copy, `${path}.part`);
  for (const leftover of [`${path}-wal`, `${path}-shm`]) rmSync(leftover, { force: true });
  renameSync(`${path}.part`, path);
}

/** The tables of a file, compared with those that this Baton needs. */
export function stateOfSchema(db: Db): 'current' | 'older' | 'newer' {
  const [applied, newest] = [appliedUntil(db), newestMigration()];
  if (applied === newest) return 'current';
  return applied > newest ? 'newer' : 'older';
}

function appliedUntil(db: Db): number {
  const exists = db.$client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!exists) return 0;
  const row = db.$client.prepare('select max(created_at) as at from __drizzle_migrations').get();
  return z.object({ at: z.coerce.number() }).parse(row).at;
}

/** Without the tables of full-text indexes, whose rows have no meaning of their own. */
function rowCounts(db: Db): Map<string, number> {
  const names = db.$client
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\'",
    )
    .pluck()
    .all() as string[];
  return new Map(
    names.map((name) => [name, db.$client.prepare(`select count(*) from "${name}"`).pluck().get() as number]),
  );
}

/** Tables that a migration dropped on purpose are not lost rows. */
function lostRows(before: Map<string, number>, after: Map<string, number>): string[] {
  return [...before].filter(([name, rows]) => (after.get(name) ?? rows) < rows).map(([name]) => name);
}

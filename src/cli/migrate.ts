import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePathOf } from '../app/config.ts';
import { drizzle } from '../platform/db/dialect.ts';
import { isLocked } from '../platform/db/lock.ts';
import { stateOfSchema } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { type Command, textOf } from './command.ts';

export const migrate: Command = {
  name: 'migrate',
  args: [],
  summary: 'Brings the database up to date with this version. Baton must not run.',
  help: `
A start of Baton does it too. Here it can be done before the start, for example to see how long it takes. The database is copied first, to
"<database>.before-<migration>". If a migration fails, the database is as before.
`,
  options: [],
  run: async (given, { env }) => {
    const path = textOf(given, 'database') ?? databasePathOf(env);
    if (!existsSync(path)) throw new UserError(`No database at ${path}. Set --database or DATABASE_PATH.`);
    if (isLocked(path))
      throw new UserError('Baton runs on this database, so it is up to date already. Nothing was done.');
    if (isCurrent(path)) return { words: 'The database is up to date.', data: { migrated: false, copy: null } };
    const before = copiesOf(path);
    const db = openDatabase(path);
    db.$client.close();
    const copy = copiesOf(path).find((file) => !before.includes(file)) ?? null;
    const kept = copy === null ? '' : ` The one from before is kept as ${copy}.`;
    return { words: `The database is up to date now.${kept}`, data: { migrated: true, copy } };
  },
};

function isCurrent(path: string): boolean {
  const client = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return stateOfSchema(drizzle(client)) === 'current';
  } finally {
    client.close();
  }
}

const copiesOf = (path: string): string[] =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.before-`))
    .map((name) => join(dirname(path), name));

/** Commands as people type them, on a database of the test’s own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../../src/cli/run.ts';
import { itemsAfter } from '../../src/library/queries.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { tempDatabase, tempFolder } from '../support/temp-database.ts';

export const NOW = new Date('2026-11-19T09:00:00Z');

export interface Shell {
  db: Db;
  path: string;
  folder: string;
  /** Runs a command. */
  baton(...argv: string[]): Promise<{ code: number; out: string; err: string }>;
  /** Writes a file into the folder. */
  put(name: string, content: string | Uint8Array): string;
  items(): ReturnType<typeof itemsAfter>;
}

export function shell(): Shell {
  const { db, path } = tempDatabase();
  const folder = tempFolder();
  return {
    db,
    path,
    folder,
    baton: async (...argv) => {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCommand(argv, {
        env: { DATABASE_PATH: path },
        now: () => NOW,
        out: (line) => out.push(line),
        err: (line) => err.push(line),
        isWatched: false,
      });
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    put: (name, content) => {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    items: () => itemsAfter(db, 0, 1_000),
  };
}

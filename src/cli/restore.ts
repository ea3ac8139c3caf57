import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolderOf, databasePathOf } from '../app/config.ts';
import { leads } from '../leads/table.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { COMMAND_LINE } from '../platform/audit/types.ts';
import { BACKUP_DATABASE } from '../platform/db/daily-backup.ts';
import { count } from '../platform/db/drizzle.ts';
import { gatherLogs, openErasureLog } from '../platform/db/erasure-log.ts';
import { openDatabase } from '../platform/db/open.ts';
import { restoreDatabase } from '../platform/db/restore.ts';
import { truncateWal } from '../platform/db/truncate-wal.ts';
import { createWriter } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { copyFiles } from '../platform/files/copy-files.ts';
import { filesBeside } from '../platform/files/store.ts';
import { applyErasuresAgain } from '../privacy/apply-again.ts';
import { eraseOtherTexts } from '../privacy/mentions.ts';
import { type Command, counted, textOf } from './command.ts';

export const restore: Command = {
  name: 'restore',
  args: ['<backup>'],
  summary: 'Puts a backup in place of the database. Baton must not run.',
  help: `
<backup> is a folder of a daily backup, or a file that "backup" wrote. It is checked first. The former database is kept next to
the new one, as "<database>.replaced-<time>". The files of the library that are missing are copied too. At the next start Baton
posts nothing twice, and sends no digest or list late. People who were erased since the backup are erased again, by the log of
erasures: next to the database, next to the backup or in BACKUP_DIR.
`,
  options: [],
  run: async (given, { env, now }) => {
    const [from = ''] = given.positionals;
    if (!existsSync(from)) throw new UserError(`There is no backup at ${from}.`);
    const file = statSync(from).isDirectory() ? join(from, BACKUP_DATABASE) : from;
    const path = textOf(given, 'database') ?? databasePathOf(env);
    const { replaced } = restoreDatabase(file, path, now());
    if (existsSync(filesBeside(file))) {
      await copyFiles(filesBeside(file), filesBeside(path), { stop: new AbortController().signal });
    }
    gatherLogs(path, file, backupFolderOf(env));
    const { total, erased } = await completed(path, now());
    const words = [
      ...(replaced ? [`The former database is kept as ${replaced}.`] : []),
      ...(erased > 0 ? [`${counted(erased, 'erasure', 'erasures')} since the backup: applied again.`] : []),
      `Restored, with ${counted(total, 'lead', 'leads')}. Start Baton.`,
    ];
    return { words: words.join('\n'), data: { leads: total, erasedAgain: erased, replaced: replaced ?? null } };
  },
};

/**
 * Opens the database as a start does, so that one which would not start is reported here, and erases again what was erased
 * since the backup.
 */
async function completed(path: string, now: Date): Promise<{ total: number; erased: number }> {
  const db = openDatabase(path);
  try {
    const log = openErasureLog(path, undefined);
    const write = createWriter(db);
    const erased = await write((tx) => {
      recordAudit(tx, { kind: 'backup.restored', actor: COMMAND_LINE }, now);
      return applyErasuresAgain(tx, log, now);
    });
    await eraseOtherTexts({ db, write, now: () => now });
    truncateWal(db);
    return { erased, total: db.select({ leads: count() }).from(leads).get()?.leads ?? 0 };
  } finally {
    db.$client.close();
  }
}

/** Fetches a dropped file and reads it into rows, in the background. */
import { UserError } from '../platform/errors.ts';
import { isTable, unpackCsv, unpackTable } from '../platform/files/tables.ts';
import type { Services } from '../platform/services.ts';
import { requireImport } from './queries.ts';
import { dropImport, next } from './start.ts';
import type { Import } from './table.ts';
import { rowsFile, type Work } from './work.ts';

/** A file of a million rows has some hundred megabytes. */
const MOST_FILE_BYTES = 512 * 1024 * 1024;

/** From Slack. A file that cannot be read is dropped with its reason; any other failure is tried again. */
export async function readDropped(
  { fetchFile, ...work }: Work & Pick<Services, 'fetchFile'>,
  one: Import,
  stop: AbortSignal,
): Promise<void> {
  const { files, write, now } = work;
  const original = `import-${one.id}.file`;
  try {
    const { content } = await fetchFile(one.fileId ?? '', stop);
    const { sha256 } = await files.take(original, content, MOST_FILE_BYTES);
    await readTable(work, one, { path: files.taken(original), sha256 }, { signal: stop });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await write((tx) => dropImport(tx, one.id, error.message, now()));
  } finally {
    await files.drop(original);
  }
}

/**
 * @param isOurs a file on this machine that its admin named: a CSV file is read in this process.
 * @throws UserError with the reason why it cannot be read.
 */
export async function readTable(
  { files, write, now }: Work,
  one: Import,
  { path, sha256 }: { path: string; sha256: string },
  { signal, encoding, isOurs = false }: { signal?: AbortSignal; encoding?: string | undefined; isOurs?: boolean } = {},
): Promise<Import> {
  if (!isTable(one.name)) throw new UserError('I read CSV and Excel files (.csv, .tsv, .xlsx).');
  const rowsTo = files.taken(rowsFile(one.id));
  await files.drop(rowsFile(one.id));
  const file = { path, name: one.name, rowsTo, encoding };
  const isPlain = isOurs && !/\.xls/i.test(one.name);
  const read = isPlain ? await unpackCsv(file) : await unpackTable(file, { ...(signal && { signal }) });
  if (read === 'interrupted') return one;
  if ('trouble' in read) throw new UserError(read.trouble);
  const { rows, columns, question = null } = read;
  return await write((tx) => {
    const found = requireImport(tx, one.id);
    return found.state === 'arrived'
      ? next(tx, found, { state: 'read', sha256, rows, columns, question }, now())
      : found;
  });
}

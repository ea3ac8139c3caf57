/**
 * The log of erasures, outside the database: a restored copy of the database does not know them, and they are applied to it
 * again. It holds ids and times, and no personal data.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makePrivate } from './private-file.ts';

const entrySchema = z.object({
  subject: z.string(),
  at: z.iso.datetime(),
  /** The card's place in Slack. */
  card: z.object({ channel: z.string(), ts: z.string() }).optional(),
});
export type LogEntry = z.infer<typeof entrySchema>;

export interface ErasureLog {
  /**
   * Adds an entry; it is on the disk on return. Call it in the transaction of the erasure: after a crash in between, the next
   * start applies the entry. The copy in the backup folder may fail, and `copy` repeats it.
   */
  append(entry: LogEntry): void;
  entries(): LogEntry[];
  /** Brings the copies up to date, `again` even if nothing was added. @throws when one cannot be written. */
  copy(how?: { again?: boolean }): void;
}

/** The name of the copy in the backup folder. */
const COPY = 'erasures.jsonl';

/** The file next to a database. */
export const logBeside = (databasePath: string): string => `${databasePath}.${COPY}`;

/** `backupFolder` has a copy, so that the log outlives the machine. A `:memory:` database keeps none. */
export function openErasureLog(databasePath: string, backupFolder: string | undefined): ErasureLog {
  if (databasePath === ':memory:') return logInMemory();
  const path = logBeside(databasePath);
  const copyPath = backupFolder === undefined ? undefined : join(backupFolder, COPY);
  let copied: number | undefined;
  return {
    append(entry) {
      appendTo(path, [entry]);
      try {
        if (copyPath) appendTo(copyPath, [entry]);
      } catch {
        // `copy` tries again, and its failure is reported.
      }
    },
    entries: () => readLog(path),
    copy({ again = false } = {}) {
      const size = sizeOf(path);
      // The backup folder may be on a network, so it is read only when there is something to write.
      if (!copyPath || (size === copied && !again)) return;
      bringIn(copyPath, path);
      bringIn(path, copyPath);
      copied = sizeOf(path);
    },
  };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function logInMemory(): ErasureLog {
  const kept: LogEntry[] = [];
  return { append: (entry) => void kept.push(entry), entries: () => [...kept], copy: () => undefined };
}

/**
 * Adds to the log of a database what other logs know: those next to a backup that is restored.
 * @returns the files that were found.
 */
export function gatherLogs(databasePath: string, backup: string, backupFolder: string | undefined): string[] {
  const folders = [dirname(backup), dirname(dirname(backup)), backupFolder];
  const places = [
    logBeside(databasePath),
    logBeside(backup),
    ...folders.flatMap((folder) => (folder === undefined ? [] : [join(folder, COPY)])),
  ];
  const found = [...new Set(places)].filter((place) => existsSync(place));
  for (const place of found) bringIn(place, logBeside(databasePath));
  return found;
}

/** Adds to `into` the entries that only `from` has. */
function bringIn(from: string, into: string): void {
  const known = new Set(readLog(into).map(({ subject }) => subject));
  const missing = readLog(from).filter(({ subject }) => !known.has(subject));
  if (missing.length > 0) appendTo(into, missing);
}

function appendTo(path: string, entries: LogEntry[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  makePrivate(path);
  const file = openSync(path, 'r+');
  try {
    const content = readFileSync(file, 'utf8');
    // A crash may leave half a line, which must not swallow the next one.
    const start = content === '' || content.endsWith('\n') ? '' : '\n';
    const lines = Buffer.from(`${start}${entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')}`);
    writeSync(file, lines, 0, lines.length, Buffer.byteLength(content));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readLog(path: string): LogEntry[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const read = entrySchema.safeParse(parsed(line));
      return read.success ? [read.data] : [];
    });
}

/** Undefined for half a line. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

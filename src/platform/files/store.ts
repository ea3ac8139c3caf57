import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, openAsBlob, type ReadStream, readdirSync, rmSync, statSync } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFaulty, isDiskFull, UserError } from '../errors.ts';
import { DAY_MS } from '../time/units.ts';

interface KeptFile {
  /** SHA-256 of the bytes in hex, the key for reading. */
  sha256: string;
  bytes: number;
}

/** Files on the disk, addressed by their content: the same bytes are kept once, and nothing is overwritten. */
export interface Files {
  /**
   * Resolves when the file is durably on the disk.
   * @throws UserError when it is empty or larger than `mostBytes`; nothing is kept then.
   */
  keep(content: Content, mostBytes: number): Promise<KeptFile>;
  /** The result of `keep`, without keeping anything. */
  measure(content: Content, mostBytes: number): Promise<KeptFile>;
  /** Its bytes stay on the disk until they are read. Undefined for an unknown file. */
  blob(sha256: string): Promise<Blob | undefined>;
  /** @throws ENOENT from the stream for an unknown file. */
  stream(sha256: string): ReadStream;
  has(sha256: string): Promise<boolean>;
  /** Writes a file for work that ends within a day: it is removed then. The same limits as `keep`. */
  take(name: string, content: Content, mostBytes: number): Promise<KeptFile>;
  /** Removes such a file; nothing happens without one. */
  drop(name: string): Promise<void>;
  /** The path of such a file. */
  taken(name: string): string;
  /** The path of a file, for a process that reads it. */
  pathOf(sha256: string): string;
}

/** The folder for the files of a database. */
export const filesBeside = (databasePath: string): string => `${databasePath}.files`;

/** @param folder created when missing; half-written files of a stopped process are removed. */
export function openFiles(folder: string): Files {
  const halfWritten = join(folder, 'new');
  mkdirSync(halfWritten, { recursive: true });
  clearOld(halfWritten);

  function pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a SHA-256 in hex.');
    return join(folder, sha256.slice(0, 2), sha256);
  }

  async function keep(content: Content, mostBytes: number): Promise<KeptFile> {
    const temporary = join(halfWritten, randomUUID());
    try {
      const kept = await writeNew(temporary, content, mostBytes);
      const path = pathOf(kept.sha256);
      await mkdir(dirname(path), { recursive: true });
      // Replaces a file of the same content without effect; an open reader keeps the old one.
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return kept;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  const blob = async (sha256: string) => ((await has(sha256)) ? openAsBlob(pathOf(sha256)) : undefined);

  const has = (sha256: string) =>
    access(pathOf(sha256)).then(
      () => true,
      () => false,
    );

  const taken = (name: string) => join(halfWritten, name);
  const drop = (name: string) => rm(taken(name), { force: true });
  async function take(name: string, content: Content, mostBytes: number): Promise<KeptFile> {
    await drop(name);
    try {
      return await writeNew(taken(name), content, mostBytes);
    } catch (error) {
      await drop(name);
      throw error;
    }
  }

  const measure = (content: Content, mostBytes: number) => checked(content, mostBytes, async () => {});

  return { keep, measure, take, taken, drop, blob, has, pathOf, stream: (sha256) => createReadStream(pathOf(sha256)) };
}

/** Longer than any write: an import may be writing while Baton starts. */
const HALF_WRITTEN_MS = DAY_MS;

function clearOld(folder: string): void {
  const long = Date.now() - HALF_WRITTEN_MS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? long) < long) rmSync(path, { force: true });
  }
}

type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

async function writeNew(path: string, content: Content, mostBytes: number): Promise<KeptFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const kept = await checked(content, mostBytes, (chunk) => file.writeFile(chunk));
    await file.sync();
    return kept;
  } catch (error) {
    if (isDiskFull(error)) throw new UserError('My disk is full, so the file was not saved.', { cause: error });
    if (isDiskFaulty(error)) throw new UserError('My disk has a fault, so the file was not saved.', { cause: error });
    throw error;
  } finally {
    await file.close();
  }
}

/** Reads the content to its end and passes each chunk to `take`. */
async function checked(
  content: Content,
  mostBytes: number,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<KeptFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    hash.update(chunk);
    await take(chunk);
  }
  if (bytes === 0) throw new UserError('This file is empty.');
  return { sha256: hash.digest('hex'), bytes };
}

/** The refusal of a file larger than this. */
const tooLarge = (mostBytes: number): UserError =>
  new UserError(`This file is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB. Give a link to it instead.`);

/** A new file name is durable only after its folder is synced. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot sync a folder.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

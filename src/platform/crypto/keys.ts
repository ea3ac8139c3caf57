import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Keys of 256 bits that are in no database and so in none of its backups: see docs/decisions/0004-anonymity.md. */
export interface Keys {
  /** Undefined when there is none of this name, or it was destroyed, or stayed behind on another machine. */
  find(name: string): KeyObject | undefined;
  /** The key of this name, made at first need; on the disk when it returns. Names are letters, digits and dashes. */
  require(name: string): KeyObject;
  /** What was made unreadable by this key stays so. A name that is not there is no fault. */
  destroy(name: string): void;
  names(): string[];
}

const SIZE = 32;
const NAME = /^[a-z\d-]{1,80}$/i;

/** Keys in a folder beside the database, a file each that only this user reads; those of `:memory:` are kept nowhere. */
export function createKeys(databasePath: string): Keys {
  return databasePath === ':memory:' ? keysInMemory() : keysInFolder(`${databasePath}.keys`);
}

function keysInFolder(folder: string): Keys {
  const pathOf = (name: string) => {
    if (!NAME.test(name)) throw new TypeError(`Not the name of a key: ${name}.`);
    return join(folder, name);
  };

  function find(name: string): KeyObject | undefined {
    const bytes = unlessMissing(() => readFileSync(pathOf(name)));
    // One that was cut short by a crash was never used: who makes a key waits until all of it is written.
    return bytes?.length === SIZE ? createSecretKey(bytes) : undefined;
  }

  function make(name: string): KeyObject {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const bytes = randomBytes(SIZE);
    writeAll(openSync(pathOf(name), 'w', 0o600), bytes);
    syncFolder(folder);
    return createSecretKey(bytes);
  }

  function destroy(name: string): void {
    const path = pathOf(name);
    const file = unlessMissing(() => openSync(path, 'r+'));
    if (file === undefined) return;
    // Over the old bytes first: what is only unlinked can be read off the disk for a while.
    writeAll(file, Buffer.alloc(fstatSync(file).size));
    unlinkSync(path);
    syncFolder(folder);
  }

  return {
    find,
    require: (name) => find(name) ?? make(name),
    destroy,
    names: () => unlessMissing(() => readdirSync(folder)) ?? [],
  };
}

function keysInMemory(): Keys {
  const kept = new Map<string, KeyObject>();
  return {
    find: (name) => kept.get(name),
    require(name) {
      const key = kept.get(name) ?? createSecretKey(randomBytes(SIZE));
      kept.set(name, key);
      return key;
    },
    destroy: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  };
}

function writeAll(file: number, bytes: Buffer): void {
  try {
    writeSync(file, bytes, 0, bytes.length, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  // Windows opens no folders; there the file system's own journal has to do.
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function unlessMissing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

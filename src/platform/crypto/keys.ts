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
import { notSaved } from '../errors.ts';

/** Keys of 256 bits, outside the database and so outside its backups: docs/decisions/0004-anonymity.md. */
export interface Keys {
  /** Undefined when no key has this name: never made, destroyed, or left on another machine. */
  find(name: string): KeyObject | undefined;
  /** The key of this name, made at first use, and on the disk on return. Names are letters, digits and dashes. */
  require(name: string): KeyObject;
  /** Makes everything sealed with this key unreadable forever. An unknown name is no error. */
  destroy(name: string): void;
  names(): string[];
}

const SIZE = 32;
const NAME = /^[a-z\d-]{1,80}$/i;

/** One file per key, in a folder next to the database that only this user can read. A `:memory:` database keeps none. */
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
    // A crash may leave a short file. Its key was never used: `make` returns after all of it is written.
    return bytes?.length === SIZE ? createSecretKey(bytes) : undefined;
  }

  function make(name: string): KeyObject {
    const bytes = randomBytes(SIZE);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeAll(openSync(pathOf(name), 'w', 0o600), bytes);
      syncFolder(folder);
    } catch (error) {
      throw notSaved(error) ?? error;
    }
    return createSecretKey(bytes);
  }

  function destroy(name: string): void {
    const path = pathOf(name);
    const file = unlessMissing(() => openSync(path, 'r+'));
    if (file === undefined) return;
    // Overwrite first: an unlinked file can be read from the disk for a while.
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
    // A disk that becomes full may take a part of them, and that is no error yet: the next byte is.
    for (let written = 0; written < bytes.length; )
      written += writeSync(file, bytes, written, bytes.length - written, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  // Windows cannot open folders and relies on the file system's journal.
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

import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = /^[0-9a-f]{2}$/;
const FILE = /^[0-9a-f]{64}$/;

/**
 * Copies the kept files that a folder lacks, each whole or not at all. A file that `earlier`, a former copy, has too is
 * linked to it where the disk can do that, so that it takes no space: kept files never change.
 */
export async function copyFiles(from: string, to: string, { earlier, stop }: CopyOptions): Promise<void> {
  for (const folder of await names(from, FOLDER)) {
    await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
    const there = new Set(await names(join(to, folder), FILE));
    for (const name of await names(join(from, folder), FILE)) {
      stop.throwIfAborted();
      if (there.has(name)) continue;
      const target = join(to, folder, name);
      if (earlier !== undefined && (await isLinked(join(earlier, folder, name), target))) continue;
      // The name says the content, so a copy that was broken off must not have it.
      await copyFile(join(from, folder, name), `${target}.part`, constants.COPYFILE_FICLONE);
      await rename(`${target}.part`, target);
    }
  }
}

interface CopyOptions {
  earlier?: string | undefined;
  stop: AbortSignal;
}

const isLinked = (file: string, target: string): Promise<boolean> =>
  link(file, target).then(
    () => true,
    () => false,
  );

async function names(folder: string, wanted: RegExp): Promise<string[]> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return found.filter((name) => wanted.test(name));
}

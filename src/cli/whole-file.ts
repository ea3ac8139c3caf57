import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../platform/errors.ts';
import { withRoom } from './room.ts';

/** Only this user can read it: exports may be confidential. */
const OWNER_ONLY = 0o600;

type Content = Iterable<string> | AsyncIterable<string | string[] | Uint8Array>;

/** Writes a file that is whole or as it was before. @throws UserError when its disk is full. */
export const writeWhole = (path: string, content: Content, ...through: NodeJS.ReadWriteStream[]): Promise<void> =>
  withRoom(path, async () => {
    const part = `${path}.part`;
    try {
      await pipeline([Readable.from(content), ...through, createWriteStream(part, { mode: OWNER_ONLY, flush: true })]);
      await rename(part, path);
    } finally {
      await rm(part, { force: true });
    }
  });

/** @throws UserError if something has this path. */
export async function requireNew(path: string): Promise<void> {
  const known = await stat(path).catch(() => undefined);
  if (known) throw new UserError(`${path} exists already. Name a new file: nothing is overwritten.`);
}

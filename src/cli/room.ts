import { isDiskFull, notSaved, UserError } from '../platform/errors.ts';

class NoRoom extends UserError {}

/**
 * Runs work that writes to the disk of `path`.
 * @throws UserError with the fix when that disk is full or has a fault. A disk that the work named itself is not named again.
 */
export async function withRoom<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoRoom || !notSaved(error)) throw error;
    const words = isDiskFull(error) ? 'is full. Free some space' : 'has a fault. Move it to another disk';
    throw new NoRoom(`The disk of ${path} ${words}, then run this command again.`, { cause: error });
  }
}

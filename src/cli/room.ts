import { isDiskFull, UserError } from '../platform/errors.ts';

class NoRoom extends UserError {}

/**
 * Runs work that writes to the disk of `path`.
 * @throws UserError with the fix when that disk is full. A disk that the work named itself is not named again.
 */
export async function withRoom<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoRoom || !isDiskFull(error)) throw error;
    const words = `The disk of ${path} is full. Free some space, then run this command again.`;
    throw new NoRoom(words, { cause: error });
  }
}

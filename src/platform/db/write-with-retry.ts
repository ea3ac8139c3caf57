import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, type Tx, type Write } from './write.ts';

const AGAIN_MS = 250;

/**
 * Writes what has already happened outside, and tries again for as long as the disk is full or the database held: to
 * forget it would make it happen twice. For what nobody waits for; a person is told at once instead.
 * @throws what `change` throws, and the database's error once `giveUp` says so.
 */
export async function writeWithRetry<T>(write: Write, change: (tx: Tx) => T, giveUp: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await write(change);
    } catch (error) {
      if (!isUnavailable(error) || giveUp()) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

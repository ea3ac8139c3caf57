import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, type Tx, type Write } from './write.ts';

const AGAIN_MS = 250;

/**
 * Records something that has already happened outside, such as a posted message. Retries while the disk is full or the
 * database is held: a lost record would make it happen twice. Not for requests of people, who get an answer at once.
 * @throws the error of `change`, and the database's error once `giveUp` returns true.
 */
export async function writeWithRetry<T>(
  write: Write,
  change: (tx: Tx) => T,
  giveUp: (error: unknown) => boolean,
): Promise<T> {
  for (;;) {
    try {
      return await write(change);
    } catch (error) {
      if (!isUnavailable(error) || giveUp(error)) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

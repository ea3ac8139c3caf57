import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { pseudonymOf } from '../platform/crypto/pseudonyms.ts';
import { UserError } from '../platform/errors.ts';

/** Counts what each person puts into the box on a day. */
export interface DailyLimit {
  /** @throws UserError when it is more than `most`. */
  take(userId: string, most: number, now: Date): void;
  /** For what was not put in after all. */
  giveBack(userId: string, now: Date): void;
}

/**
 * In memory alone, by marks under a key that is drawn for each day and thrown away with it: nothing of it comes to the
 * disk, and after a restart a day begins anew.
 */
export function openDailyLimit(): DailyLimit {
  let day = '';
  let key: KeyObject;
  let taken = new Map<string, number>();

  function markToday(userId: string, now: Date): string {
    const today = now.toISOString().slice(0, 10);
    if (today !== day) {
      day = today;
      key = createSecretKey(randomBytes(32));
      taken = new Map();
    }
    return pseudonymOf(key, 'day', userId);
  }

  return {
    take(userId, most, now) {
      const mark = markToday(userId, now);
      const times = taken.get(mark) ?? 0;
      if (times >= most) {
        throw new UserError(
          `You put ${most === 1 ? 'one thing' : `${most} things`} into the box today, and that is the most for a day. Please come back tomorrow.`,
        );
      }
      taken.set(mark, times + 1);
    },
    giveBack(userId, now) {
      const mark = markToday(userId, now);
      taken.set(mark, Math.max(0, (taken.get(mark) ?? 0) - 1));
    },
  };
}

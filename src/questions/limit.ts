import { UserError } from '../platform/errors.ts';
import { transientCodes } from './anonymous.ts';

/** Counts the questions and replies of each person per day. */
export interface DailyLimit {
  /** @throws UserError when it is more than `most`. */
  take(userId: string, most: number, now: Date): void;
  /** After a submission that failed. */
  giveBack(userId: string, now: Date): void;
}

/** In memory alone, under a new key each day: nothing reaches the disk. A restart starts the day again. */
export function createDailyLimit(): DailyLimit {
  let day = '';
  let codeOf = transientCodes();
  let taken = new Map<string, number>();

  function codeToday(userId: string, now: Date): string {
    const today = now.toISOString().slice(0, 10);
    if (today !== day) {
      day = today;
      codeOf = transientCodes();
      taken = new Map();
    }
    return codeOf(userId);
  }

  return {
    take(userId, most, now) {
      const code = codeToday(userId, now);
      const times = taken.get(code) ?? 0;
      if (times >= most) {
        throw new UserError(`Daily limit reached (${most} a day). Please come back tomorrow.`);
      }
      taken.set(code, times + 1);
    },
    giveBack(userId, now) {
      const code = codeToday(userId, now);
      taken.set(code, Math.max(0, (taken.get(code) ?? 0) - 1));
    },
  };
}

import { UserError } from '../platform/errors.ts';
import { transientCodes } from './anonymous.ts';

/**
 * Sends for a person if their day has room. A submission that fails or repeats an earlier one does not count.
 * @throws UserError when the person has sent `most` today.
 */
export type DailyLimit = (
  who: { userId: string; most: number; now: Date },
  send: () => Promise<boolean>,
) => Promise<void>;

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

  return async ({ userId, most, now }, send) => {
    const add = (count: number): number => {
      const code = codeToday(userId, now);
      const sent = (taken.get(code) ?? 0) + count;
      taken.set(code, Math.max(0, sent));
      return sent;
    };
    if (add(0) >= most) throw new UserError(`Daily limit reached (${most} a day). Please come back tomorrow.`);
    // Counted before it is sent, so that two at once do not pass together.
    add(1);
    let isSent = false;
    try {
      isSent = await send();
    } finally {
      if (!isSent) add(-1);
    }
  };
}

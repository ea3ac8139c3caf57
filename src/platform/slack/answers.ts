import { NotYet, UserError } from '../errors.ts';
import { slackError } from './open-view.ts';
import type { Clock } from './pages.ts';

const NOT_CHECKED = 'I could not check with Slack who may do this. Please try again in a minute.';

/** Its cause tells the inbox that an event can be tried again. */
const notChecked = () => new UserError(NOT_CHECKED, { cause: new NotYet('Slack is asked again after a pause') });

export interface Answers<T> {
  /**
   * The known answer if it is at most this old, else Slack's. With `usableMs`, an older one answers too, while Slack is asked
   * for the next time.
   * @throws UserError at once when Slack fails or asks for a pause, with the cause. An answer that comes after the pause
   * is kept.
   */
  get(id: string, maxAgeMs: number, usableMs?: number): Promise<T>;
  known(id: string, maxAgeMs: number): T | undefined;
  /** An answer that is on its way may be older than the change, and is not kept either. */
  forget(id: string): void;
  forgetAll(): void;
}

/** Beyond this number, the oldest answers are dropped. */
const MOST_KEPT = 5_000;

interface Pending<T> {
  answer: Promise<T>;
  isWaiting: boolean;
}

/** Keeps answers by id. Each id is asked for once at a time, and an answer's age counts from the moment it came. */
export function keepAnswers<T>(ask: (id: string, onWait: () => void) => Promise<T>, clock: Clock): Answers<T> {
  const kept = new Map<string, { value: T; at: number }>();
  const pending = new Map<string, Pending<T>>();

  function start(id: string): Pending<T> {
    let refuse: (error: Error) => void = () => {};
    const refused = new Promise<never>((_, reject) => {
      refuse = reject;
    });
    const asked: Pending<T> = { isWaiting: false, answer: refused };
    const isCurrent = () => pending.get(id) === asked;
    const late = ask(id, () => {
      asked.isWaiting = true;
      refuse(notChecked());
    }).then(
      (value) => {
        if (isCurrent()) {
          pending.delete(id);
          keep(id, value);
        }
        return value;
      },
      (error: unknown) => {
        if (isCurrent()) pending.delete(id);
        if (error instanceof UserError) throw error;
        throw new UserError(NOT_CHECKED, { cause: error });
      },
    );
    asked.answer = Promise.race([late, refused]);
    // Also when no caller waits any more.
    for (const each of [late, refused, asked.answer]) each.catch(() => {});
    pending.set(id, asked);
    return asked;
  }

  function keep(id: string, value: T): void {
    kept.delete(id);
    kept.set(id, { value, at: clock.nowMs() });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  function known(id: string, maxAgeMs: number): T | undefined {
    const answer = kept.get(id);
    return answer && clock.nowMs() - answer.at < maxAgeMs ? answer.value : undefined;
  }

  return {
    async get(id, maxAgeMs, usableMs = maxAgeMs) {
      const value = known(id, usableMs);
      if (value !== undefined) {
        if (known(id, maxAgeMs) === undefined && !pending.has(id)) start(id);
        return value;
      }
      const asked = pending.get(id) ?? start(id);
      if (asked.isWaiting) throw notChecked();
      return asked.answer;
    },
    known,
    forget(id) {
      kept.delete(id);
      pending.delete(id);
    },
    forgetAll() {
      kept.clear();
      pending.clear();
    },
  };
}

/** A workspace that an organisation took away: Baton goes on in the others. */
export const NOT_GRANTED: ReadonlySet<string> = new Set(['team_access_not_granted']);

/** Slack's answer, or undefined when it fails with one of these codes. */
export async function unless<T>(codes: ReadonlySet<string>, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (codes.has(slackError(error) ?? '')) return undefined;
    throw error;
  }
}

/** A list of ids in an answer. @throws without one: that is not an empty list. */
export function idsIn(list: unknown): string[] {
  if (Array.isArray(list) && list.every((id) => typeof id === 'string')) return list;
  throw new TypeError('Slack answered without a list of ids');
}

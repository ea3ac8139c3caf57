import type { World } from '../world.ts';

const PATIENCE_MS = 5000;
/** Many short waits: a machine that stands still meanwhile is no fault of the app. */
const STEP_MS = 50;

/**
 * Resolves with the first result of `look`, now or after any later change in the workspace. Rejects after five seconds
 * with a description of the current state.
 */
export function waitFor<T>(
  world: World,
  what: string,
  look: () => T | undefined,
  there: () => string,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const found = look();
  if (found !== undefined) return Promise.resolve(found);
  const waiter = new Error(`Timed out waiting for ${what}.`);
  return new Promise((resolve, reject) => {
    const stop = world.store.changes.listen(() => {
      try {
        const now = look();
        if (now === undefined) return;
        clearInterval(timer);
        stop();
        resolve(now);
      } catch (error) {
        clearInterval(timer);
        stop();
        reject(error);
      }
    });
    let waitedMs = 0;
    const timer = setInterval(() => {
      waitedMs += STEP_MS;
      if (waitedMs < patienceMs) return;
      clearInterval(timer);
      stop();
      const problems = world.problems.length > 0 ? `\nProblems so far:\n  ${world.problems.join('\n  ')}` : '';
      waiter.message = `Waited ${patienceMs / 1000} s for ${what}. There was:\n${there() || '  nothing'}${problems}`;
      reject(waiter);
    }, STEP_MS);
  });
}

export const indented = (text: string): string => text.replace(/^/gm, '  ');

/**
 * Runs one task at a time for each key. Of those that wait only the newest runs: a newer one makes the others needless.
 */
export function createLatestOnly(): (key: string, task: () => Promise<void>) => Promise<void> {
  const running = new Map<string, { next?: () => Promise<void> }>();
  return async (key, task) => {
    const known = running.get(key);
    if (known) {
      known.next = task;
      return;
    }
    const queue: { next?: () => Promise<void> } = { next: task };
    running.set(key, queue);
    try {
      for (let run = queue.next; run; run = queue.next) {
        delete queue.next;
        await run();
      }
    } finally {
      running.delete(key);
    }
  };
}

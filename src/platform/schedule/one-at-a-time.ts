export interface OneAtATime {
  /** The run that is under way. */
  running(): Promise<void> | undefined;
  /** Resolves with a run that starts after the call, and after the one under way. Callers who wait share it. */
  run(): Promise<void>;
}

/** Keeps `work` from running twice at the same time. It must not reject. */
export function oneAtATime(work: () => Promise<void>): OneAtATime {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    next = undefined;
    current = work().finally(() => {
      current = undefined;
    });
    return current;
  }

  return {
    running: () => current,
    run() {
      next ??= current?.then(start);
      return next ?? start();
    },
  };
}

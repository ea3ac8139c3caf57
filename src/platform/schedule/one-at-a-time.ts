export interface OneAtATime {
  /** The run in progress. */
  running(): Promise<void> | undefined;
  /** Resolves with a run that starts after this call and after the run in progress. Waiting callers share it. */
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

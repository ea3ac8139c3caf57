import type { TaskState } from './protocol.ts';
import type { Store } from './state/store.ts';
import type { Traffic } from './traffic.ts';

/** Something to try. Once `isDone` has said yes, it is not asked again. */
export interface Task {
  id: string;
  title: string;
  hint: string;
  /** Asked after every change and everything that passes, so it has to be quick. */
  isDone(seen: { store: Store; traffic: Traffic }): boolean;
}

export interface Tasks {
  state(): TaskState[];
  /** Calls the listener whenever one more is done, until the returned function is called. */
  listen(listener: () => void): () => void;
  stop(): void;
}

/** Watches what happens and ticks off what is done, for as long as the sandbox runs. */
export function watchTasks(tasks: readonly Task[], store: Store, traffic: Traffic): Tasks {
  const done = new Set<string>();
  const listeners = new Set<() => void>();
  const look = (): void => {
    const before = done.size;
    for (const task of tasks) if (!done.has(task.id) && task.isDone({ store, traffic })) done.add(task.id);
    if (done.size > before) for (const listener of [...listeners]) listener();
    if (done.size === tasks.length) stop();
  };
  const stops = tasks.length > 0 ? [store.changes.listen(look), traffic.listen(look)] : [];
  const stop = (): void => {
    for (const each of stops) each();
  };
  return {
    state: () => tasks.map(({ id, title, hint }) => ({ id, title, hint, done: done.has(id) })),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}

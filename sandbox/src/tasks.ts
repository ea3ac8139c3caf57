import type { TaskLink, TaskState } from './protocol.ts';
import type { Store } from './state/store.ts';
import type { Traffic } from './traffic.ts';

/** A task to try. `isDone` is no longer called once it has returned true. */
export interface Task {
  id: string;
  title: string;
  hint: string;
  /** Called whenever the page asks for the tasks, so the link follows the workspace. */
  link?(store: Store): TaskLink | undefined;
  /** Called after every change and every delivery, so it must be fast. A task without it is never checked off. */
  isDone?(seen: { store: Store; traffic: Traffic }): boolean;
}

export interface Tasks {
  state(): TaskState[];
  /** Calls the listener whenever another task is done, until the returned function is called. */
  listen(listener: () => void): () => void;
  stop(): void;
}

/** Watches the workspace and checks off finished tasks while the sandbox runs. */
export function watchTasks(tasks: readonly Task[], store: Store, traffic: Traffic): Tasks {
  const done = new Set<string>();
  const listeners = new Set<() => void>();
  const countable = tasks.filter(({ isDone }) => isDone);
  const look = (): void => {
    const before = done.size;
    for (const task of countable) if (!done.has(task.id) && task.isDone?.({ store, traffic })) done.add(task.id);
    if (done.size > before) for (const listener of [...listeners]) listener();
    if (done.size === countable.length) stop();
  };
  const stops = countable.length > 0 ? [store.changes.listen(look), traffic.listen(look)] : [];
  const stop = (): void => {
    for (const each of stops) each();
  };
  return {
    state: () =>
      tasks.map(({ id, title, hint, link }) => {
        const leads = link?.(store);
        return { id, title, hint, done: done.has(id), ...(leads && { link: leads }) };
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}

/** The next state of a queue after a step. Waits use the monotonic clock, because the clock of the rows may jump. */
export type Next =
  /** Another step after so many milliseconds. */
  | { rest: number }
  /** Nothing is due. The memory of the queue is kept for so long; a new message starts a step. */
  | { keep: number }
  /** Nothing is due before this moment. */
  | { dueAt: Date }
  | 'empty';

export interface Queues {
  /** Something may be due in this queue. */
  add(orderingKey: string): void;
  /** Starts the deferred queues whose moment has come. */
  wakeDeferred(): void;
  pause(): void;
  resume(): void;
  isEmpty(): boolean;
  /** Resolves when no queue has anything due. Deferred queues do not count. */
  empty(): Promise<void>;
  /** Starts no further step; resolves when the running ones have ended. */
  stop(): Promise<void>;
}

interface Queue<Memory> {
  orderingKey: string;
  memory: Memory;
  timer?: NodeJS.Timeout;
  running: boolean;
  /** Its rest ends when a message is added. */
  kept: boolean;
  /** A message was added during the step. */
  again: boolean;
}

/** A clock that is set forward is noticed within this time. */
const LONGEST_DEFERRAL_MS = 30_000;

/**
 * Runs the steps of many queues: one at a time within a queue, `concurrency` queues at once. A queue that rests does
 * not count. `Memory` is the state of a queue until it is empty.
 */
export function startQueues<Memory>({
  concurrency,
  remember,
  step,
  now,
}: {
  concurrency: number;
  remember: () => Memory;
  /** Must not reject. */
  step: (orderingKey: string, memory: Memory) => Promise<Next>;
  now: () => Date;
}): Queues {
  const queues = new Map<string, Queue<Memory>>();
  const deferred = new Map<string, number>();
  const ready = new Set<Queue<Memory>>();
  const atEmpty: (() => void)[] = [];
  const atRest: (() => void)[] = [];
  let running = 0;
  let paused = false;
  let stopped = false;
  let deferredTimer: NodeJS.Timeout | undefined;

  function pump(): void {
    for (const queue of ready) {
      if (paused || stopped || running >= concurrency) return;
      ready.delete(queue);
      void run(queue);
    }
  }

  async function run(queue: Queue<Memory>): Promise<void> {
    running += 1;
    queue.running = true;
    queue.kept = false;
    queue.again = false;
    const next = await step(queue.orderingKey, queue.memory);
    running -= 1;
    queue.running = false;
    if (next !== 'empty' && 'rest' in next) rest(queue, next.rest);
    else if (queue.again) rest(queue, 0);
    else if (next !== 'empty' && 'keep' in next) {
      queue.kept = true;
      rest(queue, next.keep);
    } else remove(queue, next);
    if (running === 0) for (const resolve of atRest.splice(0)) resolve();
    if (atEmpty.length > 0 && isEmpty()) for (const resolve of atEmpty.splice(0)) resolve();
    pump();
  }

  function rest(queue: Queue<Memory>, ms: number): void {
    if (stopped) return;
    if (ms <= 0) {
      ready.add(queue);
      return;
    }
    queue.timer = setTimeout(() => endRest(queue), ms);
  }

  function endRest(queue: Queue<Memory>): void {
    queue.kept = false;
    clearTimeout(queue.timer);
    queue.timer = undefined;
    ready.add(queue);
    pump();
  }

  function remove({ orderingKey }: Queue<Memory>, next: 'empty' | { dueAt: Date }): void {
    queues.delete(orderingKey);
    if (next !== 'empty') {
      deferred.set(orderingKey, next.dueAt.getTime());
      watchDeferred();
    }
  }

  const isEmpty = () => [...queues.values()].every(({ kept }) => kept);

  function watchDeferred(): void {
    clearTimeout(deferredTimer);
    if (stopped || deferred.size === 0) return;
    const nearest = Math.min(...deferred.values()) - now().getTime();
    deferredTimer = setTimeout(wakeDeferred, Math.min(Math.max(nearest, 0), LONGEST_DEFERRAL_MS)).unref();
  }

  function wakeDeferred(): void {
    if (deferred.size === 0) return;
    const moment = now().getTime();
    for (const [orderingKey, at] of deferred) if (at <= moment) add(orderingKey);
    watchDeferred();
  }

  function add(orderingKey: string): void {
    if (stopped) return;
    deferred.delete(orderingKey);
    const known = queues.get(orderingKey);
    if (known) {
      known.again = known.running;
      if (known.kept) endRest(known);
      return;
    }
    const queue: Queue<Memory> = { orderingKey, memory: remember(), running: false, kept: false, again: false };
    queues.set(orderingKey, queue);
    ready.add(queue);
    pump();
  }

  return {
    add,
    wakeDeferred,
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      pump();
    },
    isEmpty,
    empty: () => (isEmpty() ? Promise.resolve() : new Promise((resolve) => atEmpty.push(resolve))),
    stop: () => {
      stopped = true;
      clearTimeout(deferredTimer);
      for (const queue of queues.values()) clearTimeout(queue.timer);
      return running === 0 ? Promise.resolve() : new Promise((resolve) => atRest.push(resolve));
    },
  };
}

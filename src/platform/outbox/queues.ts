/** What a lane does after a step. Times are real ones: the clock of the rows may jump. */
export type Next =
  /** Another step after so many milliseconds of real time. */
  | { rest: number }
  /** Nothing is due; what is known of the lane is kept for so long, and another step when something is added. */
  | { keep: number }
  /** Nothing is due before this moment. */
  | { dueAt: Date }
  | 'empty';

export interface Lanes {
  /** Something may be due in this lane. */
  add(lane: string): void;
  /** Brings back the lanes whose moment has come by the clock. */
  wakeDeferred(): void;
  pause(): void;
  resume(): void;
  isEmpty(): boolean;
  /** Resolves when no lane has anything due; deferred ones do not count. */
  empty(): Promise<void>;
  /** Begins no further step; resolves when those under way have ended. */
  stop(): Promise<void>;
}

interface Lane<M> {
  name: string;
  memory: M;
  timer?: NodeJS.Timeout;
  running: boolean;
  /** Its rest ends when something is added. */
  kept: boolean;
  /** Something was added while its step was under way. */
  again: boolean;
}

/** A clock that is set forward is noticed within this time. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Runs the steps of many lanes: one at a time within a lane, `concurrency` lanes at once. A lane that rests takes no
 * place. `M` is what is remembered about a lane until it is empty.
 */
export function startLanes<M>({
  concurrency,
  remember,
  step,
  now,
}: {
  concurrency: number;
  remember: () => M;
  /** Must not reject. */
  step: (lane: string, memory: M) => Promise<Next>;
  now: () => Date;
}): Lanes {
  const lanes = new Map<string, Lane<M>>();
  const deferred = new Map<string, number>();
  const ready = new Set<Lane<M>>();
  const atEmpty: (() => void)[] = [];
  const atRest: (() => void)[] = [];
  let running = 0;
  let paused = false;
  let stopped = false;
  let deferredTimer: NodeJS.Timeout | undefined;

  function pump(): void {
    for (const lane of ready) {
      if (paused || stopped || running >= concurrency) return;
      ready.delete(lane);
      void run(lane);
    }
  }

  async function run(lane: Lane<M>): Promise<void> {
    running += 1;
    lane.running = true;
    lane.kept = false;
    lane.again = false;
    const next = await step(lane.name, lane.memory);
    running -= 1;
    lane.running = false;
    if (next !== 'empty' && 'rest' in next) rest(lane, next.rest);
    else if (lane.again) rest(lane, 0);
    else if (next !== 'empty' && 'keep' in next) {
      lane.kept = true;
      rest(lane, next.keep);
    } else leave(lane, next);
    if (running === 0) for (const tell of atRest.splice(0)) tell();
    if (atEmpty.length > 0 && isEmpty()) for (const tell of atEmpty.splice(0)) tell();
    pump();
  }

  function rest(lane: Lane<M>, ms: number): void {
    if (stopped) return;
    if (ms <= 0) {
      ready.add(lane);
      return;
    }
    lane.timer = setTimeout(() => hurry(lane), ms);
  }

  function hurry(lane: Lane<M>): void {
    lane.kept = false;
    clearTimeout(lane.timer);
    lane.timer = undefined;
    ready.add(lane);
    pump();
  }

  function leave(lane: Lane<M>, next: 'empty' | { dueAt: Date }): void {
    lanes.delete(lane.name);
    if (next !== 'empty') {
      deferred.set(lane.name, next.dueAt.getTime());
      watchDeferred();
    }
  }

  const isEmpty = () => [...lanes.values()].every(({ kept }) => kept);

  function watchDeferred(): void {
    clearTimeout(deferredTimer);
    if (stopped || deferred.size === 0) return;
    const nearest = Math.min(...deferred.values()) - now().getTime();
    deferredTimer = setTimeout(wakeDeferred, Math.min(Math.max(nearest, 0), LOOK_AGAIN_MS)).unref();
  }

  function wakeDeferred(): void {
    if (deferred.size === 0) return;
    const moment = now().getTime();
    for (const [name, at] of deferred) if (at <= moment) add(name);
    watchDeferred();
  }

  function add(name: string): void {
    if (stopped) return;
    deferred.delete(name);
    const known = lanes.get(name);
    if (known) {
      known.again = known.running;
      if (known.kept) hurry(known);
      return;
    }
    const lane: Lane<M> = { name, memory: remember(), running: false, kept: false, again: false };
    lanes.set(name, lane);
    ready.add(lane);
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
      for (const lane of lanes.values()) clearTimeout(lane.timer);
      return running === 0 ? Promise.resolve() : new Promise((resolve) => atRest.push(resolve));
    },
  };
}

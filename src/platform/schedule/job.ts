import type { Tx } from '../db/write.ts';

/** Work at planned moments, each exactly once. */
export interface Job {
  /** Stable and unique, such as `digest:12`: the key in the ledger. */
  name: string;
  cron: string;
  /** IANA name of the zone of `cron`. */
  zone: string;
  /** Runs in the transaction that records the slot in the ledger, therefore exactly once. */
  run(tx: Tx, slot: Slot, now: Date): void;
}

interface Slot {
  at: Date;
  /** Baton was down, or the machine asleep, at the planned moment. */
  late: boolean;
}

/** Checks at each tick for due work; a second run does nothing. */
export interface TransactionalTask {
  name: string;
  run(tx: Tx, now: Date): void;
}

/**
 * Like `TransactionalTask`, but for work that waits for Slack, a file or a worker thread: it opens its own
 * transactions. It runs in parallel to all other work, at most once at a time, and ends soon after `stop` is aborted.
 */
export interface AsyncTask {
  name: string;
  run(stop: AbortSignal): Promise<void>;
}

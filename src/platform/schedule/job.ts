import type { Tx } from '../db/write.ts';

/** Something that is to happen at planned moments, each exactly once. */
export interface Job {
  /** Stable and unique, such as `digest:12`: the ledger knows it by this. */
  name: string;
  cron: string;
  /** IANA name of the zone that `cron` is meant in. */
  zone: string;
  /** Runs in the transaction that enters the slot in the ledger, so it happens exactly once. */
  run(tx: Tx, slot: Slot, now: Date): void;
}

export interface Slot {
  at: Date;
  /** Baton was down, or the machine asleep, at the planned moment. */
  late: boolean;
}

/** A sweep that has to ask others before it writes, so it opens its own transactions. */
export interface AsyncTask {
  name: string;
  run(stopped: () => boolean): Promise<void>;
}

/** Something that looks every so often for what has become due; running it twice does nothing. */
export interface TransactionalTask {
  name: string;
  run(tx: Tx, now: Date): void;
}

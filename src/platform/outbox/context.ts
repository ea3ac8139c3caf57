import type { WebClient } from '@slack/web-api';
import type { Db } from '../db/open.ts';
import type { Tx, Write } from '../db/write.ts';
import { writeWithRetry } from '../db/write-with-retry.ts';
import type { Log } from '../log.ts';
import type { Now } from '../time/clock.ts';
import type { TellAdmin } from './alerts.ts';
import type { Place } from './find-posted.ts';
import type { Announcement, Delivery } from './message.ts';
import type { OutboxRow } from './table.ts';

/** The bytes of a file that is kept; undefined when it is not there. */
export type ReadFile = (sha256: string) => Promise<Uint8Array | undefined>;

/** What the delivery of a single message works with. */
export interface Delivering {
  db: Db;
  write: Write;
  now: Now;
  posting: WebClient;
  web: WebClient;
  log: Log;
  announcements: Record<string, Announcement<unknown>>;
  tellAdmin: TellAdmin;
  readFile: ReadFile;
  /** Between two posts of a lane. */
  paceMs: number;
  /** The first wait after a failure that may pass; it doubles up to a minute. */
  backoffMs: number;
  /** Before the mark of a message with an unknown outcome is looked for: Slack may be storing it just now. */
  lookAfterMs: number;
  /** By method, when Slack takes it again, as performance.now(). */
  gates: Map<string, number>;
  /** The row whose file is on its way: one at a time, since each is in memory as a whole. */
  uploading: { id?: number };
  refusedToken: (error: string) => void;
  isStopping: () => boolean;
}

/** What is remembered of a lane while anything is left in it. */
export interface LaneMemory {
  failures: number;
  /** The row whose last call may have worked; `place` is where it went, unknown when another process made the call. */
  unsure?: { id: number; place?: Place };
  /** The row whose message or thread was found gone once. */
  goneId?: number;
  /** How often Slack was asked where a file that it took is shared. */
  looks: number;
  /** When the last call was begun, and from when on the lane takes another post; as performance.now(). */
  begunAt: number;
  postAgainAt: number;
}

export const freshMemory = (): LaneMemory => ({ failures: 0, looks: 0, begunAt: 0, postAgainAt: 0 });

export function forgetRow(memory: LaneMemory): void {
  memory.failures = 0;
  memory.looks = 0;
  memory.unsure = undefined;
  memory.goneId = undefined;
}

const LONGEST_BACKOFF_MS = 60_000;

/** The next wait: exponential, and scattered so that many lanes do not come back at once. */
export function backoff(memory: LaneMemory, firstMs: number): number {
  const ms = Math.min(firstMs * 2 ** memory.failures, LONGEST_BACKOFF_MS);
  memory.failures += 1;
  return ms * (0.5 + Math.random() / 2);
}

/** The announcement of a row with its facts. Throws for a kind that nobody registered, or facts of another shape. */
export function announcementOf({ announcements }: Delivering, row: OutboxRow) {
  const announcement = announcements[row.kind];
  if (!announcement) throw new TypeError(`No announcement is called ${row.kind}.`);
  return { announcement, facts: announcement.facts.parse(row.facts) };
}

export function render(delivering: Delivering, db: Db, row: OutboxRow): Delivery | undefined {
  const { announcement, facts } = announcementOf(delivering, row);
  return announcement.deliver(db, facts, delivering.now());
}

/** Writes what became of a call. After stop() it gives up; the row is then found by its mark at the next start. */
export const record = <T>({ write, isStopping }: Delivering, change: (tx: Tx) => T): Promise<T> =>
  writeWithRetry(write, change, isStopping);

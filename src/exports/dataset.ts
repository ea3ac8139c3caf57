import type { Sight } from '../leads/reads/sight.ts';
import type { Db } from '../platform/db/open.ts';

/** Lists are joined in a table; objects are JSON there. */
export type Cell = string | number | boolean | Date | null | readonly string[] | Readonly<Record<string, unknown>>;

export interface Wanted {
  /** Only rows that were created or changed since. */
  since?: Date | undefined;
  /** Only what this person may see; undefined for the command line, which sees everything. */
  sight?: Sight | undefined;
}

/** Something that can be exported: its columns, and its rows in a lasting order. */
export interface Dataset {
  /** In forms and messages. */
  title: string;
  /** In the audit log. */
  subject: string;
  /** In the order of the cells. */
  columns: readonly string[];
  rows(db: Db, wanted: Wanted): Iterable<Cell[]>;
}

const IDS_AT_ONCE = 500;

/**
 * Goes through a table by id, a few ids in each read: a long read would keep SQLite from checkpointing the write-ahead log, and a
 * search for few rows among many would hold up Baton.
 * @param last the greatest id.
 */
export function* byIds<Row>(last: number, read: (from: number, to: number) => Row[]): Generator<Row[]> {
  for (let from = 1; from <= last; from += IDS_AT_ONCE) yield read(from, from + IDS_AT_ONCE - 1);
}

export const isSince = (at: Date | null, since: Date | undefined): boolean =>
  since === undefined || (at !== null && at >= since);

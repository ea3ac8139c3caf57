/** Which homes have something new to show. Domains note it with each change; the publisher reads it after the commit. */

import { lt, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { insertRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { homeChanges } from './table.ts';

export interface Concerned {
  /** Whose own matters changed: theirs is shown first. */
  people: readonly (string | null)[];
  /** Whose figures changed: everybody's who is in this team, and its manager's. */
  teamId?: number | null;
  /** What waits for everybody of this team: theirs too is shown first. */
  queueOf?: number;
  /** Who belongs where may have changed. */
  everybody?: boolean;
}

/** These stand among the people. */
const EVERYBODY = '*';
const QUEUE = '#';

/** In the transaction of a change that somebody's home shows. */
export function noteChange(tx: Tx, { people, teamId = null, queueOf, everybody = false }: Concerned, now: Date): void {
  const ids = new Set(people.filter((id) => id !== null));
  if (queueOf !== undefined) ids.add(`${QUEUE}${queueOf}`);
  if (everybody) ids.add(EVERYBODY);
  if (ids.size > 0 || teamId !== null) insertRow(tx, homeChanges, { people: [...ids].join(' '), teamId, at: now });
}

const newest = prepared((db) =>
  db
    .select({ id: sql<number>`coalesce(max(${homeChanges.id}), 0)` })
    .from(homeChanges)
    .prepare(),
);

export const newestChange = (db: Db): number => newest(db).get()?.id ?? 0;

const after = prepared((db) =>
  db
    .select()
    .from(homeChanges)
    .where(sql`${homeChanges.id} > ${sql.placeholder('seen')}`)
    .orderBy(homeChanges.id)
    .prepare(),
);

interface Found {
  people: Set<string>;
  teamIds: Set<number>;
  /** Teams of which everybody is concerned themselves. */
  queues: Set<number>;
  everybody: boolean;
  seen: number;
}

/** Whom the changes after `seen` concern. Costs what is new. */
export function changesSince(db: Db, seen: number): Found {
  const rows = after(db).all({ seen });
  const people = new Set(rows.flatMap((row) => row.people.split(' ')));
  return {
    people,
    queues: new Set([...people].filter((id) => id.startsWith(QUEUE)).map((id) => Number(id.slice(1)))),
    everybody: people.has(EVERYBODY),
    teamIds: new Set(rows.flatMap(({ teamId }) => teamId ?? [])),
    seen: rows.at(-1)?.id ?? seen,
  };
}

const KEPT_MS = 10 * 60_000;

/** What was read after its commit is of no further use. */
export function pruneHomeChanges(tx: Tx, now: Date): void {
  tx.delete(homeChanges)
    .where(lt(homeChanges.at, new Date(now.getTime() - KEPT_MS)))
    .run();
}

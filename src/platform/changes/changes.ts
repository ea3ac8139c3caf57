/**
 * The homes that need a redraw. Domains note each change; the publisher reads the notes after the commit. The process that
 * shows homes keeps its own notes in memory, since it redraws all open homes when it starts. Others, such as an import on
 * the command line, write them as rows.
 */

import { lt, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { insertRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { MINUTE_MS } from '../time/units.ts';
import { homeChanges } from './table.ts';

export interface Concerned {
  /** People whose own matters changed: their homes are redrawn first. */
  people: readonly (string | null)[];
  /** The team whose figures changed: the homes of its members and its manager. */
  teamId?: number | null;
  /** The team whose queue changed: the homes of all its members are redrawn first. */
  queueOf?: number;
  /** Memberships may have changed: all homes. */
  everybody?: boolean;
}

/** Markers in the list of people. */
const EVERYBODY = '*';
const QUEUE = '#';

interface Notes {
  people: Set<string>;
  teamIds: Set<number>;
}

const inMemory = new WeakMap<object, Notes>();

/** From now on the notes of this process are not written. A change that is rolled back may redraw a home in vain. */
export function keepNotesInMemory(db: Db): void {
  inMemory.set(db.$client, { people: new Set(), teamIds: new Set() });
}

/** Notes a change, in its transaction. */
export function noteChange(tx: Tx, { people, teamId = null, queueOf, everybody = false }: Concerned, now: Date): void {
  const ids = new Set(people.filter((id) => id !== null));
  if (queueOf !== undefined) ids.add(`${QUEUE}${queueOf}`);
  if (everybody) ids.add(EVERYBODY);
  const notes = inMemory.get(tx.$client);
  if (notes) {
    for (const id of ids) notes.people.add(id);
    if (teamId !== null) notes.teamIds.add(teamId);
  } else if (ids.size > 0 || teamId !== null) {
    insertRow(tx, homeChanges, { people: [...ids].join(' '), teamId, at: now });
  }
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
  /** Teams whose members all have a change of their own. */
  queues: Set<number>;
  everybody: boolean;
  seen: number;
}

/** The people and teams of the rows after `seen`, and of the notes in memory, which it takes. Costs as much as there is new. */
export function changesSince(db: Db, seen: number): Found {
  const rows = after(db).all({ seen });
  const notes = inMemory.get(db.$client);
  const people = new Set([...(notes?.people ?? []), ...rows.flatMap((row) => row.people.split(' '))]);
  const teamIds = new Set([...(notes?.teamIds ?? []), ...rows.flatMap(({ teamId }) => teamId ?? [])]);
  if (notes) keepNotesInMemory(db);
  return {
    people,
    queues: new Set([...people].filter((id) => id.startsWith(QUEUE)).map((id) => Number(id.slice(1)))),
    everybody: people.has(EVERYBODY),
    teamIds,
    seen: rows.at(-1)?.id ?? seen,
  };
}

const KEPT_MS = 10 * MINUTE_MS;

/** Notes are of no use after they were read. */
export function pruneHomeChanges(tx: Tx, now: Date): void {
  tx.delete(homeChanges)
    .where(lt(homeChanges.at, new Date(now.getTime() - KEPT_MS)))
    .run();
}

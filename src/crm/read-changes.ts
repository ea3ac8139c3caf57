/** From the CRM to Baton: what its rule lists, and linked records in turn. */

import { setTimeout as sleep } from 'node:timers/promises';
import { requireLead } from '../leads/queries.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { HOUR_MS, MINUTE_MS } from '../platform/time/units.ts';
import { followGone, followMerge, type Outcome, takeRecord } from './come-in.ts';
import type { SyncContext } from './context.ts';
import type { Crm, CrmChanges, CrmFound, CrmRecord } from './crm.ts';
import { dropKept, keptBefore } from './kept.ts';
import { leastSeen, linkOfRecord, updateLink } from './links.ts';
import { announceLists, MOST_CARDS } from './listed.ts';
import { mergeRecord } from './merge-record.ts';
import { type People, peopleOf } from './people.ts';
import { added, noteWorks, syncOf, updateSync } from './progress.ts';
import type { CrmLink } from './table.ts';
import type { SyncCounts } from './types.ts';

export interface Syncing extends Pick<Services, 'db' | 'write' | 'now'> {
  context: SyncContext;
  crm: Crm;
  stop: AbortSignal;
}

/** Records in one transaction: some ten milliseconds of work. */
const AT_ONCE = 20;

/** The next page of the rule. @returns whether that was the last one. */
export async function readPage({ db, write, now, context, crm, stop }: Syncing): Promise<boolean> {
  const { connectionId, plan } = context;
  if (plan.rule === null) {
    await write((tx) => updateSync(tx, connectionId, { readAt: now(), firstDoneAt: now() }));
    return true;
  }
  const sync = syncOf(db, connectionId);
  if (!sync) return true;
  const { records, cursor, isEnd, moved = [] } = await crm.changes(plan, sync.cursor);
  const isFirst = sync.firstDoneAt === null;
  const isOfList = isList(isFirst ? sync.isList : false, { isEnd, news: newIn(db, connectionId, records) });
  if (isFirst && sync.isList === null) await write((tx) => updateSync(tx, connectionId, { isList: isOfList }));
  await write((tx) => follow(tx, context, moved, now()));
  const slices = slicesOf(records);
  for (const [place, slice] of slices.entries()) {
    if (stop.aborted) return true;
    const startedAt = performance.now();
    const isLast = place === slices.length - 1;
    await write((tx) => {
      takeSlice(tx, context, { records: slice, isOfList }, now());
      // With the last records of the page: those before are known again by their links.
      if (isLast) updateSync(tx, connectionId, { cursor, ...(isEnd && ended(tx, connectionId, now())) });
      noteWorks(tx, connectionId);
    });
    // Leaves half of the time to people.
    if (isOfList) await sleep(performance.now() - startedAt);
  }
  return isEnd;
}

function ended(tx: Tx, connectionId: number, now: Date) {
  const sync = syncOf(tx, connectionId);
  announceLists(tx, { connectionId, after: sync?.readAt?.getTime() ?? 0, until: now.getTime() }, now);
  const isFirst = sync?.firstDoneAt === null;
  return { readAt: now, ...(isFirst && { firstDoneAt: now }) };
}

/** The first run decides once. Later, a page with many new records was made at once too. */
const isList = (decided: boolean | null, { isEnd, news }: { isEnd: boolean; news: number }): boolean =>
  decided === true || news > MOST_CARDS || (decided === null && !isEnd && news > 0);

const newIn = (db: Syncing['db'], connectionId: number, records: readonly CrmRecord[]): number =>
  records.filter(({ id, isMatch }) => isMatch && !linkOfRecord(db, connectionId, id)).length;

function slicesOf(records: readonly CrmRecord[]): CrmRecord[][] {
  const slices: CrmRecord[][] = [];
  for (let from = 0; from < records.length; from += AT_ONCE) slices.push(records.slice(from, from + AT_ONCE));
  return slices.length > 0 ? slices : [[]];
}

function follow(tx: Tx, context: SyncContext, moved: NonNullable<CrmChanges['moved']>, now: Date): void {
  const people = peopleOf(tx, context.connectionId);
  for (const { id, found } of moved) {
    const link = linkOfRecord(tx, context.connectionId, id);
    if (link) takeFound(tx, context, { link, found, people }, now);
  }
}

function takeSlice(
  tx: Tx,
  context: SyncContext,
  { records, isOfList }: { records: readonly CrmRecord[]; isOfList: boolean },
  now: Date,
): void {
  const people = peopleOf(tx, context.connectionId);
  const counts: Partial<SyncCounts> = { read: records.length };
  const count = (outcome: Outcome) => {
    if (outcome) counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  for (const record of records) count(takeRecord(tx, context, { record, people, isOfList }, now));
  const sync = syncOf(tx, context.connectionId);
  if (sync) updateSync(tx, context.connectionId, { counts: added(sync.counts, counts) });
}

/** Linked records are read again after this time, also those that have left the rule. */
const SEEN_MS = 5 * MINUTE_MS;
const MOST_READ = 100;

const KEPT_MS = HOUR_MS;

/** Linked records that were not read for the longest time, and records that were kept. */
export async function readInTurn(syncing: Syncing): Promise<void> {
  const { db, now, context } = syncing;
  const { connectionId } = context;
  const ago = (ms: number) => new Date(now().getTime() - ms);
  const links = leastSeen(db, { connectionId, before: ago(SEEN_MS), limit: MOST_READ });
  await readThem(
    syncing,
    links.map(({ recordId }) => recordId),
  );
  const kept = keptBefore(db, { connectionId, before: ago(KEPT_MS), limit: MOST_READ });
  await readThem(
    syncing,
    kept.map(({ recordId }) => recordId),
  );
}

async function readThem({ write, now, context, crm, stop }: Syncing, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  const found = await crm.read(context.plan, recordIds);
  for (let from = 0; from < recordIds.length && !stop.aborted; from += AT_ONCE) {
    await write((tx) => {
      const people = peopleOf(tx, context.connectionId);
      for (const id of recordIds.slice(from, from + AT_ONCE)) {
        const link = linkOfRecord(tx, context.connectionId, id);
        if (link) takeFound(tx, context, { link, found: found.get(id), people }, now());
        else takeKept(tx, context, { id, found: found.get(id), people }, now());
      }
      noteWorks(tx, context.connectionId);
    });
  }
}

function takeKept(
  tx: Tx,
  context: SyncContext,
  { id, found, people }: { id: string; found: CrmFound | undefined; people: People },
  now: Date,
): void {
  if (found && 'record' in found) takeRecord(tx, context, { record: found.record, people, isOfList: false }, now);
  else dropKept(tx, context.connectionId, id);
}

/** The record of a link as it was read: its changes, its merger, its end. */
export function takeFound(
  tx: Tx,
  context: SyncContext,
  { link, found, people }: { link: CrmLink; found: CrmFound | undefined; people: People },
  now: Date,
): void {
  if (!found) updateLink(tx, link.id, { seenAt: now });
  else if ('gone' in found) followGone(tx, context, link, now);
  else if ('merged' in found) followMerge(tx, context, link, found, now);
  else mergeRecord(tx, context, { link, lead: requireLead(tx, link.leadId), record: found.record, people }, now);
}

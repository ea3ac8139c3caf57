/** The outcome of a write. */

import { isInSales } from '../leads/lifecycle.ts';
import { requireLead } from '../leads/queries.ts';
import type { Tx } from '../platform/db/write.ts';
import { HOUR_MS, MINUTE_MS } from '../platform/time/units.ts';
import { followGone, followMerge, linkTo } from './come-in.ts';
import type { SyncContext } from './context.ts';
import type { CrmError, CrmWritten } from './crm.ts';
import { keepRecord } from './kept.ts';
import { endLink, linkOfLead, linkOfRecord, recordOfSync, updateLink } from './links.ts';
import { dropOrder, orderOf, updateOrder } from './orders.ts';
import { noRecord, type Rendered } from './render.ts';
import type { CrmLink, CrmOrder } from './table.ts';

/** Pauses after a try without an answer: three days in all, as for webhooks. */
const PAUSES_MS = [
  // An index of the CRM may lag, by which a record that was added is looked for.
  ...[1.5 * MINUTE_MS, 3 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS],
  ...[10 * HOUR_MS, 14 * HOUR_MS, 18 * HOUR_MS, 22 * HOUR_MS],
];

type Of = Pick<CrmOrder, 'connectionId' | 'leadId'>;

export function settleWritten(
  tx: Tx,
  context: SyncContext,
  { rendered, written }: { rendered: Rendered; written: CrmWritten },
  now: Date,
): void {
  const { connectionId } = context;
  const { leadId } = rendered.write;
  const of = { connectionId, leadId };
  if (!orderOf(tx, of)) return;
  const link = linkFor(tx, context, { rendered, written }, now);
  if (written.error) {
    settleFailed(tx, context, { of, error: written.error, link }, now);
    if (link) updateLink(tx, link.id, partly(rendered, written, link));
    return;
  }
  if (!link) {
    dropOrder(tx, of);
    return;
  }
  updateLink(tx, link.id, {
    ...{ base: { ...link.base, ...rendered.begun }, syncedAt: now },
    ...{ notedEntryId: rendered.notedEntryId, dealId: written.dealId ?? link.dealId },
  });
  const isLeft = orderOf(tx, of)?.isAgain === true || rendered.isCut;
  const again = { begunAt: null, begun: null, isAgain: false, attempts: 0, words: null, since: now, notBefore: now };
  if (isLeft) updateOrder(tx, of, again);
  else dropOrder(tx, of);
}

/** Notes that stand in the CRM are not written again, and a deal is not added again. */
function partly(rendered: Rendered, { notes, dealId }: CrmWritten, link: CrmLink): Partial<CrmLink> {
  const first = rendered.write.notes.findIndex(({ key }) => !notes.includes(key));
  const last = first === -1 ? rendered.notedEntryId : Number(rendered.write.notes[first - 1]?.key.split(':')[1] ?? 0);
  return { notedEntryId: Math.max(last, link.notedEntryId), dealId: dealId ?? link.dealId };
}

/** The link of the lead, made now if the write added its record. */
function linkFor(
  tx: Tx,
  context: SyncContext,
  { rendered, written }: { rendered: Rendered; written: CrmWritten },
  now: Date,
): CrmLink | undefined {
  const { connectionId } = context;
  const { leadId } = rendered.write;
  const known = linkOfLead(tx, connectionId, leadId);
  if (known || written.recordId === null) return known;
  const lead = requireLead(tx, leadId);
  const other = linkOfRecord(tx, connectionId, written.recordId);
  if (other && isInSales(requireLead(tx, other.leadId))) {
    const words = `Its record in ${context.crm} belongs to another open lead.`;
    keepRecord(tx, context, `${written.recordId} ${leadId}`, { reason: 'duplicate', words, leadId }, now);
    return undefined;
  }
  if (other) endLink(tx, other, 'replaced', now);
  recordOfSync(tx, lead, context.crm, 'added', now);
  const record = { ...noRecord, id: written.recordId };
  return linkTo(tx, context, { lead, record, base: {}, notedEntryId: 0 }, now);
}

/** Everything but `limit`, `key` and `right`, which stop the sync and leave the order as it is. */
function settleFailed(
  tx: Tx,
  context: SyncContext,
  { of, error, link }: { of: Of; error: CrmError; link: CrmLink | undefined },
  now: Date,
): void {
  const { fault, words, into } = error;
  if (fault === 'gone' || (fault === 'merged' && into === undefined)) {
    if (link) followGone(tx, context, link, now);
    dropOrder(tx, of);
  } else if (fault === 'merged' && into !== undefined) {
    if (link) followMerge(tx, context, link, { merged: into }, now);
    updateOrder(tx, of, { notBefore: now });
  } else if (fault === 'refused') {
    updateOrder(tx, of, { failedAt: now, words });
  } else if (fault === 'away') {
    const attempts = orderOf(tx, of)?.attempts ?? 0;
    const pauseMs = PAUSES_MS[attempts];
    updateOrder(tx, of, {
      ...{ attempts: attempts + 1, words },
      ...(pauseMs === undefined ? { failedAt: now } : { notBefore: new Date(now.getTime() + jittered(pauseMs)) }),
    });
  }
}

const jittered = (ms: number): number => ms * (0.9 + Math.random() * 0.2);

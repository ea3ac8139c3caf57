/** Each side enters its figures. A change undoes both approvals. */
import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { hasTopDown } from './gap.ts';
import { otherCurrency } from './groups.ts';
import { targetOf } from './queries.ts';
import { type Change, NOT_APPROVED, requireOpenPeriod, saveTarget } from './save.ts';
import { type Target, targets } from './table.ts';

export interface Place {
  teamId: number;
  /** The key of a period. */
  period: string;
  by: string;
}

export type TopDown = Pick<Target, 'currency' | 'topCents' | 'topHandedOff' | 'topQualified'>;
export type BottomUp = Pick<Target, 'currency' | 'bottomCents' | 'groups' | 'openReason'>;

/** In another currency, the figures of sales mean nothing any more: they are emptied. */
export function enterTopDown(tx: Tx, place: Place, form: TopDown, now: Date): Target {
  if (form.topCents === null && form.topHandedOff === null && form.topQualified === null) {
    throw new UserError('Enter the revenue or a number of leads.');
  }
  const before = startedTarget(tx, place, form, now);
  const emptied = form.currency === before.currency ? {} : { bottomCents: null, groups: [], openReason: null };
  return enter(tx, before, { ...form, ...emptied }, place.by, now);
}

/** @throws UserError in another currency than that of marketing. */
export function enterBottomUp(tx: Tx, place: Place, form: BottomUp, now: Date): Target {
  const before = startedTarget(tx, place, form, now);
  if (hasTopDown(before) && form.currency !== before.currency) throw new UserError(otherCurrency(before.currency));
  return enter(tx, before, form, place.by, now);
}

function enter(tx: Tx, before: Target, form: Change, by: string, now: Date): Target {
  const isSame = (Object.keys(form) as (keyof Change)[]).every((name) => isDeepStrictEqual(form[name], before[name]));
  if (isSame) return before;
  return saveTarget(tx, before, { change: { ...form, ...NOT_APPROVED }, version: before.version + 1, by }, now);
}

function startedTarget(tx: Tx, { teamId, period }: Place, { currency }: { currency: string }, now: Date): Target {
  requireOpenPeriod(tx, { teamId, period }, now);
  const known = targetOf(tx, teamId, period);
  if (known) return known;
  const row = { teamId, period, currency, groups: [], version: 0, changedAt: now };
  return tx.insert(targets).values(row).returning().get();
}

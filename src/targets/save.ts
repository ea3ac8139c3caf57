/** Saves a target, with its change on record. */
import { isDeepStrictEqual } from 'node:util';
import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { requireSalesTeam } from '../teams/queries.ts';
import { requirePeriod, type TargetPeriod } from './periods.ts';
import { type Target, targetChanges, targets } from './table.ts';

/** The columns that people change. */
export type Change = Partial<Omit<Target, 'id' | 'teamId' | 'period' | 'version' | 'changedAt'>>;

/** A period that has begun can still get a target, one that is over cannot. @throws UserError */
export function requireOpenPeriod(
  tx: Tx,
  { teamId, period: key }: { teamId: number; period: string },
  now: Date,
): TargetPeriod {
  const period = requirePeriod(key, requireSalesTeam(tx, teamId).zone);
  if (period.to <= now) throw new UserError('This period is over. Its target stays as it was.');
  return period;
}

export interface Saving {
  change: Change;
  /** Of the figures: an approval leaves it as it is. */
  version: number;
  by: string;
}

/** At least one column differs. Each entry of the record names the currency of its amounts. */
export function saveTarget(tx: Tx, before: Target, { change, version, by }: Saving, now: Date): Target {
  const names = (Object.keys(change) as (keyof Change)[]).filter(
    (name) => !isDeepStrictEqual(change[name], before[name]),
  );
  const values = { ...only(change, names), version, changedAt: now };
  const target = tx.update(targets).set(values).where(eq(targets.id, before.id)).returning().get();
  const row = {
    before: { currency: before.currency, ...only(before, names) },
    after: { currency: target.currency, ...only(change, names) },
  };
  tx.insert(targetChanges)
    .values({ targetId: target.id, ...row, by, at: now })
    .run();
  noteChange(tx, { people: [by], everybody: true }, now);
  return target;
}

const only = (row: Change, names: (keyof Change)[]): Change =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

export const NOT_APPROVED = {
  marketingApprovedBy: null,
  marketingApprovedAt: null,
  salesApprovedBy: null,
  salesApprovedAt: null,
} as const satisfies Change;

import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { approvalOf, isReady } from './gap.ts';
import { requireTarget } from './queries.ts';
import { requireOpenPeriod, saveTarget } from './save.ts';
import type { Target } from './table.ts';
import type { TargetSide } from './types.ts';

export interface Approval {
  targetId: number;
  side: TargetSide;
  /** Of the target that the person saw. */
  version: number;
  by: string;
}

/** Approves for a side; a second approval of the same changes nothing. @throws UserError if it is not as they saw it. */
export function approveTarget(tx: Tx, { targetId, side, version, by }: Approval, now: Date): Target {
  const target = requireTarget(tx, targetId);
  requireOpenPeriod(tx, target, now);
  if (approvalOf(target, side)) return target;
  if (!isReady(target)) throw new UserError('This target is not complete yet, so it cannot be approved.');
  if (target.version !== version) {
    throw new UserError('This target was changed after you opened it. Look at it again, then approve it.');
  }
  const approved =
    side === 'marketing'
      ? { marketingApprovedBy: by, marketingApprovedAt: now }
      : { salesApprovedBy: by, salesApprovedAt: now };
  return saveTarget(tx, target, { change: approved, version, by }, now);
}

/** After a check: managers of both sides agree on the three advantages, and publish them. */
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { announceThree, refreshNext } from './announce.ts';
import { sidesManagedBy } from './facilitator.ts';
import { agreementOf } from './queries.ts';
import { type Agreement, mindsetAgreements } from './table.ts';

function requireAgreement(db: Db, cycleId: number): Agreement {
  const agreement = agreementOf(db, cycleId);
  if (!agreement) throw new UserError('This mindset check has no result.');
  return agreement;
}

/** Agrees for the sides that the person manages; a second press changes nothing. @throws UserError if the words have changed. */
export function agreeOnThree(
  tx: Tx,
  { cycleId, version, by }: { cycleId: number; version: number; by: string },
  now: Date,
): void {
  const agreement = requireOpen(tx, cycleId);
  if (agreement.version !== version)
    throw new UserError('The words were changed a moment ago. Look at them again, then agree.');
  save(tx, { ...agreement, ...approvals(tx, by, agreement) }, now);
}

/** Other words: the other side has to agree again. */
export function proposeThree(
  tx: Tx,
  { cycleId, advantages, by }: { cycleId: number; advantages: string[]; by: string },
  now: Date,
): void {
  const agreement = requireOpen(tx, cycleId);
  const isSame = advantages.join('\n') === agreement.advantages.join('\n');
  const before = isSame
    ? agreement
    : { ...agreement, advantages, version: agreement.version + 1, salesBy: null, marketingBy: null };
  save(tx, { ...before, ...approvals(tx, by, before) }, now);
}

/** Shows the three to everyone, and to people who join. A second press changes nothing. */
export function publishThree(tx: Tx, { cycleId, by }: { cycleId: number; by: string }, now: Date): void {
  const agreement = requireAgreement(tx, cycleId);
  if (agreement.publishedAt !== null) return;
  if (agreement.agreedAt === null) throw new UserError('The managers of both sides agree on the three first.');
  save(tx, { ...agreement, publishedBy: by, publishedAt: now }, now);
  announceThree(tx, cycleId, now);
}

/** Published ones stay as everyone read them. */
function requireOpen(db: Db, cycleId: number): Agreement {
  const agreement = requireAgreement(db, cycleId);
  if (agreement.publishedAt !== null) throw new UserError('These three were published already.');
  return agreement;
}

function approvals(db: Db, by: string, { salesBy, marketingBy }: Pick<Agreement, 'salesBy' | 'marketingBy'>) {
  const sides = sidesManagedBy(db, by);
  if (sides.length === 0) throw new UserError('Only the managers of sales and marketing teams agree on the three.');
  return {
    salesBy: salesBy ?? (sides.includes('sales') ? by : null),
    marketingBy: marketingBy ?? (sides.includes('marketing') ? by : null),
  };
}

function save(tx: Tx, agreement: Agreement, now: Date): void {
  const isAgreed = agreement.salesBy !== null && agreement.marketingBy !== null;
  const agreedAt = isAgreed ? (agreement.agreedAt ?? now) : null;
  tx.update(mindsetAgreements)
    .set({ ...agreement, agreedAt })
    .where(eq(mindsetAgreements.cycleId, agreement.cycleId))
    .run();
  refreshNext(tx, agreement.cycleId, now);
}

/** The target of the quarter in which the story ends: agreed by both managers before it begins. */
import type { Services } from '../../src/platform/services.ts';
import { approveTarget } from '../../src/targets/approve.ts';
import { enterBottomUp, enterTopDown } from '../../src/targets/enter.ts';
import { periodAt } from '../../src/targets/periods.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';

export async function agreeOnTarget(
  { db, write }: Pick<Services, 'db' | 'write'>,
  { agreedAt, now }: { agreedAt: Date; now: Date },
): Promise<void> {
  const [sales] = teamsOfKind(db, 'sales');
  const [marketing] = teamsOfKind(db, 'marketing');
  if (!sales || !marketing) throw new Error('A target needs both teams.');
  const place = { teamId: sales.id, period: periodAt('quarter', sales.zone, now).key };
  const [top, bottom] = [marketing.managerId, sales.managerId];
  const groups = [
    { name: 'Existing customers', cents: 6_000_000 },
    { name: 'Clinics with several sites', cents: 4_000_000 },
  ];
  await write((tx) => {
    const figures = { topCents: 52_000_000, topHandedOff: 180, topQualified: 60 };
    enterTopDown(tx, { ...place, by: top }, { currency: 'EUR', ...figures }, agreedAt);
    const plan = { currency: 'EUR', bottomCents: 42_000_000, groups, openReason: null };
    const { id: targetId, version } = enterBottomUp(tx, { ...place, by: bottom }, plan, agreedAt);
    approveTarget(tx, { targetId, side: 'sales', version, by: bottom }, agreedAt);
    approveTarget(tx, { targetId, side: 'marketing', version, by: top }, agreedAt);
  });
}

/** The needs that each side has of the other. */
import { recordAudit } from '../platform/audit/record.ts';
import { desc, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { TeamKind } from '../teams/table.ts';
import { type NeedsVersion, reportCardNeeds } from './table.ts';

/** A starting set, until a manager writes their own. */
const proposedNeeds: Record<TeamKind, string[]> = {
  sales: [
    'Leads that fit our definition',
    'Enough leads for our targets',
    'Context with each lead: need, source, what was said',
    'Content that helps to win deals',
    'News of campaigns before customers hear of them',
    'Quick answers to our questions and requests',
  ],
  marketing: [
    'Leads are contacted in time',
    'Several tries before a lead is given up',
    'A clear reason when a lead is declined',
    'News of how each lead ended',
    'Questions and words of buyers, passed on to us',
    'Our content and messages are used with customers',
  ],
};

/** Newest first. */
const versionsOf = (db: Db, side: TeamKind, limit: number): NeedsVersion[] =>
  db
    .select()
    .from(reportCardNeeds)
    .where(eq(reportCardNeeds.side, side))
    .orderBy(desc(reportCardNeeds.id))
    .limit(limit)
    .all();

/** The version that counts; undefined for the proposed one. */
export const currentVersion = (db: Db, side: TeamKind): NeedsVersion | undefined => versionsOf(db, side, 1)[0];

export const needsOf = (db: Db, side: TeamKind): string[] => currentVersion(db, side)?.needs ?? proposedNeeds[side];

/** A card that is open keeps the needs with which it began. Equal needs change nothing. */
export function changeNeeds(
  tx: Tx,
  { side, needs, by }: { side: TeamKind; needs: string[]; by: string },
  now: Date,
): void {
  const before = needsOf(tx, side);
  if (before.every((need, place) => need === needs[place])) return;
  tx.insert(reportCardNeeds).values({ side, needs, by, at: now }).run();
  const details = { act: 'needs', side, from: before, to: needs };
  recordAudit(tx, { kind: 'ritual.changed', actor: by, subject: 'ritual:report_card', details }, now);
}

import { and, eq, isNotNull, type SQL, sql } from '../platform/db/drizzle.ts';
import { type Column, definitionOf, type FigureKey } from './figures.ts';
import { scoreboardLeads as lead } from './table.ts';

/** Events in the period, or the outcome of the leads that were handed off in it. Never mixed. */
export const boardViews = ['activity', 'cohort'] as const;
export type BoardView = (typeof boardViews)[number];

/** The leads that a scoreboard is about. */
export interface Scope {
  view: BoardView;
  from: Date;
  /** Exclusive. */
  to: Date;
  teamId?: number | undefined;
  /** Empty: without one. */
  source?: string | undefined;
  campaign?: string | undefined;
  /** A person's own figures, as the seller or as the marketer of the lead. */
  person?: { id: string; as: 'seller' | 'marketer' } | undefined;
}

/** The rows that a figure counts, and that its list shows. */
export function countedBy(key: FigureKey, scope: Scope): SQL | undefined {
  const { at, where } = definitionOf(key);
  const { view, from, to, teamId, source, campaign, person } = scope;
  const moment = momentOf(key, view);
  const within = sql`${moment} >= ${from.getTime()} and ${moment} < ${to.getTime()}`;
  return and(
    within,
    view === 'cohort' ? isNotNull(at) : undefined,
    where,
    teamId === undefined ? undefined : eq(lead.teamId, teamId),
    source === undefined ? undefined : eq(lead.source, source),
    campaign === undefined ? undefined : eq(lead.campaign, campaign),
    person && eq(person.as === 'seller' ? lead.sellerId : lead.marketerId, person.id),
  );
}

export const momentOf = (key: FigureKey, view: BoardView): Column =>
  view === 'activity' ? definitionOf(key).at : lead.handedOffAt;

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

/** Milliseconds, or a placeholder for them. */
type Bound = SQL | ReturnType<typeof sql.placeholder>;

/** The rows that a figure counts in a period. */
export function countedIn(key: FigureKey, view: BoardView, [from, to]: [Bound, Bound]): SQL | undefined {
  const { at, where } = definitionOf(key);
  const moment = momentOf(key, view);
  return and(sql`${moment} >= ${from} and ${moment} < ${to}`, view === 'cohort' ? isNotNull(at) : undefined, where);
}

/** The rows that a figure counts, and that its list shows. */
export function countedBy(key: FigureKey, scope: Scope): SQL | undefined {
  const { view, from, to, teamId, source, campaign, person } = scope;
  return and(
    countedIn(key, view, [sql`${from.getTime()}`, sql`${to.getTime()}`]),
    teamId === undefined ? undefined : eq(lead.teamId, teamId),
    source === undefined ? undefined : eq(lead.source, source),
    campaign === undefined ? undefined : eq(lead.campaign, campaign),
    person && eq(person.as === 'seller' ? lead.sellerId : lead.marketerId, person.id),
  );
}

export const momentOf = (key: FigureKey, view: BoardView): Column =>
  view === 'activity' ? definitionOf(key).at : lead.handedOffAt;

import { and, eq, isNotNull, type SQL, sql } from '../platform/db/drizzle.ts';
import { type Column, conditionSql } from './definition.ts';
import { definitionOf, type FigureKey } from './figures.ts';
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
  const column = momentOf(key, scope.view);
  // With a filter, the plus keeps SQLite to the index of that, which is far shorter.
  const moment = isOfAll(scope) ? column : sql`+${column}`;
  return and(
    sql`${moment} >= ${scope.from.getTime()} and ${moment} < ${scope.to.getTime()}`,
    scope.view === 'cohort' ? isNotNull(at) : undefined,
    conditionSql(where),
    isOfAll(scope) ? undefined : filtered(scope),
  );
}

export const isOfAll = ({ view, from, to, ...filter }: Scope): boolean =>
  Object.values(filter).every((one) => one === undefined);

/** The leads of a team, a source, a campaign and a person with a moment in the period, or around it. */
export function filtered({ from, to, teamId, source, campaign, person }: Scope): SQL | undefined {
  return and(
    teamId === undefined ? undefined : eq(lead.teamId, teamId),
    source === undefined ? undefined : eq(lead.source, source),
    campaign === undefined ? undefined : eq(lead.campaign, campaign),
    person && eq(person.as === 'seller' ? lead.sellerId : lead.marketerId, person.id),
    sql`${lead.lastAt} >= ${from.getTime()} and +${lead.handedOffAt} < ${to.getTime()}`,
  );
}

export const momentOf = (key: FigureKey, view: BoardView): Column =>
  view === 'activity' ? definitionOf(key).at : lead.handedOffAt;

/** The figures of all sales teams in a period, as the scoreboard counts them. */
import { count, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { FigureKey } from '../scoreboard/figures.ts';
import { keptWhile } from '../scoreboard/kept-reads.ts';
import { countedBy } from '../scoreboard/scope.ts';
import { scoreboardLeads as lead } from '../scoreboard/table.ts';
import type { TargetPeriod } from './periods.ts';

export interface Counts {
  /** Won leads by currency; null for those without a value. */
  revenue: { currency: string | null; leads: number; cents: number }[];
  handedOff: number;
  qualified: number;
}

const NOTHING: Counts = { revenue: [], handedOff: 0, qualified: 0 };

type Days = Pick<TargetPeriod, 'from' | 'to'>;
type OfTeams = ReadonlyMap<number, Counts>;

const kept = keptWhile<OfTeams>();

/**
 * One read for all teams, since they share most periods.
 * @param rest limits reading to one part in so many of the time, however much changes; 0 reads whenever a lead was counted.
 */
export function countsOf(db: Db, teamId: number, { from, to }: Days, rest = 0): Counts {
  const name = `${from.getTime()} ${to.getTime()}`;
  return kept(db, { name, rest }, () => read(db, { from, to })).get(teamId) ?? NOTHING;
}

function read(db: Db, period: Days): OfTeams {
  const teams = new Map<number, Counts>();
  const of = (teamId: number): Counts => {
    const counts = teams.get(teamId) ?? { ...NOTHING, revenue: [] };
    teams.set(teamId, counts);
    return counts;
  };
  for (const { teamId, leads } of leadsByTeam(db, 'handed_off', period)) of(teamId).handedOff = leads;
  for (const { teamId, leads } of leadsByTeam(db, 'qualified', period)) of(teamId).qualified = leads;
  const wins = db
    .select({
      teamId: lead.teamId,
      currency: lead.currency,
      leads: count(),
      cents: sql<number>`coalesce(sum(${lead.cents}), 0)`,
    })
    .from(lead)
    .where(countedBy('revenue', { view: 'activity', ...period }))
    .groupBy(lead.teamId, lead.currency)
    .all();
  for (const { teamId, ...won } of wins) of(teamId).revenue.push(won);
  return teams;
}

const leadsByTeam = (db: Db, key: FigureKey, period: Days) =>
  db
    .select({ teamId: lead.teamId, leads: count() })
    .from(lead)
    .where(countedBy(key, { view: 'activity', ...period }))
    .groupBy(lead.teamId)
    .all();

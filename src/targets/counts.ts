/** The figures of all sales teams in a period, as the scoreboard counts them. */
import { newestEntryId } from '../leads/queries.ts';
import { count, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { uncounted } from '../scoreboard/catch-up.ts';
import type { FigureKey } from '../scoreboard/figures.ts';
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

interface Kept {
  version: number;
  until: number;
  teams: OfTeams;
}

/** Cache: homes are drawn after every change of a lead, and a quarter of a large company has many. */
const kept = new WeakMap<object, Map<string, Kept>>();
const MOST_KEPT = 50;

/**
 * One read for all teams, since they share most periods.
 * @param rest limits reading to one part in so many of the time, however much changes; 0 reads whenever a lead was counted.
 */
export function countsOf(db: Db, teamId: number, { from, to }: Days, rest = 0): Counts {
  const all = kept.get(db.$client) ?? new Map<string, Kept>();
  kept.set(db.$client, all);
  const name = `${from.getTime()} ${to.getTime()}`;
  const known = all.get(name);
  const version = newestEntryId(db) - uncounted(db);
  const startedAt = performance.now();
  if (known && (known.version === version || (rest > 0 && startedAt < known.until))) {
    return known.teams.get(teamId) ?? NOTHING;
  }
  const teams = read(db, { from, to });
  const endedAt = performance.now();
  if (all.size >= MOST_KEPT) all.clear();
  all.set(name, { version, teams, until: endedAt + rest * (endedAt - startedAt) });
  return teams.get(teamId) ?? NOTHING;
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

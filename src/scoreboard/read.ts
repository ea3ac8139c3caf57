/** The scoreboard of a period: every figure of figures.ts and requests.ts, and what it is compared with. */

import { type Rate, ratesOn } from '../currency/convert.ts';
import { clauseTexts } from '../leads/definition/queries.ts';
import { usualCurrency } from '../leads/settings.ts';
import { type ShelfRow, shelfTable } from '../library/figures.ts';
import { sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { uncounted } from './catch-up.ts';
import { type FigureKey, figureKeys } from './figures.ts';
import { talliesOf } from './kept-tallies.ts';
import { percentile, type Spread } from './minutes.ts';
import { type Origin, originsIn } from './origins.ts';
import { isoDayIn, type Period, type PeriodChoice, periodOf, periodZone } from './periods.ts';
import { type RequestKey, requestKeys, requestLists } from './requests.ts';
import type { Scope } from './scope.ts';
import { ripeDays } from './settings.ts';
import { scoreboardLeads } from './table.ts';
import { partsIn, type Tallies } from './tallies.ts';
import { leadsIn, type Part, spreadOf } from './tally.ts';
import { type Velocity, velocityOf } from './velocity.ts';

/** The choices of a reader. */
export interface BoardChoice extends Pick<Scope, 'view' | 'teamId' | 'source' | 'campaign' | 'person'> {
  period: PeriodChoice;
}

/** A time of leads or requests in rounded minutes; undefined without them. */
export interface Speed {
  median: number | undefined;
  p90: number | undefined;
}

export interface Board {
  choice: BoardChoice;
  period: Period;
  /** The period has ended. */
  isOver: boolean;
  /** Its leads have had time to become deals. */
  isRipe: boolean;
  figures: Record<FigureKey, Part[]>;
  /** The number of leads in the period before; undefined where a comparison would mislead. */
  before: Record<FigureKey, number> | undefined;
  speed: Record<
    | 'process'
    | 'processClock'
    | 'accept'
    | 'acceptClock'
    | 'touch'
    | 'touchClock'
    | 'answer'
    | 'answerClock'
    | 'claim'
    | 'deliver',
    Speed
  >;
  /** Undefined where they do not belong: with a source, a campaign or a person. */
  requests: Record<RequestKey, number> | undefined;
  sources: Origin[];
  campaigns: Origin[];
  /** Words of today of the clauses that returns cite, by id. */
  clauses: Map<number, string>;
  velocity: Velocity | undefined;
  /** The currency of the company, and the rates of the last day of the period. */
  currency: string;
  rates: Rate[];
  /** The library as it is now. */
  shelves: ShelfRow[];
  /** Changes of leads that are not counted yet. */
  uncounted: number;
}

export function readBoard(db: Db, choice: BoardChoice, now: Date): Board {
  const period = periodOf(choice.period, periodZone(db, choice.teamId), now);
  const scope = scopeOf(choice, period);
  const tallies = talliesOf(db, scope);
  const figures = partsOfAll(tallies);
  const isOver = period.to <= now;
  const isRipe = period.to.getTime() + settingOf(db, ripeDays) * DAY_MS <= now.getTime();
  const isWhole = isRipe || (isOver && choice.view === 'activity');
  const isComparable = isWhole && beganBy(db, period.before.from);
  const isOfAll = choice.source === undefined && choice.campaign === undefined && choice.person === undefined;
  const lists = isOfAll ? requestLists(db, scope, now) : undefined;
  const minutes = (key: 'claimed' | 'delivered', of: 'claimMinutes' | 'deliverMinutes') =>
    speedOf(countedSpread((lists?.[key] ?? []).flatMap((story) => story[of] ?? [])));
  const speed = (key: FigureKey) => speedOf(spreadOf(figures[key]));
  return {
    choice,
    period,
    isOver,
    isRipe,
    figures,
    before: isComparable ? leadsOfAll(partsOfAll(talliesOf(db, { ...scope, ...period.before }))) : undefined,
    speed: {
      process: speed('to_process'),
      processClock: speed('to_process_clock'),
      accept: speed('to_accept'),
      acceptClock: speed('to_accept_clock'),
      touch: speed('to_touch'),
      touchClock: speed('to_touch_clock'),
      answer: speed('answered'),
      answerClock: speed('answered_clock'),
      claim: minutes('claimed', 'claimMinutes'),
      deliver: minutes('delivered', 'deliverMinutes'),
    },
    requests: lists && (Object.fromEntries(requestKeys.map((key) => [key, lists[key].length])) as Board['requests']),
    sources: originsIn(tallies, 'source'),
    campaigns: originsIn(tallies, 'campaign'),
    clauses: clauseTexts(
      db,
      figures.cited.map(({ part }) => Number(part)),
    ),
    currency: settingOf(db, usualCurrency),
    rates: ratesOn(db, isOver ? period.last : isoDayIn(period.zone, now)),
    velocity: velocityOf(db, scope, period.zone, now),
    shelves: shelfTable(db),
    uncounted: uncounted(db),
  };
}

export const scopeOf = (choice: BoardChoice, { from, to }: Pick<Period, 'from' | 'to'>): Scope => ({
  view: choice.view,
  from,
  to,
  teamId: choice.teamId,
  source: choice.source,
  campaign: choice.campaign,
  person: choice.person,
});

const partsOfAll = ({ figures }: Tallies): Record<FigureKey, Part[]> =>
  Object.fromEntries(figureKeys.map((key) => [key, partsIn(figures, key)])) as Record<FigureKey, Part[]>;

const leadsOfAll = (parts: Record<FigureKey, Part[]>): Record<FigureKey, number> =>
  Object.fromEntries(figureKeys.map((key) => [key, leadsIn(parts[key])])) as Record<FigureKey, number>;

const speedOf = (spread: Spread): Speed => ({ median: percentile(spread, 0.5), p90: percentile(spread, 0.9) });

function countedSpread(minutes: readonly number[]): Spread {
  const spread = new Map<number, number>();
  for (const one of minutes) spread.set(one, (spread.get(one) ?? 0) + 1);
  return spread;
}

/** Whether Baton had leads by then: a period in which it began would look like growth. */
function beganBy(db: Db, at: Date): boolean {
  const first = db
    .select({ at: sql<number | null>`min(${scoreboardLeads.handedOffAt})` })
    .from(scoreboardLeads)
    .get()?.at;
  return first != null && first <= at.getTime();
}

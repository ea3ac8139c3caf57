import { listDeclinedScopes } from '../health/read.ts';
import type { OptionalScope } from '../health/scopes.ts';
import { leads } from '../leads/table.ts';
import { alerts } from '../platform/alerts/table.ts';
import { and, isNull, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { type Outsiders, outsidersOf } from '../teams/outsiders.ts';
import { allTeams } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { HIDDEN, HOURS_CONFIRMED, isReached, REHEARSED } from './milestones.ts';
import { openRehearsal, rehearsalCardOf } from './rehearsal.ts';
import { type Rehearsal, type SetupProposal, setupProposals } from './table.ts';
import type { SetupStep } from './types.ts';

type OpenRehearsal = Rehearsal & { card: PostedPlace | undefined };

/** The progress of the set-up. Each step checks itself off. */
export interface SetupState {
  done: Record<SetupStep, boolean>;
  sales: Team[];
  marketing: Team[];
  /** Proposals for the missing kinds of team. */
  proposals: SetupProposal[];
  /** Channels of teams that take no messages, with Slack's reason. */
  closed: { channelId: string; error: string }[];
  /** Channels of teams that guests or other companies read. */
  outsiders: Outsiders[];
  /** Optional scopes that were not granted. */
  declined: OptionalScope[];
  rehearsal: OpenRehearsal | undefined;
  /** A person closed the list. */
  isHidden: boolean;
}

export function setupState(db: Db): SetupState {
  const teams = allTeams(db);
  const sales = teams.filter(({ kind }) => kind === 'sales');
  const marketing = teams.filter(({ kind }) => kind === 'marketing');
  const missing = [...(sales.length === 0 ? ['sales'] : []), ...(marketing.length === 0 ? ['marketing'] : [])];
  const closed = closedChannels(db, teams);
  const rehearsal = openRehearsal(db);
  return {
    done: {
      sales: sales.length > 0,
      marketing: marketing.length > 0,
      channels: teams.length > 0 && closed.length === 0,
      times: teams.length > 0 && isReached(db, HOURS_CONFIRMED),
      handoff: isReached(db, REHEARSED) || hasLeads(db),
    },
    sales,
    marketing,
    proposals: proposals(db).filter(({ kind }) => missing.includes(kind)),
    closed,
    outsiders: outsidersOf(db),
    declined: listDeclinedScopes(db),
    rehearsal: rehearsal && { ...rehearsal, card: rehearsalCardOf(db, rehearsal.id) },
    isHidden: isReached(db, HIDDEN),
  };
}

/** Whether nothing is left to do, or the list was closed. */
export const isSetUp = ({ done, isHidden }: SetupState): boolean => isHidden || Object.values(done).every(Boolean);

const proposals = (db: Db): SetupProposal[] => db.select().from(setupProposals).all();

const hasLeads = (db: Db): boolean => db.select({ id: leads.id }).from(leads).limit(1).get() !== undefined;

function closedChannels(db: Db, teams: Team[]): SetupState['closed'] {
  const open = db
    .select({ key: alerts.key })
    .from(alerts)
    .where(and(isNull(alerts.endedAt), sql`instr(${alerts.key}, ':') > 0`))
    .all();
  return teams.flatMap(({ channelId }) => {
    const alert = open.find(({ key }) => key.endsWith(`:${channelId}`));
    return alert ? [{ channelId, error: alert.key.slice(0, -channelId.length - 1) }] : [];
  });
}

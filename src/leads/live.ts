/** Leads in live messages: open as long as no act has settled them. */
import { and, desc, eq, gt, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Live, SlackMessage } from '../platform/outbox/message.ts';
import { teamById } from '../teams/queries.ts';
import { type WithCard, withCard } from './card-place.ts';
import { leadById, newestEntryId } from './queries.ts';
import { type HistoryEntry, type Lead, leadHistory } from './table.ts';
import type { LeadChange } from './types.ts';

/** Acts after which a message that asked for one no longer asks. */
const SETTLING = [
  'accepted',
  'released',
  'declined',
  'marketer_changed',
  'handed_back',
  'touched',
  'qualified',
  'won',
  'lost',
  'reopened',
  'nurtured',
  'woken',
  'disqualified',
  'reassigned',
  'snoozed',
  'routed',
] as const satisfies LeadChange[];
export type SettlingChange = (typeof SETTLING)[number];

export const isSettling = (kind: LeadChange): kind is SettlingChange =>
  (SETTLING as readonly LeadChange[]).includes(kind);

/** The subject of live messages about a lead. */
export const leadSubject = (leadId: number): string => `lead:${leadId}`;

/** The moment at which a message showed its leads: the last history entry by then, and the time. */
export interface Shown {
  since: number;
  /** Milliseconds. */
  at: number;
}

export const shownNow = (db: Db, now: Date): Shown => ({ since: newestEntryId(db), at: now.getTime() });

/** A list as it was shown. */
export interface ShownList extends Shown {
  leadIds: number[];
  /** With those that had no place in it. */
  total: number;
}

export const listNow = (db: Db, found: { leads: Lead[]; total: number }, now: Date): ShownList => ({
  ...shownNow(db, now),
  leadIds: found.leads.map(({ id }) => id),
  total: found.total,
});

export type SettlingEntry = HistoryEntry & { kind: SettlingChange };

/** A lead in a message, with the act that settled it since. */
export interface LiveLead {
  lead: WithCard<Lead>;
  settled?: SettlingEntry | undefined;
  /** Time zone of its team. */
  zone?: string | undefined;
}

const lastSettling = prepared((db) =>
  db
    .select()
    .from(leadHistory)
    .where(
      and(
        eq(leadHistory.leadId, sql.placeholder('leadId')),
        gt(leadHistory.id, sql.placeholder('since')),
        inArray(leadHistory.kind, SETTLING),
      ),
    )
    .orderBy(desc(leadHistory.id))
    .limit(1)
    .prepare(),
);

/** The last act since the message was shown; undefined while the lead is as it was shown. */
const settlingEntry = (db: Db, leadId: number, { since }: Shown): SettlingEntry | undefined =>
  lastSettling(db).get({ leadId, since }) as SettlingEntry | undefined;

/** The leads in the order of the message. */
export const liveLeads = (db: Db, leadIds: readonly number[], shown: Shown): LiveLead[] =>
  leadIds.flatMap((id) => {
    const lead = leadById(db, id);
    if (!lead) return [];
    const zone = teamById(db, lead.teamId)?.zone;
    return [{ lead: withCard(db, lead), settled: settlingEntry(db, id, shown), zone }];
  });

/**
 * Makes a message with buttons follow its leads. An acceptance can be taken back, so the lead is followed until its next
 * act.
 */
export function following(
  message: SlackMessage,
  payload: unknown,
  leads: LiveLead[],
  { always = false } = {},
): { live?: Live } {
  const open = leads.filter(({ settled }) => settled === undefined || settled.kind === 'accepted');
  const isLive = always || hasButtons(message) || leads.some(({ settled }) => settled !== undefined);
  return isLive ? { live: { payload, subjects: open.map(({ lead }) => leadSubject(lead.id)) } } : {};
}

const hasButtons = ({ blocks }: SlackMessage): boolean =>
  blocks.some((block) => block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined));

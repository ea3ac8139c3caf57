/** One line in the place of a lead's buttons, once they have done their work. */
import type { Button } from '@slack/types';
import type { LiveLead, SettlingChange, SettlingEntry, Shown } from '../../src/leads/live.ts';
import { isOverdue } from '../../src/leads/reads/due.ts';
import type { ChangeDetails } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { HOUR_MS } from '../../src/platform/time/units.ts';
import {
  actions,
  type Blocks,
  bold,
  context,
  date,
  emoji,
  type Line,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { dueText, more, overdueText } from '../kit/words.ts';
import { tellChange } from './change.ts';
import { leadRow } from './row.ts';
import { escapedTitle, escapedTitles, linkedTitle } from './words.ts';

export interface SettledLead extends LiveLead {
  settled: SettlingEntry;
}

/** Splits the leads of a message. */
export const isSettled = (one: LiveLead): one is SettledLead => one.settled !== undefined;

export interface SettledLook {
  /** Reads *you* in place of their name. */
  readerId: string;
  shown: Shown;
  workspaceUrl: string;
}

/** The whole message, when it was about one lead. */
export const settledMessage = (one: SettledLead, look: SettledLook): SlackMessage => ({
  text: `${pastWords[one.settled.kind]}: ${escapedTitle(one.lead)}`,
  blocks: [rich(settledLine(one, look))],
});

export interface LiveLook extends SettledLook {
  now: Date;
}

/** The reader's leads: open ones with their buttons, the others in one line. */
export const liveRows = (leads: LiveLead[], look: LiveLook): Blocks =>
  onePrimary(
    leads.flatMap((one) =>
      isSettled(one) ? [rich(settledLine(one, look))] : leadRow(one.lead, { ...look, own: true }),
    ),
  );

/** A list of leads that need the reader. */
export interface LiveList {
  /** The first of them. */
  leads: LiveLead[];
  total: number;
}

interface ListLook {
  icon: string;
  /** With the number of open leads. */
  title: (open: number) => string;
  /** The title once every lead is settled. */
  done?: string;
  /** How many more wait, elsewhere. */
  others?: number | undefined;
  /** Below the title, as long as no lead is settled. */
  about?: Line[];
  /** While a lead is open. */
  buttons?: Button[];
}

const moreInLeads = (rest: number): Blocks => (rest > 0 ? [context(`And ${rest} more: \`/leads\``)] : []);

/** The list shrinks to one line for each lead that was acted on. */
export function liveListMessage(
  list: LiveList,
  look: LiveLook,
  { icon, title, done = 'Nothing left to do', about = [], buttons = [], others = 0 }: ListLook,
): SlackMessage {
  const { leads, total } = list;
  const [first, second] = leads;
  const settled = leads.filter(isSettled).length;
  const open = total - settled;
  const rest = total - leads.length;
  if (first && !second && isSettled(first) && total === 1) return settledMessage(first, look);
  const heading = open === 0 ? done : title(open);
  return {
    text: `${open === 0 ? heading : noticeOf(leads, look.now, heading)}: ${titlesOf(leads, total)}`,
    blocks: [
      rich([emoji(open === 0 ? 'white_check_mark' : icon), ' ', bold(heading)], ...(settled === 0 ? about : [])),
      ...liveRows(leads, look),
      ...(buttons.length > 0 ? more(rest) : moreInLeads(rest + others)),
      ...(open > 0 && buttons.length > 0 ? [actions(`list:${icon}`, ...buttons)] : []),
    ],
  };
}

/** "Due 11:40" or "Overdue 2 d" of the most urgent lead. */
function noticeOf(leads: LiveLead[], now: Date, heading: string): string {
  const { lead, zone } = leads.find((one) => !isSettled(one)) ?? {};
  if (!lead) return heading;
  if (isOverdue(lead, now)) return overdueText(lead.dueAt, now);
  return lead.dueAt && zone ? dueText(lead.dueAt, zone, now) : heading;
}

/** The open one first. */
const titlesOf = (leads: LiveLead[], total: number): string =>
  escapedTitles(
    [...leads.filter((one) => !isSettled(one)), ...leads].map(({ lead }) => lead),
    total,
  );

/** *Accepted by you · 10:02*, after the lead's linked title. */
function settledLine({ lead, settled }: SettledLead, { readerId, shown, workspaceUrl }: SettledLook): Piece[] {
  const named = (userId: string): Piece => (userId === readerId ? 'you' : person(userId));
  return [
    emoji(tellChange(settled).icon),
    ' ',
    linkedTitle(lead, workspaceUrl),
    '  ·  ',
    ...act(settled, named),
    '  ·  ',
    date(settled.at, isSameDay(settled.at, shown) ? '{time}' : undefined),
  ];
}

/** Within a working day the time says enough. */
const isSameDay = (at: Date, shown: Shown): boolean => at.getTime() - shown.at < 9 * HOUR_MS;

const pastWords: Record<SettlingChange, string> = {
  accepted: 'Accepted',
  released: 'Released',
  declined: 'Declined',
  marketer_changed: 'Passed on',
  handed_back: 'Resubmitted',
  touched: 'Contact logged',
  qualified: 'Qualified',
  won: 'Won',
  lost: 'Lost',
  reopened: 'Reopened',
  nurtured: 'Sent to nurture',
  woken: 'Back from nurture',
  disqualified: 'Disqualified',
  reassigned: 'Reassigned',
  snoozed: 'Snoozed',
  routed: 'Reassigned',
};

function act({ kind, actorId, details }: SettlingEntry, named: (userId: string) => Piece): Piece[] {
  const by: Piece[] = actorId === null ? [] : [' by ', named(actorId)];
  if (kind === 'routed' || kind === 'reassigned' || kind === 'marketer_changed') {
    const { to } = details as ChangeDetails['routed' | 'reassigned' | 'marketer_changed'];
    return [pastWords[kind], ' to ', named(to), ...by];
  }
  return [pastWords[kind], ...by];
}

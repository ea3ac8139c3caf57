import { mention, moment } from '../platform/slack/mrkdwn.ts';
import { DAY_MS } from '../platform/time/units.ts';
import type { Transition } from '../platform/workflow.ts';
import type { Lead } from './table.ts';
import { type LeadStatus, leadStatuses } from './types.ts';

/** Sales has the lead, and can still act on it. */
const IN_SALES = ['new', 'accepted', 'working', 'qualified'] as const;

/** The acts on a lead, and how each changes its status. */
export const lifecycle = {
  accept: { from: ['new'], to: 'accepted', words: 'accept it' },
  release: { from: ['accepted'], to: 'new', words: 'release it' },
  decline: { from: ['new', 'accepted', 'working'], to: 'returned', words: 'decline it' },
  hand_back: { from: ['returned'], to: 'new', words: 'resubmit it' },
  /** The first touch makes it `working`, and accepts a new lead. */
  touch: { from: IN_SALES, words: 'log a touch' },
  qualify: { from: ['working'], to: 'qualified', words: 'qualify it' },
  win: { from: ['qualified'], to: 'won', words: 'mark it won' },
  value: { from: ['won'], words: 'set its value' },
  lose: { from: ['qualified'], to: 'lost', words: 'mark it lost' },
  reopen: { from: ['qualified', 'won', 'lost'], to: 'working', words: 'reopen it' },
  nurture: { from: ['new', 'accepted', 'working', 'returned'], to: 'nurturing', words: 'send it to nurture' },
  wake: { from: ['nurturing'], to: 'new', words: 'bring it back now' },
  disqualify: { from: ['returned'], to: 'disqualified', words: 'disqualify it' },
  snooze: { from: IN_SALES, words: 'snooze it' },
  reassign: { from: IN_SALES, words: 'reassign it' },
  note: { from: leadStatuses, words: 'add a note' },
} as const satisfies Record<string, Transition<LeadStatus>>;

export type LeadAct = keyof typeof lifecycle;
export const leadActs = Object.keys(lifecycle) as LeadAct[];

export const isPossible = ({ status }: Pick<Lead, 'status'>, act: LeadAct): boolean =>
  (lifecycle[act].from as readonly LeadStatus[]).includes(status);

/** The reason why an act is not possible now, as the start of a sentence; undefined if it is possible. */
export function obstacle(lead: Lead, act: LeadAct): string | undefined {
  if (!isPossible(lead, act)) return standing(lead);
  return act === 'hand_back' && lead.handedBackAt !== null
    ? 'Marketing has resubmitted this lead once already'
    : undefined;
}

export const isInSales = ({ status }: Pick<Lead, 'status'>): boolean =>
  (IN_SALES as readonly LeadStatus[]).includes(status);

/** Marketing has the lead again, and sales cannot act on it. */
export const isWithMarketing = ({ status }: Pick<Lead, 'status'>): boolean =>
  status === 'returned' || status === 'nurturing';

export const isEnded = (lead: Pick<Lead, 'status'>): boolean => !isInSales(lead) && !isWithMarketing(lead);

const LONG_AGO_MS = 90 * DAY_MS;

/** It ended so long ago that its person may be a new lead. */
export const isLongOver = (lead: Pick<Lead, 'status' | 'updatedAt'>, now: Date): boolean =>
  isEnded(lead) && now.getTime() - lead.updatedAt.getTime() >= LONG_AGO_MS;

/** The lead's current state, as the start of a sentence. */
function standing(lead: Lead): string {
  switch (lead.status) {
    case 'new':
      return 'No one has accepted this lead yet';
    case 'accepted':
      return `${mention(lead.ownerId)} has had this lead since ${lead.acceptedAt ? moment(lead.acceptedAt) : 'it came'}`;
    case 'working':
      return `${mention(lead.ownerId)} is working on this lead`;
    case 'qualified':
      return 'This lead is qualified';
    case 'won':
      return 'This lead is won';
    case 'lost':
      return 'This lead is lost';
    case 'returned':
      return 'This lead was returned to marketing';
    case 'nurturing':
      return lead.nurtureUntil
        ? `Marketing is nurturing this lead, and it comes back by itself on ${moment(lead.nurtureUntil, '{date}')}`
        : 'Marketing is nurturing this lead';
    case 'disqualified':
      return 'This lead was disqualified for good';
  }
}

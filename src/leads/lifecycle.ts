import { mention, moment } from '../platform/slack/mrkdwn.ts';
import type { Lead } from './table.ts';
import type { LeadStatus } from './types.ts';

/** What can be done to a lead that moves it on in its life, and from where to where. */
export const life = {
  accept: { from: ['new'], to: 'accepted' },
  release: { from: ['accepted'], to: 'new' },
  decline: { from: ['new', 'accepted', 'working'], to: 'returned' },
  hand_back: { from: ['returned'], to: 'new' },
  touch: { from: ['accepted'], to: 'working' },
  qualify: { from: ['working'], to: 'qualified' },
  win: { from: ['qualified'], to: 'won' },
  lose: { from: ['qualified'], to: 'lost' },
  reopen: { from: ['qualified', 'won', 'lost'], to: 'working' },
  nurture: { from: ['new', 'accepted', 'working', 'returned'], to: 'nurturing' },
  wake: { from: ['nurturing'], to: 'new' },
  disqualify: { from: ['returned'], to: 'disqualified' },
} as const satisfies Record<string, { from: readonly LeadStatus[]; to: LeadStatus }>;

export type Step = keyof typeof life;

export const stepWords: Record<Step, string> = {
  accept: 'accept it',
  release: 'release it',
  decline: 'give it back',
  hand_back: 'answer and hand it back',
  touch: 'log a touch',
  qualify: 'qualify it',
  win: 'mark it won',
  lose: 'mark it lost',
  reopen: 'reopen it',
  nurture: 'send it to nurture',
  wake: 'bring it back now',
  disqualify: 'disqualify it',
};

export const isPossible = (lead: Pick<Lead, 'status'>, step: Step) =>
  (life[step].from as readonly LeadStatus[]).includes(lead.status);

/** Whether the sales team has the lead and somebody there can still do something with it. */
export const isInSales = (lead: Pick<Lead, 'status'>) =>
  ['new', 'accepted', 'working', 'qualified'].includes(lead.status);

/** Whether marketing has it again, and sales can do nothing with it. */
export const isWithMarketing = (lead: Pick<Lead, 'status'>) =>
  lead.status === 'returned' || lead.status === 'nurturing';

/** How a lead stands, as the beginning of a sentence. */
export function standing(lead: Lead): string {
  switch (lead.status) {
    case 'new':
      return 'Nobody has accepted this lead yet';
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
      return 'This lead was given back to marketing';
    case 'nurturing':
      return lead.nurtureUntil
        ? `Marketing is nurturing this lead, and it comes back by itself on ${moment(lead.nurtureUntil, '{date_short}')}`
        : 'Marketing is nurturing this lead';
    case 'disqualified':
      return 'This lead was disqualified for good';
  }
}

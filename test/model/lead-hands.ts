/** How people do each act on a lead in Slack: at once, or in a form. */
import { leadActions } from '../../views/leads/actions.ts';
import { dateAhead } from './company.ts';
import type { Way } from './hands.ts';
import type { LeadAct, Wish } from './lead.ts';

const SPANS = { short: '1 hour', tomorrow: 'Until next working morning', monday: 'Until Monday morning' };
const menu = (choice: string) => ({ action: leadActions.menu, choice });

let values = 0;

const ways: Record<LeadAct, Way | ((wish: Wish) => Way)> = {
  accept: { action: leadActions.accept },
  release: { action: leadActions.release },
  reopen: { action: leadActions.reopen },
  wake: { action: leadActions.wake },
  touch: { action: leadActions.touch, form: 'Log contact' },
  qualify: { action: leadActions.qualify, form: 'Qualify' },
  win: { action: leadActions.win, form: 'Mark as won', fields: { 'No value yet?': ['I’ll add it later'] } },
  lose: { action: leadActions.lose, form: 'Mark as lost', fields: { Reason: 'Price' } },
  decline: { action: leadActions.decline, form: 'Decline', fields: { Reason: 'Too early' } },
  hand_back: {
    action: leadActions.handBack,
    form: 'Reply and resubmit',
    fields: { Reply: 'They have budget now' },
  },
  nurture: ({ now }) => ({
    action: leadActions.nurture,
    form: 'Nurture',
    fields: { 'Nurture until': dateAhead(now, 3) },
  }),
  disqualify: { action: leadActions.disqualify, form: 'Disqualify' },
  snooze: ({ span = 'tomorrow' }) => ({
    ...menu('snooze'),
    form: 'Snooze',
    fields: { 'Snooze for': SPANS[span] },
  }),
  reassign: ({ to = 'sam' }) => ({ ...menu('reassign'), form: 'Reassign', fields: { 'Assign to': to } }),
  value: () => {
    values += 1;
    return { ...menu('value'), form: 'Deal value', fields: { 'Deal value': String(values) } };
  },
  note: { ...menu('note'), form: 'Add note', fields: { Note: 'They called back' } },
};

export function leadWay(wish: Wish): Way {
  const way = ways[wish.act];
  return typeof way === 'function' ? way(wish) : way;
}

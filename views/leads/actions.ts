/** The acts on a lead as buttons and as entries of a menu. */
import type { Button, PlainTextOption } from '@slack/types';
import { isInSales, isPossible } from '../../src/leads/lifecycle.ts';
import type { Lead } from '../../src/leads/table.ts';
import { button, option } from '../kit/blocks.ts';

/** Buttons of a lead in every message and list. Their value is the lead's id. */
export const leadActions = {
  accept: 'lead_accept',
  decline: 'lead_decline',
  touch: 'lead_touch',
  handBack: 'lead_hand_back',
  release: 'lead_release',
  qualify: 'lead_qualify',
  win: 'lead_win',
  value: 'lead_value',
  lose: 'lead_lose',
  reopen: 'lead_reopen',
  nurture: 'lead_nurture',
  wake: 'lead_wake',
  disqualify: 'lead_disqualify',
  history: 'lead_history',
  note: 'lead_note',
  /** The overflow menu; the chosen option names the act. */
  menu: 'lead_menu',
} as const;

/** Choices of the overflow menus; an option's value is `<choice>:<lead id>`. */
export const menuChoices = {
  touch: 'Log contact…',
  qualify: 'Qualify…',
  lose: 'Mark lost…',
  value: 'Deal value…',
  decline: 'Decline…',
  release: 'Release',
  reassign: 'Reassign…',
  snooze: 'Snooze…',
  nurture: 'Nurture…',
  disqualify: 'Disqualify…',
  reopen: 'Undo qualification',
  note: 'Add note…',
  history: 'History',
} as const;
export type MenuChoice = keyof typeof menuChoices;

/** The next steps of the lead; rarer ones are in the menu. */
export function leadButtons(lead: Lead): Button[] {
  const id = String(lead.id);
  const forLead = (text: string) => ({ label: `${text}: ${lead.name}` });
  const offered: (Button | false)[] = [
    isPossible(lead, 'accept') && button(leadActions.accept, 'Accept', id, { style: 'primary', ...forLead('Accept') }),
    isPossible(lead, 'qualify') &&
      button(leadActions.qualify, 'Qualify', id, { style: 'primary', ...forLead('Qualify') }),
    isPossible(lead, 'win') &&
      button(leadActions.win, 'Mark won', id, {
        style: 'primary',
        ...forLead('Mark won'),
      }),
    isPossible(lead, 'lose') && button(leadActions.lose, 'Mark lost', id, forLead('Mark lost')),
    isInSales(lead) &&
      button(leadActions.touch, 'Log contact', id, {
        ...(lead.status === 'accepted' && { style: 'primary' as const }),
        ...forLead('Log contact'),
      }),
    isPossible(lead, 'decline') && button(leadActions.decline, 'Decline', id, forLead('Decline')),
    isPossible(lead, 'release') && button(leadActions.release, 'Release', id, forLead('Release')),
    isPossible(lead, 'hand_back') &&
      lead.handedBackAt === null &&
      button(leadActions.handBack, 'Reply and resubmit', id, {
        style: 'primary',
        ...forLead('Reply and resubmit'),
      }),
    lead.status === 'returned' &&
      button(leadActions.nurture, 'Nurture', id, {
        ...(lead.handedBackAt !== null && { style: 'primary' as const }),
        ...forLead('Nurture'),
      }),
    isPossible(lead, 'disqualify') && button(leadActions.disqualify, 'Disqualify', id, forLead('Disqualify')),
    isPossible(lead, 'wake') && button(leadActions.wake, 'Bring back now', id, forLead('Bring back now')),
    isPossible(lead, 'reopen') &&
      lead.status !== 'qualified' &&
      button(leadActions.reopen, 'Reopen', id, forLead('Reopen')),
  ];
  return offered.filter((one) => one !== false);
}

/** At most five, Slack's limit for an overflow menu. */
export function menuOptions(lead: Lead): PlainTextOption[] {
  const inSales = isInSales(lead);
  const choices: MenuChoice[] = [];
  if (inSales) choices.push('reassign', 'snooze');
  if (inSales && isPossible(lead, 'nurture')) choices.push('nurture');
  if (lead.status === 'qualified') choices.push('reopen');
  if (isPossible(lead, 'value')) choices.push('value');
  choices.push('note', 'history');
  return choices.map((choice) => option(`${choice}:${lead.id}`, menuChoices[choice]));
}

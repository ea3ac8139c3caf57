import type { Button, PlainTextOption } from '@slack/types';
import { readablePhone } from '../../src/leads/contact.ts';
import { countryName } from '../../src/leads/country.ts';
import { isInSales, isPossible, isWithMarketing } from '../../src/leads/lifecycle.ts';
import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { Lead } from '../../src/leads/table.ts';
import { statedReason, touchKinds } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped, mention, moment } from '../../src/platform/slack/mrkdwn.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  date,
  dated,
  dotted,
  emoji,
  header,
  type Line,
  link,
  option,
  overflow,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { calendarDate } from '../kit/words.ts';
import { companySizeWords } from './field-words.ts';
import { routeWords } from './route-words.ts';
import {
  cited,
  escapedTitle,
  leadTitle,
  money,
  stageWords,
  statusWords,
  temperatureEmoji,
  temperatureWords,
} from './words.ts';

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

/**
 * The one message of a lead, edited in place. All people of the sales team's channel see the same buttons: those of sales.
 * Marketing has its own in its messages, lists and homes.
 */
export function leadCard({ lead, ...more }: LeadCard): SlackMessage {
  const blocks: Blocks = [
    header(leadTitle(lead)),
    rich(statusLine({ lead, ...more })),
    rich(...aboutLines(lead), ...bookingLines(more), { quote: [lead.need] }, ...answerLines(more)),
    context(origin(lead, more)),
    actions(
      `lead:${lead.id}`,
      ...(isWithMarketing(lead) ? [] : leadButtons(lead)),
      overflow(leadActions.menu, menuOptions(lead)),
    ),
  ];
  return { text: `${statusWords[lead.status]}: ${escapedTitle(lead)}`, blocks };
}

/** The seller's own words on a card. */
const REASON = 100;

/** The person who has it, and its status. */
export function statusLine({
  lead,
  isPool,
  routeReason,
  lastTouch,
  touches,
  lastDecline,
  lastLoss,
}: LeadCard): Piece[] {
  const snoozed: Piece[] = lead.snoozedUntil
    ? ['  ·  ', emoji('zzz'), ' ', dated('snoozed until ', lead.snoozedUntil)]
    : [];
  const owner = lead.ownerId ? person(lead.ownerId) : 'No one';
  const due: Piece[] = lead.dueAt ? ['  ·  ', dated('due ', lead.dueAt)] : [];
  const deal: Piece[] = [
    ...(lead.amount === null ? [] : ['  ·  ', bold(money(lead.amount, lead.currency))]),
    ...(lead.closeOn ? ['  ·  closes ', calendarDate(lead.closeOn)] : []),
  ];
  switch (lead.status) {
    case 'new':
      return [
        emoji('large_yellow_circle'),
        ' ',
        ...asked(lead, isPool && routeReason !== 'named' && routeReason !== 'colleague', routeReason === 'fallback'),
        ...due,
        ...snoozed,
      ];
    case 'accepted':
      return [
        emoji('white_check_mark'),
        ' ',
        owner,
        ' owns this  ·  first contact ',
        ...(lead.dueAt ? [dated('due ', lead.dueAt)] : [lead.isUnhurried ? 'is open' : 'overdue']),
        ...snoozed,
      ];
    case 'working':
      return [
        emoji('telephone_receiver'),
        ' In progress  ·  ',
        owner,
        ...(lastTouch?.details.kind
          ? [
              `  ·  ${touches === 1 ? 'last contact' : `${touches} contacts, last`}: ${touchKinds[lastTouch.details.kind].toLowerCase()}, `,
              date(lastTouch.at),
            ]
          : []),
        ...snoozed,
      ];
    case 'qualified':
      return [emoji('dart'), ' Qualified by ', owner, ...deal, ...snoozed];
    case 'won':
      return [emoji('trophy'), ' ', bold('Won'), ' by ', owner, ...deal];
    case 'lost':
      return [
        emoji('broken_heart'),
        ' Lost by ',
        owner,
        ...(lastLoss ? [`: ${cut(statedReason(lastLoss.details), REASON)}`] : []),
      ];
    case 'returned':
      return [
        emoji('leftwards_arrow_with_hook'),
        ' Returned to marketing',
        ...(lastDecline
          ? [
              ...(lastDecline.actorId ? [' by ', person(lastDecline.actorId)] : []),
              ': ',
              bold(cut(statedReason(lastDecline.details), REASON)),
              ...(lastDecline.details.clause ? cited(lastDecline.details.clause) : []),
            ]
          : []),
        ...(lead.marketerId ? ['  ·  with ', person(lead.marketerId)] : []),
        ...due,
      ];
    case 'nurturing':
      return [
        emoji('seedling'),
        ' Nurturing',
        ...(lead.nurtureUntil ? [' ', dated('until ', lead.nurtureUntil, '{date}')] : []),
      ];
    case 'disqualified':
      return [emoji('no_entry_sign'), ' Disqualified'];
  }
}

/**
 * In a pool anyone may accept it, and one person is up first; elsewhere it is assigned to one person. After its
 * escalation no one is first any more.
 */
function asked({ assigneeId, dueAt }: Lead, isForAll: boolean, isFallback: boolean): Piece[] {
  // Slack has not told yet who is in the team.
  if (assigneeId === null)
    return [bold('Unclaimed'), '  ·  waiting for Slack to say who is on the team; anyone here can accept'];
  if (isFallback && dueAt === null) return [bold('Unclaimed'), '  ·  escalated to ', person(assigneeId)];
  if (isForAll) return [bold('Unclaimed'), '  ·  ', person(assigneeId), ' is up first'];
  return [bold('Assigned to '), person(assigneeId)];
}

function aboutLines(lead: Lead): Piece[][] {
  const about: Piece[][] = [[emoji(temperatureEmoji[lead.temperature]), ' ', bold(temperatureWords[lead.temperature])]];
  if (lead.score !== null) about.push([`Score ${lead.score}`]);
  if (lead.role) about.push([lead.role]);
  if (lead.stage) about.push([`${stageWords[lead.stage]} stage`]);
  if (lead.source) about.push(['Source: ', lead.source]);
  if (lead.campaign) about.push(['Campaign: ', lead.campaign]);
  if (lead.country) about.push([countryName(lead.country)]);
  if (lead.companySize) about.push([companySizeWords(lead.companySize)]);
  return [dotted(about), dotted(contact(lead))];
}

const bookingLines = ({ bookingLink }: Pick<LeadCard, 'bookingLink'>): Line[] =>
  bookingLink ? [[emoji('calendar'), ' ', link(bookingLink, 'Book a time')]] : [];

/** How to reach the person. */
export const contact = ({ email, phone }: Pick<Lead, 'email' | 'phone'>): Piece[][] => [
  ...(email ? [[emoji('email'), ' ', link(`mailto:${email}`, email)]] : []),
  ...(phone ? [[emoji('telephone_receiver'), ' ', link(`tel:${phone}`, readablePhone(phone))]] : []),
];

function answerLines({ lastAnswer }: Pick<LeadCard, 'lastAnswer'>): Line[] {
  if (!lastAnswer) return [];
  const { actorId, details } = lastAnswer;
  return [
    [emoji('speech_balloon'), ' ', actorId ? person(actorId) : 'Marketing', ' replied:'],
    { quote: [details.facts] },
  ];
}

function origin(
  lead: Lead,
  { routeReason, earlierLink, recordLink }: Pick<LeadCard, 'routeReason' | 'earlierLink' | 'recordLink'>,
): string {
  const handedOff = `${moment(lead.handedOffAt, 'Handed off {date_pretty} at {time}')} by ${mention(lead.handedOffBy)}`;
  return [
    handedOff,
    ...(lead.messageLink ? [`<${escaped(lead.messageLink)}|original message>`] : []),
    ...(earlierLink ? [`<${escaped(earlierLink)}|earlier lead>`] : []),
    ...(recordLink ? [`<${escaped(recordLink.url)}|${recordLink.crm}>`] : []),
    ...(lead.assigneeId && routeReason ? [`Routed to ${mention(lead.assigneeId)}: ${routeWords[routeReason]}`] : []),
  ].join('  ·  ');
}

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

import type { Button, PlainTextOption } from '@slack/types';
import { readablePhone } from '../../src/leads/contact.ts';
import { isInSales, isPossible } from '../../src/leads/lifecycle.ts';
import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { Lead } from '../../src/leads/table.ts';
import { type RouteReason, reasonLabel, touchKinds } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped, mention, moment } from '../../src/platform/slack/mrkdwn.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
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
import {
  calendarDate,
  cited,
  escapedTitle,
  leadTitle,
  money,
  routeWords,
  stageWords,
  statusWords,
  temperatureEmoji,
  temperatureWords,
} from './words.ts';

/** Buttons of a lead, wherever they stand. Their value is the lead's id. */
export const leadActions = {
  accept: 'lead_accept',
  decline: 'lead_decline',
  touch: 'lead_touch',
  handBack: 'lead_hand_back',
  release: 'lead_release',
  qualify: 'lead_qualify',
  win: 'lead_win',
  lose: 'lead_lose',
  reopen: 'lead_reopen',
  nurture: 'lead_nurture',
  wake: 'lead_wake',
  disqualify: 'lead_disqualify',
  history: 'lead_history',
  note: 'lead_note',
  /** The overflow menu; the chosen option says what. */
  menu: 'lead_menu',
} as const;

/** What the overflow menu offers; an option's value is `<choice>:<lead id>`. */
export const menuChoices = {
  reassign: 'Reassign…',
  snooze: 'Snooze…',
  nurture: 'Nurture…',
  reopen: 'Not qualified after all',
  note: 'Add note…',
  history: 'History',
} as const;
export type MenuChoice = keyof typeof menuChoices;

/** The one message of a lead, edited in place through its whole life. */
export function leadCard({ lead, ...more }: LeadCard): SlackMessage {
  const blocks: Blocks = [
    header(leadTitle(lead)),
    rich(statusLine({ lead, ...more })),
    rich(...aboutLines(lead), { quote: [lead.need] }, ...answerLines(more)),
    context(origin(lead, more.routeReason)),
    actions(`lead:${lead.id}`, ...leadButtons(lead), overflow(leadActions.menu, menuOptions(lead))),
  ];
  return { text: `${statusWords[lead.status]}: ${escapedTitle(lead)}`, blocks };
}

function statusLine({ lead, isPool, routeReason, lastTouch, touches, lastDecline, lastLoss }: LeadCard): Piece[] {
  const snoozed: Piece[] = lead.snoozedUntil ? ['  ·  ', emoji('zzz'), ' until ', date(lead.snoozedUntil)] : [];
  const owner = lead.ownerId ? person(lead.ownerId) : 'Nobody';
  const due: Piece[] = lead.dueAt ? ['  ·  until ', date(lead.dueAt)] : [];
  const deal: Piece[] = [
    ...(lead.amount === null ? [] : ['  ·  ', bold(money(lead.amount, lead.currency))]),
    ...(lead.closeOn ? [`  ·  closes ${calendarDate(lead.closeOn)}`] : []),
  ];
  switch (lead.status) {
    case 'new':
      return [
        emoji('large_yellow_circle'),
        ' ',
        ...asked(lead, isPool && routeReason !== 'named' && routeReason !== 'colleague'),
        ...due,
        ...snoozed,
      ];
    case 'accepted':
      return [
        emoji('white_check_mark'),
        ' ',
        owner,
        ' has it',
        ...(lead.acceptedAt ? ['  ·  accepted ', date(lead.acceptedAt)] : []),
        '  ·  first touch',
        ...(lead.dueAt ? [' by ', date(lead.dueAt)] : [' is still to come']),
        ...snoozed,
      ];
    case 'working':
      return [
        emoji('telephone_receiver'),
        ' ',
        owner,
        ' is on it',
        ...(lastTouch
          ? [
              `  ·  ${touches === 1 ? '1 touch' : `${touches} touches`}, last: ${touchKinds[lastTouch.details.kind].toLowerCase()} `,
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
      return [emoji('broken_heart'), ' Lost by ', owner, ...(lastLoss ? [`: ${reasonLabel(lastLoss.details)}`] : [])];
    case 'returned':
      return [
        emoji('leftwards_arrow_with_hook'),
        ' Back with marketing',
        ...(lastDecline
          ? [
              ': ',
              bold(reasonLabel(lastDecline.details)),
              ...(lastDecline.actorId ? [', says ', person(lastDecline.actorId)] : []),
              ...(lastDecline.details.clause ? cited(lastDecline.details.clause) : []),
            ]
          : []),
      ];
    case 'nurturing':
      return [
        emoji('seedling'),
        ' Nurturing',
        ...(lead.nurtureUntil ? [' until ', date(lead.nurtureUntil, '{date_short}')] : []),
      ];
    case 'disqualified':
      return [emoji('no_entry_sign'), ' Disqualified'];
  }
}

/** In a pool anyone may take it, and somebody is asked first; elsewhere it waits for one person. */
function asked({ assigneeId }: Lead, isForAll: boolean): Piece[] {
  if (assigneeId === null) return [bold('Who takes this one?')];
  if (isForAll) return [bold('Who takes this one?'), ' ', person(assigneeId), ' is asked first'];
  return ['Waiting for ', person(assigneeId), ' to accept'];
}

function aboutLines(lead: Lead): Piece[][] {
  const about: Piece[][] = [[emoji(temperatureEmoji[lead.temperature]), ' ', bold(temperatureWords[lead.temperature])]];
  if (lead.role) about.push([lead.role]);
  if (lead.stage) about.push([`${stageWords[lead.stage]} stage`]);
  if (lead.source) about.push(['Source: ', lead.source]);
  if (lead.campaign) about.push(['Campaign: ', lead.campaign]);
  const contact: Piece[][] = [];
  if (lead.email) contact.push([emoji('email'), ' ', link(`mailto:${lead.email}`, lead.email)]);
  if (lead.phone)
    contact.push([emoji('telephone_receiver'), ' ', link(`tel:${lead.phone}`, readablePhone(lead.phone))]);
  return [dotted(about), dotted(contact)];
}

function answerLines({ lastAnswer }: Pick<LeadCard, 'lastAnswer'>): Line[] {
  if (!lastAnswer) return [];
  const { actorId, details } = lastAnswer;
  return [
    [emoji('speech_balloon'), ' ', actorId ? person(actorId) : 'Marketing', ' answers:'],
    { quote: [details.facts] },
  ];
}

function origin(lead: Lead, routeReason?: RouteReason): string {
  const handedOff = `Handed off by ${mention(lead.handedOffBy)} ${moment(lead.handedOffAt)}`;
  return [
    handedOff,
    ...(lead.messageLink ? [`<${escaped(lead.messageLink)}|the message it came from>`] : []),
    ...(lead.assigneeId && routeReason ? [`for ${mention(lead.assigneeId)} because ${routeWords[routeReason]}`] : []),
  ].join('  ·  ');
}

/** The next steps of the lead's life; what is less often needed is in the menu. */
export function leadButtons(lead: Lead): Button[] {
  const id = String(lead.id);
  const forLead = (text: string) => ({ label: `${text}: ${lead.name}` });
  const offered: (Button | false)[] = [
    isPossible(lead, 'accept') && button(leadActions.accept, 'Accept', id, { style: 'primary', ...forLead('Accept') }),
    isPossible(lead, 'qualify') &&
      button(leadActions.qualify, 'Qualify', id, { style: 'primary', ...forLead('Qualify') }),
    isPossible(lead, 'win') &&
      button(leadActions.win, 'Won', id, {
        style: 'primary',
        ...forLead('Won'),
        confirm: { title: 'Won?', text: 'Marketing hears of it too.', yes: 'Yes, won' },
      }),
    isPossible(lead, 'lose') && button(leadActions.lose, 'Lost', id, forLead('Lost')),
    isInSales(lead) &&
      button(leadActions.touch, 'Log touch', id, {
        ...(lead.status === 'accepted' && { style: 'primary' as const }),
        ...forLead('Log touch'),
      }),
    isPossible(lead, 'decline') && button(leadActions.decline, 'Not for us', id, forLead('Not for us')),
    isPossible(lead, 'release') && button(leadActions.release, 'Release', id, forLead('Release')),
    isPossible(lead, 'hand_back') &&
      lead.handedBackAt === null &&
      button(leadActions.handBack, 'Answer and hand back', id, {
        style: 'primary',
        ...forLead('Answer and hand back'),
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

/** For whoever may not act on a lead, and is concerned with it all the same. */
export const readerButtons = (lead: Lead): Button[] =>
  (['history', 'note'] as const).map((choice) =>
    button(leadActions[choice], menuChoices[choice], String(lead.id), {
      label: `${menuChoices[choice]}: ${lead.name}`,
    }),
  );

/** At most five, Slack's limit for an overflow menu. */
export function menuOptions(lead: Lead): PlainTextOption[] {
  const inSales = isInSales(lead);
  const choices: MenuChoice[] = [];
  if (inSales) choices.push('reassign', 'snooze');
  if (inSales && isPossible(lead, 'nurture')) choices.push('nurture');
  if (lead.status === 'qualified') choices.push('reopen');
  choices.push('note', 'history');
  return choices.map((choice) => option(`${choice}:${lead.id}`, menuChoices[choice]));
}

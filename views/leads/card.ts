import { readablePhone } from '../../src/leads/contact.ts';
import { countryName } from '../../src/leads/country.ts';
import { isWithMarketing } from '../../src/leads/lifecycle.ts';
import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped, mention, moment } from '../../src/platform/slack/mrkdwn.ts';
import {
  actions,
  type Blocks,
  bold,
  context,
  dotted,
  emoji,
  header,
  type Line,
  link,
  overflow,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { leadActions, leadButtons, menuOptions } from './actions.ts';
import { companySizeWords } from './field-words.ts';
import { routeWords } from './route-words.ts';
import { statusLine } from './status-line.ts';
import { escapedTitle, leadTitle, stageWords, statusWords, temperatureEmoji, temperatureWords } from './words.ts';

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

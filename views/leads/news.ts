/** Messages about one change of a lead: in the thread of its card, and to the one person whom it concerns. */
import type { KnownBlock } from '@slack/types';
import type { HistoryEntry } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, bold, emoji, link, overflow, type Piece, person, rich } from '../kit/blocks.ts';
import { leadActions, leadButtons, menuOptions } from './card.ts';
import { changeLine, escapedTitle, leadTitle, tellChange } from './words.ts';

/** A line in the thread of the card; the owner is named where somebody else has something to tell them. */
export function storyLine(lead: Lead, entry: HistoryEntry): SlackMessage {
  const { words } = tellChange(entry);
  const concerns = entry.kind === 'appended' || entry.kind === 'noted' ? lead.ownerId : null;
  const line: Piece[] = [
    ...changeLine(entry),
    ...(concerns && concerns !== entry.actorId ? ['  ·  for ', person(concerns)] : []),
  ];
  return { text: `News of ${escapedTitle(lead)}`, blocks: [words ? rich(line, { quote: [words] }) : rich(line)] };
}

export interface News {
  lead: Lead;
  entry: HistoryEntry;
  /** Whom the message is for. */
  userId: string;
  cardLink: string | null;
}

/** A direct message about one change; whoever is to act on the lead gets its buttons. */
export function leadNews({ lead, entry, userId, cardLink }: News): SlackMessage {
  const title: Piece[] = [bold(leadTitle(lead)), ...(cardLink ? ['  ·  ', link(cardLink, 'see its card')] : [])];
  const line = newsLine(lead, entry, userId);
  const mine = lead.ownerId === userId || (lead.ownerId === null && lead.assigneeId === userId);
  // Who is to act should not have to look for what is wanted.
  const words = tellChange(entry).words ?? (mine ? lead.need : null);
  const blocks: KnownBlock[] = [
    words ? rich(title, line, { quote: [words] }) : rich(title, line),
    ...(mine ? [actions(`news:${entry.id}`, ...leadButtons(lead), overflow(leadActions.menu, menuOptions(lead)))] : []),
    ...(lead.status === 'returned' && lead.handedOffBy === userId
      ? [actions(`news:${entry.id}`, ...leadButtons(lead))]
      : []),
  ];
  return { text: `${escapedTitle(lead)}: ${headline(entry)}`, blocks };
}

function newsLine(lead: Lead, entry: HistoryEntry, userId: string): Piece[] {
  if (entry.kind === 'unsnoozed') return [emoji('alarm_clock'), ' The snooze is over: this lead waits again'];
  const line = changeLine(entry);
  if (isForManager(lead, entry, userId)) line.push('\n', managerWords[entry.kind]);
  return line;
}

const managerWords = {
  snoozed: 'You hear of it because this lead has been snoozed several times. It may need somebody else.',
  declined: 'You hear of it because they have given back many leads within a day.',
};

/** Managers are told of two things only, and why. */
function isForManager(
  lead: Lead,
  entry: HistoryEntry,
  userId: string,
): entry is HistoryEntry & { kind: 'snoozed' | 'declined' } {
  if (entry.actorId === userId) return false;
  return entry.kind === 'snoozed' || (entry.kind === 'declined' && lead.handedOffBy !== userId);
}

function headline(entry: HistoryEntry): string {
  switch (entry.kind) {
    case 'accepted':
      return 'accepted';
    case 'declined':
      return 'given back';
    case 'won':
      return 'won';
    case 'lost':
      return 'lost';
    case 'handed_off':
    case 'reassigned':
      return 'for you';
    case 'snoozed':
      return 'snoozed again';
    default:
      return 'news';
  }
}

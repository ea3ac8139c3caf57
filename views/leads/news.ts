/** Messages about one change of a lead: in the thread of its card, and to the person it concerns. */
import type { KnownBlock } from '@slack/types';
import type { HistoryEntry, Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, bold, boldLink, emoji, overflow, type Piece, person, rich } from '../kit/blocks.ts';
import { leadActions, leadButtons, menuOptions } from './actions.ts';
import { changeLine, tellChange } from './change.ts';
import { escapedTitle, leadTitle } from './words.ts';

/** A line in the thread of the card; it mentions the owner when another person added something. */
export function storyLine(lead: Lead, entry: HistoryEntry): SlackMessage {
  const { words } = tellChange(entry);
  const concerns = entry.kind === 'appended' || entry.kind === 'noted' ? lead.ownerId : null;
  const line: Piece[] = [
    ...changeLine(entry),
    ...(concerns && concerns !== entry.actorId ? ['  ·  for ', person(concerns)] : []),
  ];
  return { text: `Update: ${escapedTitle(lead)}`, blocks: [words ? rich(line, { quote: [words] }) : rich(line)] };
}

export interface News {
  lead: Lead;
  entry: HistoryEntry;
  /** The recipient. */
  userId: string;
  cardLink: string | null;
}

/** A direct message about one change, with buttons for the person who is to act on the lead. */
export function leadNews({ lead, entry, userId, cardLink }: News): SlackMessage {
  const title: Piece[] = [cardLink ? boldLink(cardLink, leadTitle(lead)) : bold(leadTitle(lead))];
  const line = newsLine(lead, entry, userId);
  const mine = lead.ownerId === userId || (lead.ownerId === null && lead.assigneeId === userId);
  // The person who is to act sees the need without opening the card.
  const words = tellChange(entry).words ?? (mine ? lead.need : null);
  const blocks: KnownBlock[] = [
    words ? rich(title, line, { quote: [words] }) : rich(title, line),
    ...(mine ? [actions(`news:${entry.id}`, ...leadButtons(lead), overflow(leadActions.menu, menuOptions(lead)))] : []),
    ...(lead.status === 'returned' && lead.marketerId === userId
      ? [actions(`news:${entry.id}`, ...leadButtons(lead))]
      : []),
  ];
  return { text: `${headline(entry)}: ${escapedTitle(lead)}`, blocks };
}

function newsLine(lead: Lead, entry: HistoryEntry, userId: string): Piece[] {
  if (entry.kind === 'unsnoozed') return [emoji('alarm_clock'), ' Back from snooze: this lead needs you'];
  const line = changeLine(entry);
  if (isForManager(lead, entry, userId)) line.push('\n', managerWords[entry.kind]);
  return line;
}

const managerWords = {
  snoozed: 'Snoozed several times. It may need a new owner.',
  declined: 'They declined many leads within a day.',
};

/** Managers hear only of these two, with the reason. */
function isForManager(
  lead: Lead,
  entry: HistoryEntry,
  userId: string,
): entry is HistoryEntry & { kind: 'snoozed' | 'declined' } {
  if (entry.actorId === userId) return false;
  return (
    entry.kind === 'snoozed' || (entry.kind === 'declined' && ![lead.handedOffBy, lead.marketerId].includes(userId))
  );
}

function headline(entry: HistoryEntry): string {
  switch (entry.kind) {
    case 'accepted':
      return 'Accepted';
    case 'declined':
      return 'Declined';
    case 'won':
      return 'Won';
    case 'lost':
      return 'Lost';
    case 'handed_off':
    case 'reassigned':
    case 'released':
    case 'handed_back':
    case 'woken':
    case 'transferred':
      return 'Assigned to you';
    case 'offered':
      return 'Owner is away';
    case 'marketer_changed':
      return 'Needs your answer';
    case 'snoozed':
      return 'Snoozed again';
    default:
      return 'Update';
  }
}

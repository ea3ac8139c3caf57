import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, context, date, emoji, person, rich } from '../kit/blocks.ts';
import { leadRow } from './list.ts';
import { escapedTitle } from './words.ts';

/** How many leads a reminder shows with their buttons. */
export const REMINDER_SIZE = 5;

/** One message for everything that waits for a person. */
export const reminderMessage = (found: Reminder, now: Date): SlackMessage =>
  listed('alarm_clock', found.total === 1 ? 'A lead waits for you.' : `${found.total} leads wait for you.`, found, now);

/** The same for what should have been done by now. */
export const overdueMessage = (found: Reminder, now: Date): SlackMessage =>
  listed(
    'hourglass',
    found.total === 1 ? 'A lead of yours is overdue.' : `${found.total} leads of yours are overdue.`,
    found,
    now,
  );

interface Reminder {
  leads: Lead[];
  total: number;
}

function listed(icon: string, title: string, { leads, total }: Reminder, now: Date): SlackMessage {
  const rest = total - leads.length;
  return {
    text: title,
    blocks: [
      rich([emoji(icon), ' ', bold(title)]),
      ...leads.flatMap((lead) => leadRow(lead, now, { own: true })),
      ...(rest > 0 ? [context(`And ${rest} more: \`/leads\` shows all.`)] : []),
    ],
  };
}

/** In the thread of a card that nobody has accepted and whose time is running out. */
export function nudgeLine(lead: Lead): SlackMessage {
  const dueAt = lead.dueAt ? [' until ', date(lead.dueAt, '{time}')] : [];
  return {
    text: `Still waiting: ${escapedTitle(lead)}`,
    blocks: [
      rich([
        emoji('hourglass_flowing_sand'),
        ' ',
        ...(lead.assigneeId ? [person(lead.assigneeId), ' has'] : ['There is']),
        ...dueAt,
        ' to accept this lead. Whoever is free may take it.',
      ]),
    ],
  };
}

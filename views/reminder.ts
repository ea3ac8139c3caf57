import type { Lead } from '../src/leads/table.ts';
import type { SlackMessage } from '../src/outbox/announcement.ts';
import { bold, context, date, emoji, person, rich } from './blocks.ts';
import { leadRow } from './lead-list.ts';
import { escapedTitle } from './lead-words.ts';

/** How many leads a reminder shows with their buttons. */
export const REMINDER_SIZE = 5;

/** One message for everything that waits for a person. */
export function reminderMessage({ leads, total }: { leads: Lead[]; total: number }): SlackMessage {
  const title = total === 1 ? 'A lead waits for you.' : `${total} leads wait for you.`;
  const rest = total - leads.length;
  return {
    text: title,
    blocks: [
      rich([emoji('alarm_clock'), ' ', bold(title)]),
      ...leads.flatMap((lead) => leadRow(lead)),
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

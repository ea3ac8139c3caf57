import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, context, date, emoji, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { leadRows, type RowLook } from './row.ts';
import { escapedTitle, needYou } from './words.ts';

/** Leads with buttons in a reminder. */
export const REMINDER_SIZE = 5;

/** One message for all leads that need a person. */
export const reminderMessage = (found: Reminder, look: RowLook): SlackMessage =>
  listed('alarm_clock', needYou(found.total), found, look);

/** The same for overdue leads. */
export const overdueMessage = (found: Reminder, look: RowLook): SlackMessage =>
  listed('hourglass', counted(found.total, 'overdue lead'), found, look);

interface Reminder {
  leads: WithCard<Lead>[];
  total: number;
}

function listed(icon: string, title: string, { leads, total }: Reminder, look: RowLook): SlackMessage {
  const rest = total - leads.length;
  return {
    text: total === 1 && leads[0] ? `${title}: ${escapedTitle(leads[0])}` : title,
    blocks: [
      rich([emoji(icon), ' ', bold(title)]),
      ...leadRows(leads, { ...look, own: true }),
      ...(rest > 0 ? [context(`And ${rest} more: \`/leads\``)] : []),
    ],
  };
}

/** In the thread of an unclaimed card that is due soon. */
export function nudgeLine(lead: Lead): SlackMessage {
  return {
    text: `Due soon: ${escapedTitle(lead)}`,
    blocks: [
      rich([
        emoji('hourglass_flowing_sand'),
        ' ',
        ...(lead.assigneeId ? [person(lead.assigneeId), ': due'] : ['Due']),
        ...(lead.dueAt ? [' at ', date(lead.dueAt, '{time}')] : [' soon']),
        '. Anyone free can accept it.',
      ]),
    ],
  };
}

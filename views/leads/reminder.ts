import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, context, date, emoji, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { leadRow } from './list.ts';
import { escapedTitle, needYou } from './words.ts';

/** Leads with buttons in a reminder. */
export const REMINDER_SIZE = 5;

/** One message for all leads that need a person. */
export const reminderMessage = (found: Reminder, now: Date): SlackMessage =>
  listed('alarm_clock', needYou(found.total), found, now);

/** The same for overdue leads. */
export const overdueMessage = (found: Reminder, now: Date): SlackMessage =>
  listed('hourglass', counted(found.total, 'overdue lead'), found, now);

interface Reminder {
  leads: Lead[];
  total: number;
}

function listed(icon: string, title: string, { leads, total }: Reminder, now: Date): SlackMessage {
  const rest = total - leads.length;
  return {
    text: total === 1 && leads[0] ? `${title}: ${escapedTitle(leads[0])}` : title,
    blocks: [
      rich([emoji(icon), ' ', bold(title)]),
      ...leads.flatMap((lead) => leadRow(lead, now, { own: true })),
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

import type { DueSoon } from '../../src/leads/reads/waiting.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { date, emoji, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { type LiveList, type LiveLook, liveListMessage } from './settled.ts';
import { escapedTitle, needYou } from './words.ts';

/** Leads with buttons in a reminder. */
export const REMINDER_SIZE = 5;

type Reminder = LiveList & { counts?: Pick<DueSoon, 'others'> | undefined };

/** One message for the leads that are due. */
export const reminderMessage = (list: Reminder, look: LiveLook): SlackMessage =>
  liveListMessage(list, look, { icon: 'alarm_clock', title: needYou, others: list.counts?.others });

/** The same for overdue leads. */
export const overdueMessage = (list: Reminder, look: LiveLook): SlackMessage =>
  liveListMessage(list, look, {
    icon: 'hourglass',
    title: (open) => counted(open, 'overdue lead'),
    others: list.counts?.others,
  });

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

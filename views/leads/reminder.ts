import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { date, emoji, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { type LiveList, type LiveLook, liveListMessage } from './settled.ts';
import { escapedTitle, needYou } from './words.ts';

/** Leads with buttons in a reminder. */
export const REMINDER_SIZE = 5;

/** One message for all leads that need a person. */
export const reminderMessage = (list: LiveList, look: LiveLook): SlackMessage =>
  liveListMessage(list, look, { icon: 'alarm_clock', title: needYou });

/** The same for overdue leads. */
export const overdueMessage = (list: LiveList, look: LiveLook): SlackMessage =>
  liveListMessage(list, look, { icon: 'hourglass', title: (open) => counted(open, 'overdue lead') });

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

import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { escapedTitle, leadTitle, statusWords } from './words.ts';

/** Confirms an act away from the card, with the lead's status. */
export function done(lead: Lead): SlackMessage {
  const who: Piece[] = lead.ownerId ? [', with ', person(lead.ownerId)] : [];
  return {
    text: `${escapedTitle(lead)}: ${statusWords[lead.status]}`,
    blocks: [
      rich([
        emoji('heavy_check_mark'),
        ' ',
        bold(leadTitle(lead)),
        `: ${statusWords[lead.status].toLowerCase()}`,
        ...who,
        '.',
      ]),
    ],
  };
}

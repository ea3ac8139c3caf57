/** A win, in the message to the marketer who handed the lead off. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Win } from '../../src/wins/read.ts';
import { bold, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { daysAfter, headline, titles, worth } from './words.ts';

export const winNews = (win: Win, title: Piece): SlackMessage => ({
  text: headline(win),
  blocks: [rich([emoji('trophy'), ' ', bold('Won: '), title, ...worth(win.lead)], closed(win), ...helped(win))],
});

/** *Lena closed it 23 days after your hand-off.* */
function closed({ lead, wonAt }: Win): Piece[] {
  const who: Piece = lead.ownerId === null ? 'Sales' : person(lead.ownerId);
  return [who, ` closed it ${daysAfter(lead.handedOffAt, wonAt)} your hand-off. It began with you: thank you.`];
}

function helped({ parts }: Win): Piece[][] {
  const used = parts.flatMap((part) => (part.kind === 'content' ? part.items.map(({ title }) => title) : []));
  return used.length === 0 ? [] : [[emoji('books'), ' Helped by ', ...titles(used)]];
}

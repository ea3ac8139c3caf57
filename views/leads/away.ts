/** The answer to a person who is out of office: what stays theirs, and what can go to the team. */

import type { Lead } from '../../src/leads/table.ts';
import type { Message } from '../../src/platform/slack/routes.ts';
import { actions, type Blocks, bold, button, dated, dotted, type Piece, rich, section } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import { escapedTitle, leadTitle } from './words.ts';

export const HAND_OVER = 'away_hand_over';
const MOST_SHOWN = 10;

export interface Away {
  /** Null for an absence without an end. */
  until: Date | null;
  /** The leads that wait for them and are due before they are back. */
  due: Lead[];
}

export function awayAnswer({ until, due }: Away): Message & { blocks: Blocks } {
  const back: Piece[] = until
    ? ['You get no leads ', dated('until ', until), '.']
    : ['You get no leads until you say /leads back.'];
  const count = counted(due.length, 'lead');
  const [first] = due;
  const names = first && (due.length === 1 ? escapedTitle(first) : `${escapedTitle(first)} and ${due.length - 1} more`);
  const text = names ? `You are out of office. These can go to your team: ${names}` : 'You are out of office.';
  if (due.length === 0) {
    return {
      text,
      blocks: [rich(back, [until ? 'No lead that waits for you is due before that.' : 'No lead waits for you.'])],
    };
  }
  const waits = `${count} ${due.length === 1 ? 'waits' : 'wait'} for you`;
  return {
    text,
    blocks: [
      rich(
        back,
        [bold(until ? `${waits}, due before you are back:` : `${waits}:`)],
        ...due
          .slice(0, MOST_SHOWN)
          .map((lead) => dotted([[leadTitle(lead)], ...(lead.dueAt ? [[dated('due ', lead.dueAt)]] : [])])),
      ),
      ...more(due.length - MOST_SHOWN),
      section(until ? 'Leads that are due later stay yours.' : 'You can keep them.'),
      actions(
        'away',
        button(HAND_OVER, due.length === 1 ? 'Hand it over' : 'Hand them over', 'all', { style: 'primary' }),
      ),
    ],
  };
}

export const handedOver = (count: number): string =>
  count === 0 ? 'No lead waits for you any more.' : `${counted(count, 'lead')} went to your team.`;

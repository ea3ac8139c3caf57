import { countdown } from '../../src/home/countdown.ts';
import { RETURNED_SIZE, type Returned, WAITING_SIZE, type Waiting } from '../../src/home/waiting.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import { reasonLabel } from '../../src/leads/types.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  emoji,
  heading,
  type Line,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { BULK, OPEN_LIST } from '../leads/list.ts';
import { WAITING_LIST } from '../leads/morning.ts';
import { leadRow } from '../leads/row.ts';
import { cited } from '../leads/words.ts';
import { turns } from './home.ts';

interface Look {
  workspaceUrl: string;
  now: Date;
}

/** Leads to accept, to contact, and back from snooze, the most urgent first, each with its buttons. */
export function waitingBlocks(waiting: Waiting, { workspaceUrl, now }: Look): Blocks {
  const { leads, total, page } = waiting;
  if (total === 0) {
    return [
      heading('Needs you'),
      rich([emoji('tada'), ' All done. New leads for you appear here.']),
      actions('waiting', button(OPEN_LIST, 'Team leads awaiting contact', 'untouched')),
    ];
  }
  return [
    heading('Needs you'),
    context(countLine(waiting)),
    ...leads.flatMap((lead) => leadRow(lead, look(lead, { workspaceUrl, now }))),
    ...turns('waiting', { page, total, size: WAITING_SIZE }),
    ...(total > 1 ? [actions('waiting', button(BULK, 'Bulk actions…', WAITING_LIST))] : []),
  ];
}

const look = (lead: WithCard<Lead>, { workspaceUrl, now }: Look) => ({
  own: true,
  workspaceUrl,
  now,
  ...(lead.dueAt && { countdown: countdown(lead.dueAt, now) }),
});

const countLine = ({ toAccept, toTouch, back, overdue }: Waiting): string =>
  [
    toAccept > 0 && `${toAccept} to accept`,
    toTouch > 0 && `${toTouch} awaiting first contact`,
    back > 0 && `${back} back from snooze`,
    overdue > 0 && `${overdue} overdue`,
  ]
    .filter((part) => part !== false)
    .join('  ·  ');

/** The same on top of the home. */
export function waitingHeadlines({ total, overdue }: Waiting): Piece[][] {
  if (total === 0) return [];
  const leads = [bold(counted(total, 'lead')), total === 1 ? ' needs you' : ' need you'];
  return [overdue === 0 ? leads : [...leads, ' (', bold(overdueWords(total, overdue)), ')']];
}

const overdueWords = (total: number, overdue: number) =>
  total === 1 ? 'overdue' : overdue === total ? 'all overdue' : `${overdue} overdue`;

export const returnedHeadlines = ({ total }: Returned): Piece[][] =>
  total === 0 ? [] : [[bold(`${total} of your leads`), ' returned by sales']];

/** Leads returned to this marketer, each with its reason and buttons. */
export function returnedBlocks({ leads, total, page }: Returned, { workspaceUrl, now }: Look): Blocks {
  if (total === 0) return [];
  return [
    heading('Returned to you'),
    ...leads.flatMap((lead) => leadRow(lead, { workspaceUrl, now, own: true, grouped: true }, why(lead))),
    ...turns('returned', { page, total, size: RETURNED_SIZE }),
  ];
}

function why({ decline }: Returned['leads'][number]): Line[] {
  if (!decline) return [];
  const { words, clause, actorId } = decline;
  return [
    [
      emoji('leftwards_arrow_with_hook'),
      ' Returned',
      ...(actorId ? [' by ', person(actorId)] : []),
      ': ',
      bold(reasonLabel(decline)),
      ...(clause ? cited(clause) : []),
    ],
    ...(words ? [{ quote: [words] }] : []),
  ];
}

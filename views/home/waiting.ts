import { countdown } from '../../src/home/countdown.ts';
import { RETURNED_SIZE, type Returned, WAITING_SIZE, type Waiting } from '../../src/home/waiting.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import { OTHER, statedReason } from '../../src/leads/types.ts';
import { actions, type Blocks, bold, button, context, cut, emoji, heading, type Line, person } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { BULK } from '../leads/list.ts';
import { WAITING_LIST } from '../leads/morning.ts';
import { leadRow } from '../leads/row.ts';
import { cited, needYou } from '../leads/words.ts';
import { turns } from './home.ts';

interface Look {
  workspaceUrl: string;
  now: Date;
}

/** Leads to accept, to contact, and back from snooze, the most urgent first. */
export function waitingBlocks(waiting: Waiting, { workspaceUrl, now }: Look): Blocks {
  const { leads, total, page, records } = waiting;
  if (total === 0) return [];
  return [
    heading(title(waiting)),
    // The rows tell it of a few leads.
    ...(total > WAITING_SIZE ? [context(countLine(waiting))] : []),
    ...leads.flatMap((lead) => leadRow(lead, { ...look(lead, { workspaceUrl, now }), records })),
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

/** "2 leads need you (1 overdue)". */
function title({ total, overdue }: Waiting): string {
  const late = total === 1 ? 'overdue' : overdue === total ? 'all overdue' : `${overdue} overdue`;
  return `${needYou(total)}${overdue === 0 ? '' : ` (${late})`}`;
}

/** Leads returned to this marketer, each with its reason and buttons. */
export function returnedBlocks({ leads, total, page }: Returned, { workspaceUrl, now }: Look): Blocks {
  if (total === 0) return [];
  return [
    heading(`${counted(total, 'lead')} returned to you`),
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
      bold(cut(statedReason(decline), 100)),
      ...(clause ? cited(clause) : []),
    ],
    ...(words && decline.reason !== OTHER ? [{ quote: [words] }] : []),
  ];
}

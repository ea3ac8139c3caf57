import type { Button } from '@slack/types';
import { MANAGED_SIZE, type Managed, type ManagedMarketing, type ManagedSales } from '../../src/home/managed.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Absent } from '../../src/leads/routing/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  channel,
  date,
  dated,
  dotted,
  emoji,
  heading,
  type Line,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { BREACHES_ALL, breachCarry } from '../leads/breaches.ts';
import { BULK, OPEN_LIST } from '../leads/list.ts';
import { NURTURE_REST } from '../leads/nurture.ts';
import { linkedTitle, statusWords } from '../leads/words.ts';
import { turns } from './home.ts';

/** A manager's teams. */
export function managedBlocks({ teams, page, total }: Managed, workspaceUrl: string): Blocks {
  if (total === 0) return [];
  return [
    heading(total === 1 ? 'Your team' : 'Your teams'),
    ...teams.flatMap((one) =>
      one.kind === 'sales' ? salesBlocks(one, workspaceUrl) : marketingBlocks(one, workspaceUrl),
    ),
    ...turns('managed', { page, total, size: MANAGED_SIZE }),
  ];
}

function salesBlocks(managed: ManagedSales, workspaceUrl: string): Blocks {
  const { team, untouched, oldest, breaches, week, away } = managed;
  const rest = untouched - oldest.length;
  return [
    rich(
      [bold(team.name), '  ·  ', channel(team.channelId)],
      untouched === 0
        ? [emoji('tada'), ' Every lead has been contacted.']
        : [bold(`${counted(untouched, 'lead')} awaiting first contact`), ...ages(managed)],
      ...oldest.map((lead): Line => waitingLine(lead, workspaceUrl)),
      ...(oldest.length > 0 && rest > 0 ? [[`and ${rest} more`]] : []),
    ),
    rich(breachLine(breaches), awayLine(away)),
    ...managedButtons(`managed:${team.id}`, [
      ...(untouched > 0 ? [button(OPEN_LIST, 'View leads', `untouched-of ${team.id}`)] : []),
      ...(breaches.leads > 0 ? [button(BREACHES_ALL, 'Missed deadlines', breachCarry(week))] : []),
      ...(untouched > 1 ? [button(BULK, 'Bulk actions…', `untouched-of ${team.id}`)] : []),
    ]),
  ];
}

const managedButtons = (blockId: string, [first, ...others]: Button[]): Blocks =>
  first ? [rowActions(blockId, [first, ...others])] : [];

/** Counts by age, the newest first, without zeros. */
function ages({ byAge }: ManagedSales): Piece[] {
  const { underADay, underThree, underAWeek, older } = byAge;
  const parts = [
    underADay > 0 && `${underADay} today`,
    underThree > 0 && `${underThree} in 1–3 days`,
    underAWeek > 0 && `${underAWeek} in 3–7 days`,
    older > 0 && `${older} older`,
  ].filter((part) => part !== false);
  return [': ', parts.join('  ·  ')];
}

const waitingLine = (lead: WithCard<Lead>, workspaceUrl: string): Piece[] => [
  emoji('small_blue_diamond'),
  ' ',
  ...dotted([
    [linkedTitle(lead, workspaceUrl)],
    [statusWords[lead.status].toLowerCase(), ...who(lead)],
    [date(lead.handedOffAt, '{date_pretty}')],
  ]),
];

function who({ ownerId, assigneeId }: Lead): Piece[] {
  if (ownerId !== null) return [' by ', person(ownerId)];
  return assigneeId === null ? [] : [', assigned to ', person(assigneeId)];
}

const breachLine = ({ byClock: { accept, touch } }: ManagedSales['breaches']): Piece[] =>
  accept + touch === 0
    ? [emoji('hourglass'), ' No missed deadlines in the last 7 days.']
    : [
        emoji('hourglass'),
        ` Missed deadlines in the last 7 days: `,
        ...dotted([...(accept > 0 ? [[`${accept} to accept`]] : []), ...(touch > 0 ? [[`${touch} to contact`]] : [])]),
      ];

const MOST_AWAY = 20;

function awayLine(away: Absent[]): Piece[] {
  if (away.length === 0) return [emoji('palm_tree'), ' Everyone is available.'];
  const rest = away.length - MOST_AWAY;
  return [
    emoji('palm_tree'),
    ' Away: ',
    ...dotted([
      ...away
        .slice(0, MOST_AWAY)
        .map(({ userId, until, absence }): Piece[] => [
          person(userId),
          ...(until ? [' ', dated('until ', until, '{date_pretty}')] : absence ? [` (${absence})`] : []),
        ]),
      ...(rest > 0 ? [[`and ${rest} more`]] : []),
    ]),
  ];
}

function marketingBlocks({ team, returned, oldest }: ManagedMarketing, workspaceUrl: string): Blocks {
  const rest = returned - oldest.length;
  return [
    rich(
      [bold(team.name), '  ·  ', channel(team.channelId)],
      returned === 0
        ? [emoji('tada'), ' No returned leads.']
        : [bold(`${counted(returned, 'lead')} returned to marketing`), ...(oldest.length > 0 ? [':'] : [])],
      ...oldest.map(
        (lead): Line => [
          emoji('small_blue_diamond'),
          ' ',
          ...dotted([
            [linkedTitle(lead, workspaceUrl)],
            ['handed off by ', person(lead.handedOffBy)],
            [date(lead.handedOffAt, '{date_pretty}')],
          ]),
        ],
      ),
      ...(oldest.length > 0 && rest > 0 ? [[`and ${rest} more`]] : []),
    ),
    actions(`managed:${team.id}`, button(NURTURE_REST, 'Leads in nurture', 'home')),
  ];
}

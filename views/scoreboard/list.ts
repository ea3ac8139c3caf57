import type { ModalView } from '@slack/types';
import type { PostedPlace } from '../../src/platform/outbox/posted-messages.ts';
import { messageLink } from '../../src/platform/slack/mrkdwn.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import type { LeadBehind } from '../../src/scoreboard/behind.ts';
import { type RequestKey, requestFigures } from '../../src/scoreboard/requests.ts';
import {
  actions,
  bold,
  boldLink,
  button,
  context,
  date,
  dated,
  dotted,
  type Line,
  type Piece,
  plain,
  rich,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted } from '../kit/words.ts';
import { money, statusWords } from '../leads/words.ts';

export const BEHIND_PAGE = 'scoreboard_behind_page';
export const BEHIND_CSV = 'scoreboard_behind_csv';
export const BEHIND_SIZE = 15;
/** A larger file would take long to make; the command line has no limit. */
export const MOST_IN_CSV = 5_000;

export interface BehindList {
  /** The figure, or the part of it. */
  title: string;
  /** By which moment its leads are in the period. */
  moment: string;
  leads: (LeadBehind & { card: PostedPlace | undefined; teamName: string })[];
  page: number;
  total: number;
  /** Names the figure and the choice. */
  carry: string;
  workspaceUrl: string;
}

/** A page of the leads behind a figure: as many as the figure says. */
export const behindModal = ({ title, moment, leads, page, total, carry, workspaceUrl }: BehindList): ModalView => ({
  type: 'modal',
  title: plain('Behind the figure'),
  close: plain('Back'),
  blocks: [
    rich([bold(title), `: ${counted(total, 'lead')}`]),
    ...(leads.length > 0 ? [rich(...leads.flatMap((lead): Line[] => leadLines(lead, workspaceUrl)))] : []),
    context(`By ${moment}.`),
    ...pageButtons(BEHIND_PAGE, { page, size: BEHIND_SIZE, total, carry }),
    ...(total > 0 ? [actions('scoreboard_csv', button(BEHIND_CSV, 'Send me this as CSV', carry))] : []),
  ],
});

function leadLines(
  { name, company, card, teamName, status, cents, currency, at }: BehindList['leads'][number],
  workspaceUrl: string,
): Piece[][] {
  const title = name === null ? `A lead of ${teamName}` : `${name} · ${company}`;
  return [
    [name !== null && card ? boldLink(messageLink(workspaceUrl, card), title) : bold(title)],
    dotted([
      [statusWords[status]],
      ...(cents === null ? [] : [[money(cents / 100, currency)]]),
      [date(at, '{date_pretty}')],
    ]),
  ];
}

export interface RequestList {
  figure: RequestKey;
  requests: ContentRequest[];
  page: number;
  total: number;
  carry: string;
}

export const requestsModal = ({ figure, requests, page, total, carry }: RequestList): ModalView => ({
  type: 'modal',
  title: plain('Behind the figure'),
  close: plain('Back'),
  blocks: [
    rich([bold(requestFigures[figure].title), `: ${counted(total, 'request')}`]),
    ...(requests.length > 0
      ? [
          rich(
            ...requests.flatMap((one): Line[] => [
              [bold(one.title)],
              dotted([['asked ', date(one.requestedAt, '{date_pretty}')], [dated('due ', one.dueAt, '{date_pretty}')]]),
            ]),
          ),
        ]
      : []),
    context(`By ${requestFigures[figure].moment}.`),
    ...pageButtons(BEHIND_PAGE, { page, size: BEHIND_SIZE, total, carry }),
  ],
});

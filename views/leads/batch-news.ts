import type { WithCard } from '../../src/leads/card-place.ts';
import type { NewsOfLead } from '../../src/leads/reads/batch-news.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { ChangeDetails } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, context, date, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { leadRow, OPEN_LIST } from './list.ts';
import { linkedTitle } from './words.ts';

/** How many leads have their buttons in a message about several. */
export const BATCH_SIZE = 10;

export interface BatchNews {
  /** Whom the message is for. */
  userId: string;
  /** Two or more, of one act. */
  news: NewsOfLead[];
  workspaceUrl: string;
  now: Date;
}

/** One direct message about several leads that changed together; whoever is to act on them gets their buttons. */
export function batchMessage({ userId, news, workspaceUrl, now }: BatchNews): SlackMessage {
  const { said, text } = headline(news);
  const mine = news.map(({ lead }) => lead).filter((lead) => (lead.ownerId ?? lead.assigneeId) === userId);
  return {
    text,
    blocks: [
      rich(said),
      ...(mine.length > 0 ? rows(mine, now) : []),
      ...titles(
        news.map(({ lead }) => lead).filter((lead) => !mine.includes(lead)),
        workspaceUrl,
      ),
    ],
  };
}

/** As many as one message holds; the morning's list and `/leads` have all. */
const MOST_TITLES = 50;
/** So that fifty of the longest fit. */
const LONGEST_TITLE = 120;

function titles(leads: WithCard<Lead>[], workspaceUrl: string): Blocks {
  const rest = leads.length - MOST_TITLES;
  return [
    ...(leads.length > 0
      ? [rich(...leads.slice(0, MOST_TITLES).map((lead) => [linkedTitle(lead, workspaceUrl, LONGEST_TITLE)]))]
      : []),
    ...(rest > 0
      ? [context(`And ${rest} more.`), actions('titles', button(OPEN_LIST, 'Show untouched leads', 'untouched'))]
      : []),
  ];
}

function rows(leads: Lead[], now: Date): Blocks {
  const rest = leads.length - BATCH_SIZE;
  return [
    ...leads.slice(0, BATCH_SIZE).flatMap((lead) => leadRow(lead, now, { own: true })),
    ...(rest > 0
      ? [
          context(rest === 1 ? 'And one more.' : `And ${rest} more.`),
          actions('batch', button(OPEN_LIST, 'Show all my leads', 'mine')),
        ]
      : []),
  ];
}

function headline(news: NewsOfLead[]): { said: Piece[]; text: string } {
  const entry = news[0]?.entry;
  const who: Piece = entry?.actorId ? person(entry.actorId) : 'Baton';
  const leads = `${news.length} leads`;
  switch (entry?.kind) {
    case 'accepted':
      return {
        said: [emoji('white_check_mark'), ' ', who, ' accepted ', bold(`${leads} of yours`)],
        text: `${leads} of yours were accepted`,
      };
    case 'reassigned':
      return { said: [emoji('arrow_right'), ' ', who, ' gave you ', bold(leads)], text: `${leads} are for you` };
    case 'routed':
      return {
        said: [emoji('hourglass'), ' Nobody took ', bold(leads), ' in time'],
        text: `Nobody took ${leads} in time`,
      };
    case 'snoozed':
      return {
        said: [
          emoji('zzz'),
          ' ',
          who,
          ' snoozed ',
          bold(leads),
          '. Each has been snoozed several times and may need somebody else.',
        ],
        text: `${leads} were snoozed several times`,
      };
    case 'nurtured': {
      const { until } = entry.details as ChangeDetails['nurtured'];
      return {
        said: [
          emoji('seedling'),
          ' ',
          who,
          ' sent ',
          bold(leads),
          ' to nurture until ',
          date(new Date(until), '{date_short}'),
        ],
        text: `${leads} were sent to nurture`,
      };
    }
    default:
      return { said: [emoji('memo'), ' ', who, ' changed ', bold(leads)], text: `${leads} were changed` };
  }
}

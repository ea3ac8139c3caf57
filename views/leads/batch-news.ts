import type { WithCard } from '../../src/leads/card-place.ts';
import type { LiveLead, Shown } from '../../src/leads/live.ts';
import type { NewsOfLead } from '../../src/leads/reads/batch-news.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { ChangeDetails } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, date, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import { changeLine } from './change.ts';
import { OPEN_LIST } from './list.ts';
import { isSettled, type LiveLook, liveRows } from './settled.ts';
import { escapedTitles, linkedTitle } from './words.ts';

/** Leads with buttons in a message about several leads. */
export const BATCH_SIZE = 10;

export interface BatchNews {
  /** The recipient. */
  userId: string;
  /** Two or more: of one act, or of a time without messages. */
  news: NewsOfLead[];
  shown: Shown;
  workspaceUrl: string;
  now: Date;
}

/** One direct message about leads that changed together, with buttons for the person who is to act on them. */
export function batchMessage({ userId, news, shown, workspaceUrl, now }: BatchNews): SlackMessage {
  const isTheirs = (one: NewsOfLead) => isSettled(one) || (one.lead.ownerId ?? one.lead.assigneeId) === userId;
  const mine = new Map(news.filter(isTheirs).map((one) => [one.lead.id, one]));
  const others = news.filter((one) => !isTheirs(one));
  const together = isOneAct(news);
  const { said, text } = together ? headline(news, mine.size > 0) : severalActs(news);
  return {
    text: `${text}: ${escapedTitles(
      news.map(({ lead }) => lead),
      news.length,
    )}`,
    blocks: [
      rich(said),
      ...(mine.size > 0 ? rows([...mine.values()], { readerId: userId, shown, workspaceUrl, now }) : []),
      ...(together
        ? titles(
            others.map(({ lead }) => lead),
            workspaceUrl,
          )
        : lines(others, workspaceUrl)),
    ],
  };
}

const isOneAct = (news: NewsOfLead[]): boolean =>
  news.every(({ entry }) => entry.kind === news[0]?.entry.kind && entry.actorId === news[0].entry.actorId);

/** The news of a night or a weekend. */
function severalActs(news: NewsOfLead[]): { said: Piece[]; text: string } {
  if (news.every(({ entry }) => entry.kind === 'accepted')) {
    const leads = `${news.length} of your leads`;
    return {
      said: [emoji('white_check_mark'), ' ', bold(leads), ' were accepted'],
      text: `${leads} were accepted`,
    };
  }
  const text = `${counted(news.length, 'update')} on ${counted(new Set(news.map(({ lead }) => lead.id)).size, 'lead')}`;
  return { said: [emoji('memo'), ' ', bold(text)], text };
}

/** With what happened to each; as many as fit. */
const MOST_LINES = 20;

function lines(news: NewsOfLead[], workspaceUrl: string): Blocks {
  if (news.length === 0) return [];
  const line = ({ lead, entry }: NewsOfLead): Piece[] => [
    linkedTitle(lead, workspaceUrl, LONGEST_TITLE),
    '  ·  ',
    ...changeLine(entry),
  ];
  return [rich(...news.slice(0, MOST_LINES).map(line)), ...more(news.length - MOST_LINES)];
}

/** The most that one message holds; the daily summary and `/leads` have all. */
const MOST_TITLES = 50;
/** Fifty of the longest fit. */
const LONGEST_TITLE = 120;

function titles(leads: WithCard<Lead>[], workspaceUrl: string): Blocks {
  const rest = leads.length - MOST_TITLES;
  return [
    ...(leads.length > 0
      ? [rich(...leads.slice(0, MOST_TITLES).map((lead) => [linkedTitle(lead, workspaceUrl, LONGEST_TITLE)]))]
      : []),
    ...(rest > 0
      ? [...more(rest), actions('titles', button(OPEN_LIST, 'Show leads awaiting contact', 'untouched'))]
      : []),
  ];
}

function rows(leads: LiveLead[], look: LiveLook): Blocks {
  const rest = leads.length - BATCH_SIZE;
  return [
    ...liveRows(leads.slice(0, BATCH_SIZE), look),
    ...(rest > 0 ? [...more(rest), actions('batch', button(OPEN_LIST, 'Show all my leads', 'mine'))] : []),
  ];
}

function headline(news: NewsOfLead[], isForReader: boolean): { said: Piece[]; text: string } {
  const entry = news[0]?.entry;
  const who: Piece = entry?.actorId ? person(entry.actorId) : 'Baton';
  const leads = counted(news.length, 'lead');
  switch (entry?.kind) {
    case 'accepted':
      return {
        said: [emoji('white_check_mark'), ' ', who, ' accepted ', bold(`${news.length} of your leads`)],
        text: `${news.length} of your leads were accepted`,
      };
    case 'declined':
      return {
        said: [emoji('x'), ' ', who, ' returned ', bold(leads), ' to marketing'],
        text: `${leads} were returned to marketing`,
      };
    case 'won':
    case 'lost':
      return {
        said: [emoji(entry.kind === 'won' ? 'trophy' : 'memo'), ' ', who, ' marked ', bold(leads), ` as ${entry.kind}`],
        text: `${leads} were ${entry.kind}`,
      };
    case 'handed_off':
      return {
        said: [emoji('arrow_right'), ' ', who, ' assigned ', bold(leads), ' to you'],
        text: `${leads} were assigned to you`,
      };
    case 'offered': {
      const { ownerId } = entry.details as ChangeDetails['offered'];
      return {
        said: [
          emoji('palm_tree'),
          ' ',
          person(ownerId),
          ' is out of office with ',
          bold(leads),
          ' that the team can take over',
        ],
        text: `${leads} of a person who is out of office`,
      };
    }
    case 'marketer_changed':
      return {
        said: [emoji('arrow_right'), ' ', bold(leads), ' need your answer in marketing'],
        text: `${leads} need your answer`,
      };
    case 'transferred':
    case 'released':
    case 'handed_back':
    case 'woken':
      return {
        said: [emoji('arrow_right'), ' ', bold(leads), ' are open again and assigned to you'],
        text: `${leads} were assigned to you`,
      };
    case 'reassigned':
      return {
        said: [
          emoji('arrow_right'),
          ' ',
          ...(entry.actorId ? [who, ' reassigned ', bold(leads)] : [bold(leads), ' were reassigned']),
          ' to you',
        ],
        text: `${leads} were reassigned to you`,
      };
    case 'routed': {
      const late = ` were not accepted in time${isForReader ? ' and are now yours' : ''}`;
      return { said: [emoji('hourglass'), ' ', bold(leads), late], text: `${leads}${late}` };
    }
    case 'snoozed':
      return {
        said: [
          emoji('zzz'),
          ' ',
          who,
          ' snoozed ',
          bold(leads),
          '. Each was snoozed several times and may need a new owner.',
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
          date(new Date(until), '{date}'),
        ],
        text: `${leads} were sent to nurture`,
      };
    }
    default:
      return severalActs(news);
  }
}

/** A manager's weekly list of missed deadlines: a message, and the full list in a modal. */
import type { ModalView } from '@slack/types';
import type { BreachCounts, BreachedLead, BreachWeek } from '../../src/leads/reads/breaches.ts';
import type { Lead } from '../../src/leads/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  date,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted, times } from '../kit/words.ts';
import { linkedTitle, statusWords } from './words.ts';

export const BREACHES_ALL = 'breaches_all';
export const BREACHES_PAGE = 'breaches_page';
export const BREACHES_SIZE = 10;
/** The modal lists the rest. */
const MOST_PEOPLE = 30;

/** Names a team's week in a button's value. */
export const breachCarry = ({ teamId, until }: BreachWeek): string => `${teamId} ${until.getTime()}`;

/** It comes from the client: an invalid value is a week of no team. */
export function readBreachCarry(carry: string): BreachWeek {
  const [, teamId = '0', until = '0'] = /^(\d{1,12}) (\d{1,15})$/.exec(carry) ?? [];
  return { teamId: Number(teamId), until: new Date(Number(until)) };
}

export interface BreachReport {
  teamName: string;
  /** Names the week for the whole list. */
  carry: string;
  until: Date;
  counts: BreachCounts;
  /** At most ten. */
  leads: BreachedLead[];
  workspaceUrl: string;
}

/** A team's week in a manager's morning message; its leads are behind the button. */
export const breachSummary = (teamName: string, counts: BreachCounts, carry: string): Blocks => [
  rich(
    [emoji('hourglass'), ' ', bold(teamName), ': ', bold(title(counts.byClock.accept + counts.byClock.touch))],
    clockLine(counts),
    personLine(counts, MOST_PEOPLE),
  ),
  actions(`breaches:${carry}`, button(BREACHES_ALL, 'Show leads', carry, { label: `Show leads of ${teamName}` })),
];

/** A page of the full list, with everyone. */
export function breachesModal({ page, ...report }: BreachReport & { page: number }): ModalView {
  const { counts, leads, carry, workspaceUrl } = report;
  return {
    type: 'modal',
    title: plain('Missed deadlines'),
    close: plain('Close'),
    blocks: [
      rich(
        [bold(report.teamName), ': last 7 days, until ', date(report.until)],
        clockLine(counts),
        personLine(counts, counts.byPerson.length),
      ),
      ...leads.map((one) => leadLine(one, workspaceUrl)),
      ...pageButtons(BREACHES_PAGE, { page, size: BREACHES_SIZE, total: counts.leads, carry }),
    ],
  };
}

const title = (total: number) => `${counted(total, 'missed deadline')} in the last 7 days`;

const clockLine = ({ byClock }: BreachCounts): Piece[] =>
  dotted([[`Not accepted in time: ${byClock.accept}`], [`no first contact in time: ${byClock.touch}`]]);

function personLine({ byPerson }: BreachCounts, most: number): Piece[] {
  const rest = byPerson.length - most;
  return dotted([
    ...byPerson.slice(0, most).map(({ userId, breaches }): Piece[] => [person(userId), ` ${breaches}`]),
    ...(rest > 0 ? [[`and ${rest} more`]] : []),
  ]);
}

/** The lead, its missed deadlines, and its owner now. */
function leadLine({ lead, accept, touch }: BreachedLead, workspaceUrl: string): Blocks[number] {
  const missed = (count: number, words: string) => `${words} missed${count > 1 ? ` ${times(count)}` : ''}`;
  const deadlines = [
    ...(accept > 0 ? [missed(accept, 'acceptance')] : []),
    ...(touch > 0 ? [missed(touch, 'first contact')] : []),
  ];
  return rich(
    [linkedTitle(lead, workspaceUrl)],
    dotted([[deadlines.join(', ')], [statusWords[lead.status].toLowerCase()], ...whoHas(lead)]),
  );
}

function whoHas({ ownerId, assigneeId }: Lead): Piece[][] {
  if (ownerId !== null) return [['now with ', person(ownerId)]];
  return assigneeId === null ? [] : [['now with ', person(assigneeId)]];
}

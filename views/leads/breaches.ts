/** A manager's weekly list of the clocks that ran out: a message, and all of it in a modal. */
import type { ModalView } from '@slack/types';
import type { BreachCounts, BreachedLead, BreachWeek } from '../../src/leads/reads/breaches.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { linkedTitle, statusWords } from './words.ts';

export const BREACHES_ALL = 'breaches_all';
export const BREACHES_PAGE = 'breaches_page';
export const BREACHES_SIZE = 10;
/** Whoever has more people than that reads the rest in the modal. */
const MOST_PEOPLE = 30;

/** Names a team's week in a button's value. */
export const breachCarry = ({ teamId, until }: BreachWeek): string => `${teamId} ${until.getTime()}`;

/** It came through the person's client: nonsense is a week of no team. */
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

export function breachMessage({ teamName, carry, counts, leads, workspaceUrl }: BreachReport): SlackMessage {
  const rest = counts.leads - leads.length;
  const total = counts.byClock.accept + counts.byClock.touch;
  const people = counts.byPerson.length - MOST_PEOPLE;
  return {
    text: `${total === 1 ? 'One clock' : `${total} clocks`} ran out in the last seven days`,
    blocks: [
      rich(
        [emoji('hourglass'), ' ', bold(teamName), ': ', bold(title(total))],
        clockLine(counts),
        personLine(counts, MOST_PEOPLE),
      ),
      ...leads.map((one) => leadLine(one, workspaceUrl)),
      ...(rest > 0 ? [context(rest === 1 ? 'And one more lead.' : `And ${rest} more leads.`)] : []),
      ...(rest > 0 || people > 0 ? [actions('breaches', button(BREACHES_ALL, 'Show all', carry))] : []),
    ],
  };
}

/** A page of the same, with everybody. */
export function breachesModal({ page, ...report }: BreachReport & { page: number }): ModalView {
  const { counts, leads, carry, workspaceUrl } = report;
  return {
    type: 'modal',
    title: plain('Clocks that ran out'),
    close: plain('Close'),
    blocks: [
      rich(
        [bold(report.teamName), ', the seven days until ', date(report.until)],
        clockLine(counts),
        personLine(counts, counts.byPerson.length),
      ),
      ...leads.map((one) => leadLine(one, workspaceUrl)),
      ...pageButtons(BREACHES_PAGE, { page, size: BREACHES_SIZE, total: counts.leads, carry }),
    ],
  };
}

const title = (total: number) =>
  total === 1 ? 'one clock ran out in the last seven days.' : `${total} clocks ran out in the last seven days.`;

const clockLine = ({ byClock }: BreachCounts): Piece[] =>
  dotted([[`Not accepted in time: ${byClock.accept}`], [`no first touch in time: ${byClock.touch}`]]);

function personLine({ byPerson }: BreachCounts, most: number): Piece[] {
  const rest = byPerson.length - most;
  return dotted([
    ...byPerson.slice(0, most).map(({ userId, breaches }): Piece[] => [person(userId), ` ${breaches}`]),
    ...(rest > 0 ? [[`and ${rest} more people`]] : []),
  ]);
}

/** Which lead, what happened to it, and who has it now. */
function leadLine({ lead, accept, touch }: BreachedLead, workspaceUrl: string): Blocks[number] {
  const times = (words: string, count: number) => (count > 1 ? `${words} ${count} times` : words);
  const missed = [
    ...(accept > 0 ? [times('not accepted in time', accept)] : []),
    ...(touch > 0 ? [times('not touched in time', touch)] : []),
  ];
  return rich(
    [linkedTitle(lead, workspaceUrl)],
    dotted([[missed.join(', ')], [statusWords[lead.status].toLowerCase()], ...whoHas(lead)]),
  );
}

function whoHas({ ownerId, assigneeId }: Lead): Piece[][] {
  if (ownerId !== null) return [['now with ', person(ownerId)]];
  return assigneeId === null ? [] : [['now waiting for ', person(assigneeId)]];
}

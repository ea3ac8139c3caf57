/** The one message of a person's morning. */
import type { WaitCounts } from '../../src/leads/reads/waits.ts';
import type { ManagerParts } from '../../src/morning/parts.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { actions, type Blocks, bold, button, emoji, rich } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import { breachCarry, breachSummary } from '../leads/breaches.ts';
import { BULK, OPEN_LIST } from '../leads/list.ts';
import { WAITING_LIST } from '../leads/morning.ts';
import { type LiveList, type LiveLook, liveListMessage } from '../leads/settled.ts';
import { needYou } from '../leads/words.ts';
import { reviewSummary } from '../library/review.ts';
import { questionsWait } from '../questions/managers.ts';
import { rolesWait, waitingRoleWords } from '../roles/waiting.ts';
import { PREFERENCES } from '../settings/preferences.ts';
import { targetsWait } from '../targets/waiting.ts';
import { waitingWinWords, winsWait } from '../wins/waiting.ts';

export interface Morning extends LiveList {
  counts: WaitCounts | undefined;
  manager: ManagerParts;
}

/** The morning message: leads that need a person, the most urgent first, and for managers what their teams need. */
export function morningMessage({ counts, manager, ...list }: Morning, look: LiveLook): SlackMessage {
  const { leads, total } = list;
  const parts = managerBlocks(manager);
  const settings = button(PREFERENCES, 'Notification settings', 'morning');
  if (total === 0) {
    const title = `Good morning. ${managerWords(manager)}`;
    const blocks = [rich([emoji('sunrise'), ' ', bold(title)]), ...parts, actions('list:sunrise', settings)];
    const [target] = manager.targets;
    return { text: target ? `${title}: ${escaped(target.team.name)}` : title, blocks };
  }
  const message = liveListMessage(list, look, {
    icon: 'sunrise',
    title: (open) => `Good morning. ${needYou(open)}`,
    // The parts below may still need the reader.
    ...(parts.length > 0 ? { done: 'No lead needs you now' } : {}),
    about: counts ? [[partsOf(counts, total)]] : [],
    buttons: [
      ...(total > 1 ? [button(BULK, 'Bulk actions…', WAITING_LIST)] : []),
      ...(total > leads.length ? [button(OPEN_LIST, 'Show all', WAITING_LIST)] : []),
      ...(parts.length === 0 ? [settings] : []),
    ],
  });
  const last = parts.length === 0 ? [] : [actions('morning', settings)];
  return { ...message, blocks: [...message.blocks, ...parts, ...last] };
}

function partsOf({ toAccept, toTouch, back, overdue }: WaitCounts, total: number): string {
  const parts = [
    toAccept > 0 && `${toAccept} to accept`,
    toTouch > 0 && `${toTouch} awaiting first contact`,
    back > 0 && `${back} back from snooze`,
  ].filter((part) => part !== false);
  const late = overdue === 0 ? '' : total === 1 ? ' (overdue)' : `  ·  ${overdue} overdue`;
  return `${parts.join('  ·  ')}${late}`;
}

const missedOf = ({ missed }: ManagerParts): number =>
  missed.reduce((total, { counts }) => total + counts.byClock.accept + counts.byClock.touch, 0);

/** "3 missed deadlines · 1 anonymous question", for the title. */
const managerWords = (manager: ManagerParts): string =>
  [
    missedOf(manager) > 0 && counted(missedOf(manager), 'missed deadline'),
    manager.questions > 0 && counted(manager.questions, 'anonymous question'),
    manager.reviews > 0 && counted(manager.reviews, 'item to review', 'items to review'),
    manager.targets.length > 0 && counted(manager.targets.length, 'target that needs you', 'targets that need you'),
    ...(manager.wins ? waitingWinWords(manager.wins) : []),
    ...(manager.roles ? waitingRoleWords(manager.roles) : []),
  ]
    .filter((part) => part !== false)
    .join('  ·  ') || 'Nothing left to do';

/** More teams of one manager are on their home. */
const MOST_TEAMS = 5;

const managerBlocks = ({ missed, questions, reviews, targets, wins, roles }: ManagerParts): Blocks => [
  ...missed
    .slice(0, MOST_TEAMS)
    .flatMap(({ team, week, counts }) => breachSummary(team.name, counts, breachCarry(week))),
  ...more(missed.length - MOST_TEAMS),
  ...(questions > 0 ? questionsWait(questions).blocks : []),
  ...(reviews > 0 ? reviewSummary(reviews) : []),
  ...targetsWait(targets),
  ...(wins ? winsWait(wins) : []),
  ...(roles ? rolesWait(roles) : []),
];

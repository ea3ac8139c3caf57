/** The set-up steps for an admin: a checklist that checks itself off, on the home, in a message and in a modal. */
import type { Button, ModalView } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { SetupState } from '../../src/setup/state.ts';
import type { SetupProposal } from '../../src/setup/table.ts';
import type { SetupStep } from '../../src/setup/types.ts';
import type { Team } from '../../src/teams/table.ts';
import { meaningOfAlert } from '../health/alert.ts';
import { declinedLines } from '../health/declined.ts';
import { outsiderLines } from '../health/outsiders.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  channel,
  context,
  emoji,
  type Line,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';

export const setupActions = {
  /** Creates the proposed teams. */
  take: 'setup_take',
  /** Opens the form of a team; the value is its kind. */
  team: 'setup_team',
  /** Reads the names of channels again. */
  look: 'setup_look',
  timesRight: 'setup_times_right',
  timesChange: 'setup_times_change',
  handoff: 'setup_handoff',
  rehearse: 'setup_rehearse',
  hide: 'setup_hide',
  /** Opens the list where the home is not available. */
  open: 'setup_open',
} as const;

/** At the top of an admin's home; empty when all steps are done. */
export const setupSection = (state: SetupState): Blocks => [
  rich([bold('Set up Baton'), `  ·  ${count(state)} of ${steps.length} done`]),
  ...checkList(state),
];

const steps: SetupStep[] = ['sales', 'marketing', 'channels', 'times', 'handoff'];
const count = ({ done }: SetupState) => steps.filter((step) => done[step]).length;

function checkList(state: SetupState): Blocks {
  const { done, proposals, rehearsal } = state;
  return [
    rich(...steps.map((step): Line => [tick(done[step]), ' ', ...lines[step](state)])),
    ...(done.sales && done.marketing ? [] : teamButtons(state)),
    ...closedLines(state),
    ...outsiderLines(state.outsiders),
    ...declinedLines(state.declined),
    ...(done.sales && !done.times
      ? [
          actions(
            'setup_times',
            button(setupActions.timesRight, 'Confirm hours', 'times'),
            button(setupActions.timesChange, 'Change hours', 'times'),
          ),
        ]
      : []),
    ...(done.sales && !done.handoff
      ? [
          actions(
            'setup_handoff',
            button(setupActions.handoff, 'Hand off a lead', 'handoff', { style: 'primary' }),
            ...(rehearsal ? [] : [button(setupActions.rehearse, 'Try a practice lead', 'rehearse')]),
          ),
          context(
            'A practice lead appears in your sales channel. It is not counted, sends no reminders and removes itself.',
          ),
        ]
      : []),
    ...(proposals.length === 0 ? [] : [context('You manage the new teams until you choose someone else.')]),
  ];
}

const tick = (isDone: boolean): Piece => emoji(isDone ? 'white_check_mark' : 'white_large_square');

const lines: Record<SetupStep, (state: SetupState) => Piece[]> = {
  sales: (state) => teamLine('Sales team', state.sales, proposed(state, 'sales'), 'accepts leads'),
  marketing: (state) =>
    teamLine('Marketing team', state.marketing, proposed(state, 'marketing'), 'hands off leads and sees their results'),
  channels: ({ done, closed, declined }) => [
    bold('Channels'),
    done.channels
      ? ': I’m in all of them'
      : closed.length > 0
        ? ': I can’t post in all of them yet'
        : declined.includes('channels:join')
          ? ': invite me to each of them'
          : ': I join public ones myself',
  ],
  times: ({ done, sales, marketing }) => [
    bold('Working hours'),
    `: ${timesOf([...sales, ...marketing]) ?? 'deadlines pause outside working hours'}`,
    ...(done.times || sales.length === 0 ? [] : [' (please confirm)']),
  ],
  handoff: ({ done, rehearsal }) => [
    bold('First hand-off'),
    rehearsal ? ': a practice lead is open in ' : done.handoff ? ': done' : ': give the sales team its first lead',
    ...(rehearsal?.card ? [channel(rehearsal.card.channel)] : rehearsal ? ['the sales channel'] : []),
  ],
};

const proposed = ({ proposals }: SetupState, kind: Team['kind']) => proposals.find((one) => one.kind === kind);

function teamLine(what: string, teams: Team[], proposal: SetupProposal | undefined, does: string): Piece[] {
  const [first] = teams;
  if (first) {
    const more = teams.length > 1 ? [` and ${teams.length - 1} more`] : [];
    return [bold(what), ': ', channel(first.channelId), ...more, ', managed by ', person(first.managerId)];
  }
  if (!proposal) return [bold(what), `: ${does}`];
  const members = proposal.userGroupName ? ['the group “', proposal.userGroupName, '” in '] : [];
  return [bold(what), ': suggested ', ...members, channel(proposal.channelId)];
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "Mon–Fri 09:00–17:00, Europe/Berlin": the different working times of the teams, up to two. */
function timesOf(teams: Team[]): string | undefined {
  const each = new Set(
    teams.map(({ workDays, worksFrom, worksUntil, zone }) => `${days(workDays)} ${worksFrom}–${worksUntil}, ${zone}`),
  );
  if (each.size === 0) return undefined;
  const [first = '', ...rest] = each;
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}

function days(workDays: number[]): string {
  const sorted = [...workDays].sort((a, b) => a - b);
  const [first = 1] = sorted;
  const isRow = sorted.every((day, index) => day === first + index) && sorted.length > 2;
  const name = (day: number) => dayNames[day - 1] ?? '';
  return isRow ? `${name(first)}–${name(sorted.at(-1) ?? first)}` : sorted.map(name).join(', ');
}

function teamButtons({ done, proposals }: SetupState): Blocks {
  const missing = (['sales', 'marketing'] as const).filter((kind) => !done[kind]);
  const take = {
    2: 'Create both teams',
    1: proposals[0]?.kind === 'sales' ? 'Create sales team' : 'Create marketing team',
  }[proposals.length];
  const buttons: Button[] = [
    ...(take ? [button(setupActions.take, take, 'all', { style: 'primary' })] : []),
    ...missing.map((kind) => button(`${setupActions.team}:${kind}`, chooseWords[kind], kind)),
    ...(proposals.length < missing.length ? [button(setupActions.look, 'Search again', 'look')] : []),
  ];
  const hint =
    proposals.length < missing.length
      ? [context('Channels are suggested by name. To include a private one, type `/invite @Baton` in it.')]
      : [];
  return [actions('setup_teams', ...buttons), ...hint];
}

const chooseWords = { sales: 'Choose the sales team…', marketing: 'Choose the marketing team…' };

const MOST_CLOSED = 3;

const closedLines = ({ closed }: SetupState): Blocks => [
  ...closed
    .slice(0, MOST_CLOSED)
    .map(({ channelId, error }) => section(`:warning: <#${channelId}> ${meaningOfAlert(error)}.`)),
  ...(closed.length > MOST_CLOSED
    ? [context(`And ${closed.length - MOST_CLOSED} more. See all with \`/baton teams\`.`)]
    : []),
];

/** Baton's first message to an admin. It is drawn when it is posted, and again after each press. */
export const setupGreeting = (state: SetupState): SlackMessage => ({
  text: 'Hello, I’m Baton. Set up hand-offs from marketing to sales in five short steps.',
  blocks: [
    section(
      ':wave: *Hello, I’m Baton.* I pass leads from marketing to sales so that no lead is forgotten. Setup takes a few minutes. Steps check themselves off:',
    ),
    ...checkList(state),
    context('Open this list again with `/baton setup`.'),
  ],
});

/** Replaces the list in a message when all steps are done. */
export const setupDone = (): SlackMessage => ({
  text: 'Baton is set up.',
  blocks: [
    section(
      ':tada: *Baton is set up.* Marketing hands off leads with `/handoff`. Sales accepts them on their cards. Change managers, hours and routing under *Teams*, everything else with `/baton settings`. Run `/baton help` to see what you can do.',
    ),
    actions(
      'setup_done',
      button(setupActions.handoff, 'Hand off a lead', 'handoff', { style: 'primary' }),
      button(setupActions.timesChange, 'Teams…', 'teams'),
    ),
  ],
});

export const setupModal = (state: SetupState): ModalView => ({
  type: 'modal',
  callback_id: SETUP_MODAL,
  title: plain('Set up Baton'),
  close: plain('Close'),
  blocks: [
    ...checkList(state),
    ...(Object.values(state.done).every(Boolean) ? setupDone().blocks : []),
    ...(state.isHidden || Object.values(state.done).every(Boolean)
      ? []
      : [actions('setup_hide', button(setupActions.hide, 'Hide from home', 'hide'))]),
  ],
});

export const SETUP_MODAL = 'setup';

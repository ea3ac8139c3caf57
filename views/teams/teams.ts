import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { validateCron } from '../../src/platform/schedule/cron.ts';
import { cronFromWords, describeCron } from '../../src/platform/schedule/cron-words.ts';
import { oneOf, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team, TeamChange } from '../../src/teams/table.ts';
import { isolated } from '../kit/bidi.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  channel,
  cut,
  dotted,
  input,
  option,
  optional,
  options,
  person,
  plain,
  rich,
  section,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { changeBlocks } from './changes.ts';
import { TEAM_RETIRE } from './retire.ts';
import { SELLERS, TEAM_ROUTING } from './routing.ts';
import { TEAM_RULES } from './rules.ts';
import { watcherIds, watchersField } from './watchers.ts';

export const TEAM_FORM = 'team_form';
export const TEAM_NEW = 'team_new';
export const TEAM_EDIT = 'team_edit';
export const TEAMS_PAGE = 'teams_page';
export const TEAMS_PAGE_SIZE = 10;
/** Typeaheads of the form. */
export const ZONE = 'zone';
export const USER_GROUP = 'userGroupId';

const kindWords = { sales: 'Sales: accepts and works leads', marketing: 'Marketing: hands leads off' };
const dayWords = { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' };

/** All teams, a page at a time, each with a button to change it. */
export const teamsModal = ({ teams, page, total }: { teams: Team[]; page: number; total: number }): ModalView => ({
  type: 'modal',
  title: plain('Teams'),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section('No teams yet. Create a sales team to hand off the first lead.')] : []),
    ...teams.flatMap(teamRow),
    ...pageButtons(TEAMS_PAGE, { page, size: TEAMS_PAGE_SIZE, total, carry: '' }),
    actions('team_add', button(TEAM_NEW, 'New team', 'new', { style: 'primary' })),
  ],
});

function teamRow(team: Team): Blocks {
  return [
    rich(
      [bold(team.name), '  ·  ', team.kind === 'sales' ? 'sales' : 'marketing'],
      dotted([
        [channel(team.channelId)],
        ['managed by ', person(team.managerId)],
        [`${team.worksFrom}–${team.worksUntil} ${team.zone}`],
        ...(team.kind === 'sales' ? [[team.digestCron ? `digest ${describeCron(team.digestCron)}` : 'no digest']] : []),
      ]),
    ),
    rowActions(`team:${team.id}`, [
      button(TEAM_EDIT, 'Edit', String(team.id), { label: `Edit ${team.name}` }),
      ...(team.kind === 'sales'
        ? [
            button(TEAM_ROUTING, 'Routing & response times', String(team.id), {
              label: `Routing & response times of ${team.name}`,
            }),
            button(TEAM_RULES, 'Leads by rule…', String(team.id), { label: `Leads by rule of ${team.name}` }),
            button(SELLERS, 'Rotation weight', String(team.id), { label: `Rotation weights in ${team.name}` }),
          ]
        : []),
      button(TEAM_RETIRE, 'Retire…', String(team.id), { label: `Retire ${team.name}` }),
    ]),
  ];
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_HOLIDAYS = 100;
const HOLIDAYS = 1200;
const DIGEST_WORDS = 100;

const holidays = z
  .string()
  .optional()
  .transform((text, issues) => {
    const days = [...new Set((text ?? '').split(/[\s,;]+/).filter(Boolean))].sort();
    const wrong = days.find((day) => !z.iso.date().safeParse(day).success);
    if (wrong)
      issues.addIssue(
        `“${isolated(cut(wrong.replace(/\p{Cc}/gu, ' '), 30))}” is not a date. Write dates as 2026-12-25, one per line.`,
      );
    if (days.length > MOST_HOLIDAYS) issues.addIssue(`At most ${MOST_HOLIDAYS} days. Remove past ones.`);
    return days;
  });

const digestCron = z
  .string()
  .optional()
  .transform((text, issues) => {
    if (text === undefined) return null;
    const cron = cronFromWords(text);
    if (cron !== undefined) return cron;
    const isExpression = text.trim().split(/\s+/).length === 5;
    issues.addIssue(
      (isExpression && validateCron(text.trim(), 'UTC')) ||
        'Write “working days at 9:00”, “Mon, Thu at 14:30”, or a cron expression.',
    );
    return z.NEVER;
  });

/** A schedule for its field: in plain words if they parse back to the same schedule. */
function digestWords(cron: string): string {
  const words = describeCron(cron);
  const readBack = cronFromWords(words);
  return readBack !== undefined && describeCron(readBack) === words && words.length <= DIGEST_WORDS ? words : cron;
}

const fields = z.object({
  kind: oneOf(['sales', 'marketing']),
  name: typed(75, 'Enter a name.'),
  channelId: z.string('Choose a channel.'),
  managerId: z.string('Choose a manager.'),
  zone: z.string('Choose a time zone.'),
  workDays: z.array(z.coerce.number().int().min(1).max(7)).min(1, 'Choose at least one working day.'),
  worksFrom: z.string('Choose a start time.').regex(TIME, 'Choose a start time.'),
  worksUntil: z.string('Choose an end time.').regex(TIME, 'Choose an end time.'),
  holidays,
  digestCron,
  userGroupId: z
    .string()
    .optional()
    .transform((group) => group ?? null),
  watcherIds,
});

/** `from` is the place where the form was opened, which is redrawn afterwards. */
const ref = z.object({ id: z.number().nullable(), from: z.enum(['teams', 'setup']).catch('teams') });

export interface TeamStart {
  /** Null for a new team. */
  team: Team | null;
  /** Time zone of the person who creates the team. */
  zone: string;
  /** Name of the team's user group in Slack. */
  userGroupName: string | null;
  /** People who only watch. */
  watcherIds?: readonly string[];
  managerId: string;
  /** Shown above the form. */
  welcome?: string;
  /** Initial values of a new team. */
  proposal?: { kind: Team['kind']; name: string; channelId?: string; userGroupId?: string | null };
  /** Newest first. */
  changes?: readonly TeamChange[];
  /** The place where the form was opened. */
  from?: 'teams' | 'setup';
}

export function teamModal(start: TeamStart): ModalView {
  const { team, zone, userGroupName, managerId, welcome, proposal, changes = [], from = 'teams' } = start;
  const channelId = team?.channelId ?? proposal?.channelId;
  const userGroupId = team ? team.userGroupId : proposal?.userGroupId;
  const kinds = options(kindWords);
  const days = options(dayWords);
  const workDays = team?.workDays ?? [1, 2, 3, 4, 5];
  const zoneOption = option(team?.zone ?? zone, team?.zone ?? zone);
  const time = (initial: string) => ({ type: 'timepicker' as const, initial_time: initial });
  const blocks: KnownBlock[] = [
    ...(welcome ? [section(welcome)] : []),
    input('kind', 'Type', {
      type: 'radio_buttons',
      options: kinds,
      initial_option: kinds[(team ?? proposal)?.kind === 'marketing' ? 1 : 0],
    }),
    input('name', 'Name', textField(75, team?.name ?? proposal?.name, { placeholder: 'Sales Europe' })),
    input(
      'channelId',
      'Channel',
      {
        type: 'conversations_select',
        filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
        ...(channelId ? { initial_conversation: channelId } : { default_to_current_conversation: true }),
      },
      'Cards and digests are posted here. Invite me first if the channel is private.',
    ),
    input('managerId', 'Manager', { type: 'users_select', initial_user: team?.managerId ?? managerId }),
    input(ZONE, 'Time zone', { type: 'external_select', min_query_length: 1, initial_option: zoneOption }),
    input('workDays', 'Working days', {
      type: 'checkboxes',
      options: days,
      initial_options: days.filter((day) => workDays.includes(Number(day.value))),
    }),
    input('worksFrom', 'Work starts', time(team?.worksFrom ?? '09:00')),
    input('worksUntil', 'Work ends', time(team?.worksUntil ?? '17:00')),
    optional(
      input(
        'holidays',
        'Holidays',
        textField(HOLIDAYS, team?.holidays.join('\n'), { multiline: true, placeholder: '2026-12-25' }),
        'One date per line. No reminders are sent on these days.',
      ),
    ),
    optional(
      input(
        'digestCron',
        'Digest of uncontacted leads',
        textField(DIGEST_WORDS, team ? team.digestCron && digestWords(team.digestCron) : 'working days at 9:00'),
        'Sales teams only. For example: “working days at 9:00”, “Mon, Thu at 14:30”. Outside working hours it waits until work starts. Leave empty for no digest.',
      ),
    ),
    optional(
      input(
        USER_GROUP,
        'User group',
        {
          type: 'external_select',
          min_query_length: 0,
          placeholder: plain('Everyone in the channel'),
          ...(userGroupId && {
            initial_option: typedOption(userGroupId, userGroupName ?? userGroupId),
          }),
        },
        'Its members are the team. Without a group, everyone in the channel is.',
      ),
    ),
    watchersField(start.watcherIds ?? []),
    ...changeBlocks(changes),
  ];
  return {
    type: 'modal',
    callback_id: TEAM_FORM,
    private_metadata: writeRef({ id: team?.id ?? null, from }),
    title: plain(team ? 'Edit team' : 'New team'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks,
  };
}

export const readTeam = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });

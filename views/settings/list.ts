/** The settings of a company with their values: `/baton settings`. */
import type { ModalView } from '@slack/types';
import { describeCron } from '../../src/platform/schedule/cron-words.ts';
import type { Setting } from '../../src/platform/settings/setting.ts';
import type { SettingChange } from '../../src/platform/settings/table.ts';
import { mention, moment } from '../../src/platform/slack/mrkdwn.ts';
import { writeYaml } from '../../src/settings/yaml.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  channel,
  context,
  cut,
  date,
  dotted,
  emoji,
  heading,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';

export const settingsActions = {
  /** Opens the form of a setting; the value is its key. */
  change: 'setting_change',
  teams: 'settings_teams',
  open: 'settings_open',
} as const;
export const SETTINGS_PAGE = 'settings_page';
export const SETTINGS_PAGE_SIZE = 25;

interface ShownSetting {
  setting: Setting<unknown>;
  value: unknown;
  isDefault: boolean;
  lastChange: SettingChange | undefined;
  /** Whether this reader may change it. */
  mayChange: boolean;
}

export interface SettingsPage {
  settings: ShownSetting[];
  page: number;
  total: number;
  /** With the next digest of those that have one. */
  teams: { team: Team; nextDigest: Date | null }[];
}

const MOST_TEAMS = 10;

export function settingsModal({ settings, page, total, teams }: SettingsPage): ModalView {
  return {
    type: 'modal',
    title: plain('Settings'),
    close: plain('Close'),
    blocks: [
      ...(page === 0 ? teamBlocks(teams) : []),
      ...settings.flatMap((one, index) => [
        ...(one.setting.group === settings[index - 1]?.setting.group ? [] : [heading(one.setting.group)]),
        ...settingRow(one),
      ]),
      ...pageButtons(SETTINGS_PAGE, { page, size: SETTINGS_PAGE_SIZE, total, carry: '' }),
      context('Export all settings to a file with `npm run baton -- settings export FILE`.'),
    ],
  };
}

function teamBlocks(teams: SettingsPage['teams']): Blocks {
  const rest = teams.length - MOST_TEAMS;
  return [
    rich(
      [bold('Teams')],
      ...teams.slice(0, MOST_TEAMS).map(({ team, nextDigest }) => teamLine(team, nextDigest)),
      ...(teams.length === 0 ? [['No teams yet.']] : []),
      ...(rest > 0 ? [[`And ${rest} more.`]] : []),
    ),
    actions('settings_teams', button(settingsActions.teams, 'Channels, times, routing…', 'teams')),
  ];
}

const teamLine = (team: Team, nextDigest: Date | null): Piece[] =>
  dotted([
    [channel(team.channelId)],
    ...(team.kind === 'sales' && team.digestCron
      ? [
          [`digest ${describeCron(team.digestCron)}`],
          ...(nextDigest ? [['next ', date(nextDigest, '{date_pretty} at {time}')]] : []),
        ]
      : [[team.kind === 'sales' ? 'no digest' : 'marketing']]),
  ]);

function settingRow({ setting, value, isDefault, lastChange, mayChange }: ShownSetting): Blocks {
  const { key, title } = setting;
  const plainValue = untypedLines(setting, value);
  const change = button(settingsActions.change, 'Change…', key, { label: `Change: ${title}` });
  return [
    {
      ...section([`*${title}*`, ...(plainValue ?? [])].join('\n')),
      block_id: `setting:${key}`,
      ...(mayChange && { accessory: change }),
    },
    ...(plainValue ? [] : [rich(...valueLines(setting, value))]),
    ...(lastChange
      ? [
          context(
            `${isDefault ? 'Reset to default' : 'Changed'} by ${changedBy(lastChange.by)} ${moment(lastChange.at)}`,
          ),
        ]
      : []),
  ];
}

/** An import comes from a person at the machine. */
export const changedBy = (by: string): string => (/^[UW][A-Z0-9]+$/.test(by) ? mention(by) : 'the command line');

const SUMMARY = 300;

/** A value without typed words, as markup; undefined for others. */
function untypedLines({ editor }: Setting<unknown>, value: unknown): string[] | undefined {
  switch (editor.kind) {
    case 'emoji':
      return [
        Object.entries(editor.fields)
          .map(([field, label]) => `:${at(value, field)}: ${label.toLowerCase()}`)
          .join('  ·  '),
      ];
    case 'number':
    case 'numbers':
    case 'choice':
      return valueLines({ editor }, value).map((line) => line.join(''));
    case 'channel':
      return [typeof value === 'string' ? `<#${value}>` : editor.empty];
    case 'people':
      return [
        Array.isArray(value) && value.length > 0
          ? value
              .slice(0, 20)
              .map((id) => mention(String(id)))
              .join('  ·  ')
          : 'No one',
      ];
    default:
      return undefined;
  }
}

/** A value as people read it. */
export function valueLines({ editor }: Pick<Setting<unknown>, 'editor'>, value: unknown): Piece[][] {
  switch (editor.kind) {
    case 'number':
      if (typeof value !== 'number') return [[editor.empty ?? 'None']];
      return [[editor.unit ? `${value} ${editor.unit[value === 1 ? 0 : 1]}` : String(value)]];
    case 'emoji':
      return [
        dotted(
          Object.entries(editor.fields).map(([field, label]) => [emoji(at(value, field)), ' ', label.toLowerCase()]),
        ),
      ];
    case 'numbers':
      return Object.entries(editor.fields).map(([field, label]) => [`${label}: ${at(value, field)}`]);
    case 'choice':
      return [[editor.choices[String(value)] ?? String(value)]];
    case 'channel':
      return [[typeof value === 'string' ? channel(value) : editor.empty]];
    case 'people':
      return Array.isArray(value) && value.length > 0
        ? [dotted(value.slice(0, 20).map((id) => [person(String(id))]))]
        : [['No one']];
    case 'rows': {
      const labels = Array.isArray(value) ? value.map((row) => at(row, 'label')) : [];
      return [[cut(labels.join('  ·  '), SUMMARY)]];
    }
    case 'lists': {
      const lists = Array.isArray(value) ? value.map((list) => String(list[0])) : [];
      return [[cut(`${lists.length} groups: ${lists.join('  ·  ')}`, SUMMARY / 3)]];
    }
    case 'text':
      return [[typeof value === 'string' ? cut(value, SUMMARY) : editor.empty]];
    case 'words':
      return [[Array.isArray(value) && value.length > 0 ? cut(value.join('  ·  '), SUMMARY) : editor.empty]];
    case 'yaml':
      return [[cut(writeYaml(value).trim(), SUMMARY)]];
  }
}

const at = (value: unknown, field: string): string =>
  typeof value === 'object' && value !== null && field in value ? String(value[field as keyof typeof value]) : '';

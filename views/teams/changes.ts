/** Changes of a team: the list in its forms, and the message about a new manager. */

import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { describeCron } from '../../src/platform/schedule/cron-words.ts';
import { escaped, moment } from '../../src/platform/slack/mrkdwn.ts';
import type { Team, TeamChange } from '../../src/teams/table.ts';
import { type Blocks, bold, channel, context, cut, divider, type Piece, person, rich } from '../kit/blocks.ts';
import { changedBy } from '../settings/list.ts';

/** In the forms of a team. */
export const MOST_CHANGES = 5;
const LENGTH = 60;

type Show = (value: unknown) => Piece;

const text: Show = (value) => cut(String(value), LENGTH);
const someone: Show = (id) => person(String(id));
const minutes: Show = (count) => `${count} min`;
const list: Show = (values) => (Array.isArray(values) && values.length > 0 ? cut(values.join(', '), LENGTH) : 'none');

const dayWords = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const days: Show = (numbers) => list(Array.isArray(numbers) ? numbers.map((day) => dayWords[day]) : numbers);
const modeWords: Record<string, string> = { pool: 'first to accept', round_robin: 'round robin', one: 'one person' };

const fields: Record<string, [label: string, show: Show]> = {
  kind: ['Type', text],
  name: ['Name', text],
  channelId: ['Channel', (id) => channel(String(id))],
  userGroupId: ['User group', text],
  managerId: ['Manager', someone],
  zone: ['Time zone', text],
  workDays: ['Working days', days],
  worksFrom: ['Work starts', text],
  worksUntil: ['Work ends', text],
  holidays: ['Holidays', list],
  digestCron: ['Digest', (cron) => cut(describeCron(String(cron)), LENGTH)],
  routing: ['Assign leads to', (mode) => modeWords[String(mode)] ?? text(mode)],
  oneSellerId: ['Assignee', someone],
  accountRule: ['Account match', (isOn) => (isOn ? 'on' : 'off')],
  fallbackId: ['Fallback owner', someone],
  dailyCap: ['Daily limit', text],
  hotAcceptMinutes: ['Accept hot leads within', minutes],
  acceptMinutes: ['Accept other leads within', minutes],
  touchMinutes: ['First contact within', minutes],
  sources: ['Sources', list],
  campaigns: ['Campaigns', list],
  countries: ['Countries', list],
  sizeFrom: ['Employees, at least', text],
  sizeTo: ['Employees, at most', text],
  retiredAt: ['Retired', (at) => (at ? 'yes' : 'no')],
  weight: ['Rotation weight', text],
  onlyWatches: ['Only watches', (isOn) => (isOn ? 'yes' : 'no')],
};

/** The last changes of a team, newest first. */
export function changeBlocks(changes: readonly TeamChange[]): Blocks {
  const shown = changes.slice(0, MOST_CHANGES).flatMap((change): Blocks => {
    const lines = linesOf(change);
    return lines.length === 0 ? [] : [context(`${changedBy(change.by)} ${moment(change.at)}`), rich(...lines)];
  });
  return shown.length === 0 ? [] : [divider, ...shown];
}

function linesOf({ userId, before, after }: TeamChange): Piece[][] {
  if (!before) return [['New team']];
  return fieldChanges(before, after).map((line) => [...(userId ? [person(userId), ' '] : []), ...line]);
}

/** A line for each field that readers know. */
export function fieldChanges(before: Record<string, unknown>, after: Record<string, unknown>): Piece[][] {
  return Object.entries(after).flatMap(([field, value]): Piece[][] => {
    const [label, show] = fields[field] ?? [];
    if (!label || !show) return [];
    const shown = (one: unknown): Piece => (one === null || one === undefined ? 'none' : show(one));
    return [[`${label}: `, shown(before[field]), ' → ', shown(value)]];
  });
}

/** For the earlier manager, the new one, and the admins. */
export function managerChanged({
  team,
  before,
  after,
  by,
}: {
  team: Team;
  before: string;
  after: string;
  by: string;
}): SlackMessage {
  const title = `${team.name} has a new manager`;
  const isPerson = /^[UW]/.test(by);
  return {
    text: escaped(title),
    blocks: [
      rich(
        [bold(title)],
        [person(after), ' manages ', channel(team.channelId), ' in place of ', person(before), '.'],
        isPerson
          ? ['Changed by ', person(by), '. Managers and admins can change it in /baton teams.']
          : ['Changed on the command line.'],
      ),
    ],
  };
}

import type { ViewOutput } from '@slack/bolt';
import type { ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import type { DefinitionNews } from '../../src/leads/definition/news.ts';
import type { DefinitionChange } from '../../src/leads/definition/queries.ts';
import type { Clause } from '../../src/leads/definition/table.ts';
import { LONGEST_CLAUSE, MOST_CLAUSES } from '../../src/leads/definition/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { mention, moment } from '../../src/platform/slack/mrkdwn.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  emoji,
  input,
  literal,
  option,
  overflow,
  type Piece,
  person,
  plain,
  rich,
  section,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';

export const DEFINITION_TEAM = 'definition_team';
export const DEFINITION_ADD = 'definition_add';
/** The menu of one clause; its id follows. */
export const DEFINITION_MENU = /^definition_menu:\d+$/;
export const CLAUSE_FORM = 'clause_form';
/** Opens the definition on top of a form; the value is the team's id. */
export const DEFINITION_SHOW = 'definition_show';

const menuChoices = { edit: 'Edit…', up: 'Move up', down: 'Move down', retire: 'Retire' };
export type ClauseChoice = keyof typeof menuChoices;

export interface DefinitionPage {
  team: Team;
  /** All sales teams, this one included. */
  teams: Team[];
  clauses: Clause[];
  lastChange: DefinitionChange | undefined;
  mayEdit: boolean;
}

/** What counts as a lead for a team. Whoever may edit it has a menu at each clause. */
export function definitionModal({ team, teams, clauses, lastChange, mayEdit }: DefinitionPage): ModalView {
  const choices = teams.map((one) => typedOption(String(one.id), one.name));
  const isFull = clauses.length >= MOST_CLAUSES;
  const last = lastChange ? [`Last changed by ${mention(lastChange.by)} ${moment(lastChange.at)}.`] : [];
  const blocks: Blocks = [
    rich(['What counts as a lead for ', bold(team.name), '?']),
    ...(teams.length > 1
      ? [actions('definition_teams', { ...selectField(choices, String(team.id)), action_id: DEFINITION_TEAM })]
      : []),
    ...clauses.map((clause, index) => clauseRow(clause, index, { count: clauses.length, mayEdit })),
    ...(clauses.length === 0 ? [section(mayEdit ? BEGIN : NOTHING_YET)] : []),
    ...(clauses.length > 0 ? [context('Whoever gives a lead back can say which of these it misses.', ...last)] : []),
    ...(mayEdit && isFull ? [context(`${MOST_CLAUSES} clauses are the most. To add one, retire another.`)] : []),
    ...(mayEdit && !isFull
      ? [actions('definition_add', button(DEFINITION_ADD, 'Add a clause', String(team.id), { style: 'primary' }))]
      : []),
  ];
  return { type: 'modal', title: plain('Lead definition'), close: plain('Close'), blocks };
}

const BEGIN = 'Nothing is written down yet. Begin with what every good lead has, such as “Has at least five people”.';
const NOTHING_YET = 'Nothing is written down yet. The managers of sales and marketing do that together.';

function clauseRow(
  clause: Clause,
  index: number,
  { count, mayEdit }: { count: number; mayEdit: boolean },
): SectionBlock {
  const offered: ClauseChoice[] = [
    'edit',
    ...(index > 0 ? (['up'] as const) : []),
    ...(index < count - 1 ? (['down'] as const) : []),
    'retire',
  ];
  const value = (choice: ClauseChoice) => `${choice}:${clause.teamId}:${clause.id}`;
  return {
    type: 'section',
    block_id: `clause:${clause.id}`,
    text: literal(`${index + 1}. ${clause.text}`),
    ...(mayEdit && {
      accessory: overflow(
        `definition_menu:${clause.id}`,
        offered.map((choice) => option(value(choice), menuChoices[choice])),
      ),
    }),
  };
}

const choice = z.tuple([z.enum(['edit', 'up', 'down', 'retire']), z.coerce.number().int(), z.coerce.number().int()]);

/** Reads what was chosen at a clause; undefined for what no menu of ours offers. */
export function readClauseChoice(value: string) {
  const read = choice.safeParse(value.split(':')).data;
  return read && { choice: read[0], teamId: read[1], clauseId: read[2] };
}

const fields = z.object({ text: typed(LONGEST_CLAUSE, 'What should a lead have?') });
/** A new clause has neither id nor version. */
const ref = z.object({ teamId: z.number(), clauseId: z.number().nullable(), version: z.number().nullable() });

/** One clause, new or to be edited. */
export const clauseModal = (team: Team, clause: Clause | null): ModalView => ({
  type: 'modal',
  callback_id: CLAUSE_FORM,
  private_metadata: writeRef({ teamId: team.id, clauseId: clause?.id ?? null, version: clause?.version ?? null }),
  title: plain(clause ? 'Edit clause' : 'New clause'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich(['What counts as a lead for ', bold(team.name), '?']),
    input(
      'text',
      'Clause',
      textField(LONGEST_CLAUSE, clause?.text, { placeholder: 'Has at least five people' }),
      'One thing that a lead has or does. The team hears of changes in its channel.',
    ),
  ],
});

export const readClause = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });

export interface DefinitionHint {
  teamId: number;
  teamName: string;
  clauses: string[];
}

const HINT_LENGTH = 140;

/** What counts as a lead, in a few lines for whoever hands one off; nothing where no team has written it down. */
export function definitionHints(hints: DefinitionHint[]): SectionBlock[] {
  const [first] = hints;
  if (!first) return [];
  const lines = hints.map(
    ({ teamName, clauses }) =>
      literal(`What counts as a lead for ${teamName}: ${clauses.join(' · ')}`, HINT_LENGTH).text,
  );
  return [
    {
      type: 'section',
      text: literal(lines.join('\n'), HINT_LENGTH * 3),
      accessory: button(DEFINITION_SHOW, 'See all', String(first.teamId), { label: 'See the lead definition' }),
    },
  ];
}

/** In the team's channel: what changed, and who changed it. */
export function definitionMessage(team: Team, news: DefinitionNews): SlackMessage {
  const quoted = (text: string): Piece[] => ['“', text, '”'];
  const lines: Piece[][] = [
    ...news.added.map((text): Piece[] => ['New: ', ...quoted(text)]),
    ...news.edited.map(({ from, to }): Piece[] => [...quoted(from), ' is now ', ...quoted(to)]),
    ...news.retired.map((text): Piece[] => ['Retired: ', ...quoted(text)]),
    ...(news.isReordered ? [['The order is another.']] : []),
  ];
  const shown = lines.slice(0, MOST_CLAUSES);
  const rest = lines.length - shown.length;
  return {
    text: 'What counts as a lead has changed',
    blocks: [
      rich(
        [emoji('scroll'), ' ', ...everybody(news.by), ' changed what counts as a lead for ', bold(team.name)],
        ...shown,
        ...(rest > 0 ? [[`And ${rest} more.`]] : []),
      ),
      context('`/baton definition` shows all of it.'),
    ],
  };
}

const everybody = (ids: string[]): Piece[] =>
  ids.flatMap((id, index) => (index === 0 ? [person(id)] : [index === ids.length - 1 ? ' and ' : ', ', person(id)]));

import type { ViewOutput } from '@slack/bolt';
import type { ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import type { DefinitionNews } from '../../src/leads/definition/news.ts';
import type { DefinitionChange } from '../../src/leads/definition/queries.ts';
import type { Clause } from '../../src/leads/definition/table.ts';
import { LONGEST_CLAUSE, MOST_CLAUSES } from '../../src/leads/definition/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { escaped, mention, moment } from '../../src/platform/slack/mrkdwn.ts';
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
  plain,
  rich,
  section,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { people } from '../kit/words.ts';

export const DEFINITION_TEAM = 'definition_team';
export const DEFINITION_ADD = 'definition_add';
/** The menu of one clause; its id follows. */
export const DEFINITION_MENU = /^definition_menu:\d+$/;
export const CLAUSE_FORM = 'clause_form';
/** Opens the definition on top of a form; the value is the team's id. */
export const DEFINITION_SHOW = 'definition_show';

const menuChoices = { edit: 'Edit…', up: 'Move up', down: 'Move down', retire: 'Retire' };
type ClauseChoice = keyof typeof menuChoices;

export interface DefinitionPage {
  team: Team;
  /** All sales teams, this one included. */
  teams: Team[];
  clauses: Clause[];
  lastChange: DefinitionChange | undefined;
  mayEdit: boolean;
}

/** The lead definition of a team. Readers who may edit it get a menu at each clause. */
export function definitionModal({ team, teams, clauses, lastChange, mayEdit }: DefinitionPage): ModalView {
  const choices = teams.map((one) => typedOption(String(one.id), one.name));
  const isFull = clauses.length >= MOST_CLAUSES;
  const last = lastChange ? [`Last changed by ${mention(lastChange.by)} ${moment(lastChange.at)}.`] : [];
  const blocks: Blocks = [
    rich(['Lead definition of ', bold(team.name)]),
    ...(teams.length > 1
      ? [actions('definition_teams', { ...selectField(choices, String(team.id)), action_id: DEFINITION_TEAM })]
      : []),
    ...clauses.map((clause, index) => clauseRow(clause, index, { count: clauses.length, mayEdit })),
    ...(clauses.length === 0 ? [section(mayEdit ? BEGIN : NOTHING_YET)] : []),
    ...(clauses.length > 0 ? [context('Sellers can cite a clause when they decline a lead.', ...last)] : []),
    ...(mayEdit && isFull ? [context(`Limit of ${MOST_CLAUSES} clauses reached. Retire one to add another.`)] : []),
    ...(mayEdit && !isFull
      ? [actions('definition_add', button(DEFINITION_ADD, 'Add clause', String(team.id), { style: 'primary' }))]
      : []),
  ];
  return { type: 'modal', title: plain('Lead definition'), close: plain('Close'), blocks };
}

const BEGIN = 'No definition yet. Start with a trait of every good lead, such as “Has at least five people”.';
const NOTHING_YET = 'No definition yet. Sales and marketing managers write it together.';

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

/** Reads the choice made at a clause; undefined when no menu offers it. */
export function readClauseChoice(value: string) {
  const read = choice.safeParse(value.split(':')).data;
  return read && { choice: read[0], teamId: read[1], clauseId: read[2] };
}

const fields = z.object({ text: typed(LONGEST_CLAUSE, 'Enter a clause.') });
/** A new clause has neither id nor version. */
const ref = z.object({ teamId: z.number(), clauseId: z.number().nullable(), version: z.number().nullable() });

/** A new clause, or one to edit. */
export const clauseModal = (team: Team, clause: Clause | null): ModalView => ({
  type: 'modal',
  callback_id: CLAUSE_FORM,
  private_metadata: writeRef({ teamId: team.id, clauseId: clause?.id ?? null, version: clause?.version ?? null }),
  title: plain(clause ? 'Edit clause' : 'New clause'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich(['Lead definition of ', bold(team.name)]),
    input(
      'text',
      'Clause',
      textField(LONGEST_CLAUSE, clause?.text, { placeholder: 'Has at least five people' }),
      'One requirement per clause. Changes are posted in the team’s channel.',
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

/** The lead definitions in a few lines, for the hand-off form; nothing where no team has one. */
export function definitionHints(hints: DefinitionHint[]): SectionBlock[] {
  const [first] = hints;
  if (!first) return [];
  const lines = hints.map(
    ({ teamName, clauses }) => literal(`Lead definition of ${teamName}: ${clauses.join(' · ')}`, HINT_LENGTH).text,
  );
  return [
    {
      type: 'section',
      text: literal(lines.join('\n'), HINT_LENGTH * 3),
      accessory: button(DEFINITION_SHOW, 'View all', String(first.teamId), { label: 'View the lead definition' }),
    },
  ];
}

/** In the team's channel: the change and its author. */
export function definitionMessage(team: Team, news: DefinitionNews): SlackMessage {
  const quoted = (text: string): Piece[] => ['“', text, '”'];
  const lines: Piece[][] = [
    ...news.added.map((text): Piece[] => ['New: ', ...quoted(text)]),
    ...news.edited.map(({ from, to }): Piece[] => [...quoted(from), ' is now ', ...quoted(to)]),
    ...news.retired.map((text): Piece[] => ['Retired: ', ...quoted(text)]),
    ...(news.isReordered ? [['Clauses were reordered.']] : []),
  ];
  const shown = lines.slice(0, MOST_CLAUSES);
  const rest = lines.length - shown.length;
  return {
    text: `Lead definition changed: ${escaped(team.name)}`,
    blocks: [
      rich(
        [emoji('scroll'), ' ', ...people(news.by), ' changed the lead definition of ', bold(team.name)],
        ...shown,
        ...(rest > 0 ? [[`And ${rest} more.`]] : []),
      ),
      context('Full definition: `/baton definition`'),
    ],
  };
}

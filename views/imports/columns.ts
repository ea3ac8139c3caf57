/** The form that says what the columns of a file mean, and how its leads come in. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Import } from '../../src/imports/table.ts';
import { type ImportField, type ImportPlan, importFields } from '../../src/imports/types.ts';
import { leadLimits } from '../../src/leads/lead-fields.ts';
import { oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  context,
  cut,
  input,
  literal,
  optional,
  options,
  plain,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';

export const COLUMNS_FORM = 'import_columns_form';

/** A modal holds a hundred blocks. */
const MOST_COLUMNS = 80;
const NO_FIELD = 'none';

const kinds = {
  new: 'New leads: routed to sellers like hand-offs',
  past: 'Already worked: with owner, status and dates, and no deadlines',
};
const fieldOptions = options({ [NO_FIELD]: 'Leave out', ...importFields });

export interface ColumnsLook {
  one: Import;
  /** Sales teams, at least one. */
  teams: readonly Team[];
  /** The proposed field of each column. */
  fields: readonly (ImportField | null)[];
  /** The first rows. */
  samples: readonly string[][];
  /** Whether a team has a rule. */
  hasRules: boolean;
}

export function columnsModal({ one, teams, fields, samples, hasRules }: ColumnsLook): ModalView {
  const { plan } = one;
  const teamChoices = teams.map((team) => typedOption(String(team.id), team.name));
  const team = plan ? String(plan.teamId) : teamChoices[0]?.value;
  const chosen = options(kinds);
  const columns = one.columns.slice(0, MOST_COLUMNS);
  const blocks: KnownBlock[] = [
    input('team', 'Sales team', selectField(teamChoices, team)),
    ...(hasRules ? [optional(input('rules', 'Rules of the teams', rulesField(plan)))] : []),
    input('kind', 'These are', {
      type: 'radio_buttons',
      options: chosen,
      initial_option: chosen[plan?.isPast ? 1 : 0],
    }),
    context(
      '*The columns.* Each lead needs an email or a phone. Owner, status, dates and value count only for leads that are already worked.',
    ),
    ...columns.map(
      (name, at): KnownBlock => ({
        type: 'input',
        block_id: columnId(at),
        label: literal(name, 100),
        element: {
          type: 'static_select',
          action_id: columnId(at),
          options: fieldOptions,
          initial_option: fieldOptions.find(({ value }) => value === (fields[at] ?? NO_FIELD)) ?? fieldOptions[0],
        },
        ...hintOf(samples.map((row) => row[at] ?? '')),
      }),
    ),
    ...(one.columns.length > MOST_COLUMNS
      ? [context(`The last ${one.columns.length - MOST_COLUMNS} columns are left out.`)]
      : []),
    input(
      'need',
      'Need, for rows without one',
      textField(leadLimits.need, plan?.need ?? `From the list ${one.name}`, { multiline: true }),
    ),
    optional(input('source', 'Source, for rows without one', textField(leadLimits.source, plan?.source))),
    optional(input('campaign', 'Campaign, for rows without one', textField(leadLimits.campaign, plan?.campaign))),
    optional(
      input('owner', 'Owner of worked leads whose owner is not in the team', {
        type: 'users_select',
        placeholder: plain('The team’s fallback owner'),
        ...(plan?.ownerId && { initial_user: plan.ownerId }),
      }),
    ),
  ];
  return {
    type: 'modal',
    callback_id: COLUMNS_FORM,
    private_metadata: writeRef({ importId: one.id, columns: columns.length }),
    title: plain('Import leads'),
    submit: plain('Check the file'),
    close: plain('Cancel'),
    blocks,
  };
}

const ruleOption = options({ yes: 'New leads go by the rules first, and the others to this team' });

const rulesField = (plan: ImportPlan | null) => ({
  type: 'checkboxes' as const,
  options: ruleOption,
  ...(plan?.byRules !== false && { initial_options: ruleOption }),
});

const columnId = (at: number) => `column_${at}`;
const HINT = 120;

/** Some cells of the column. */
function hintOf(cells: string[]): object {
  const some = [...new Set(cells.filter((cell) => cell !== ''))].slice(0, 3).join(' · ');
  return some === '' ? {} : { hint: literal(cut(some.replace(/\s+/g, ' '), HINT), HINT) };
}

const ref = z.object({ importId: z.number(), columns: z.number().int().min(1).max(MOST_COLUMNS) });
const fieldChoice = oneOf([NO_FIELD, ...(Object.keys(importFields) as ImportField[])]);

export function readColumns(view: ViewOutput) {
  const { importId, columns } = readRef(view, ref);
  const ids = Array.from({ length: columns }, (_, at) => columnId(at));
  const fields = z.object({
    team: z.coerce.number({ error: 'Choose a team.' }).int(),
    rules: z.array(z.string()).optional(),
    kind: oneOf(['new', 'past'] as const),
    need: typed(leadLimits.need, 'Enter what they need. Sales starts from this.'),
    source: optionalTyped(leadLimits.source),
    campaign: optionalTyped(leadLimits.campaign),
    owner: z
      .string()
      .optional()
      .transform((id) => id ?? null),
    ...Object.fromEntries(ids.map((id) => [id, fieldChoice])),
  });
  const read = readForm(view, fields);
  if (!read.ok) return { importId, form: read };
  const { team, kind, rules, need, source, campaign, owner, ...chosen } = read.value as Chosen;
  const plan: ImportPlan = {
    fields: ids.map((id) => fieldIn(chosen[id])),
    ...{
      teamId: team,
      byRules: (rules ?? []).length > 0,
      isPast: kind === 'past',
      need,
      source,
      campaign,
      ownerId: owner,
    },
  };
  return { importId, form: { ok: true as const, value: plan } };
}

type Chosen = {
  team: number;
  kind: 'new' | 'past';
  rules?: string[];
  need: string;
  source: string | null;
  campaign: string | null;
  owner: string | null;
} & Record<string, unknown>;

const fieldIn = (chosen: unknown): ImportField | null => (chosen === NO_FIELD ? null : (chosen as ImportField));

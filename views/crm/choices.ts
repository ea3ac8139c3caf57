/** A choice of something that the CRM has. Short lists are in the form; long ones are searched. */
import type { PlainTextOption } from '@slack/types';
import { type CrmChoice, type CrmOffers, type ExtraField, extraFields } from '../../src/crm/crm.ts';
import { fieldsFor } from '../../src/crm/propose.ts';
import { option, plain, typedOption } from '../kit/blocks.ts';

/** Slack's limit for the options of a menu and of an answer. */
const MOST = 100;
/** Slack's limit for the value of an option. */
const LONGEST_VALUE = 150;

export interface Grouped extends CrmChoice {
  group: string;
}

export const NOTHING = 'nothing';

export const RULE = 'crm_rule';
export const stageIds = { qualified: 'crm_stage_qualified', won: 'crm_stage_won', lost: 'crm_stage_lost' } as const;
export const fieldIdOf = (field: ExtraField) => `crm_field_${field}`;

/** The choices of each menu, by its id. */
export function choicesFor(id: string, offers: CrmOffers): Grouped[] {
  if (id === RULE) return [{ id: NOTHING, label: 'Nothing comes in', group: 'Baton' }, ...offers.rules];
  if (Object.values<string>(stageIds).includes(id))
    return offers.pipelines.flatMap((pipeline) =>
      pipeline.stages.map((stage) => ({
        id: stageValue(pipeline.id, stage.id),
        label: stage.label,
        group: pipeline.label,
      })),
    );
  const extra = extraFields.find((field) => fieldIdOf(field) === id);
  return extra === undefined
    ? []
    : fieldsFor(extra, offers.fields).map((field) => ({ id: field.id, label: field.label, group: 'Fields' }));
}

/** Ids of all menus with choices of the CRM. */
export const choiceIds = [RULE, ...Object.values(stageIds), ...extraFields.map(fieldIdOf)];

export const stageValue = (pipeline: string, stage: string): string => JSON.stringify([pipeline, stage]);

/** A menu, or a search in a long list. */
export function choiceField(choices: readonly Grouped[], initial: string | null | undefined, placeholder = 'Choose…') {
  const fitting = choices.filter(({ id }) => id.length <= LONGEST_VALUE);
  const chosen = fitting.find(({ id }) => id === initial);
  const held = chosen && { initial_option: typedOption(chosen.id, chosen.label) };
  if (fitting.length > MOST)
    return {
      type: 'external_select' as const,
      min_query_length: 0,
      placeholder: plain('Type to search…'),
      ...held,
    };
  if (fitting.length === 0)
    return {
      type: 'static_select' as const,
      placeholder: plain('Nothing to choose from'),
      options: [option(NOTHING, 'None')],
    };
  return { type: 'static_select' as const, placeholder: plain(placeholder), option_groups: groupsOf(fitting), ...held };
}

function groupsOf(choices: readonly Grouped[]) {
  const groups = Map.groupBy(choices, ({ group }) => group);
  return [...groups].map(([group, members]) => ({
    label: plain(group === '' ? 'Others' : group.slice(0, 75)),
    options: members.map(({ id, label }) => typedOption(id, label)),
  }));
}

/** The answer to typed text, which may also be a group: all lists. */
export function found(choices: readonly Grouped[], typed: string): PlainTextOption[] {
  const words = typed.trim().toLowerCase();
  return choices
    .filter(({ id }) => id.length <= LONGEST_VALUE)
    .map(({ id, label, group }) => ({ id, text: group === 'Fields' ? label : `${label} (${group})` }))
    .filter(({ text }) => text.toLowerCase().includes(words))
    .slice(0, MOST)
    .map(({ id, text }) => typedOption(id, text));
}

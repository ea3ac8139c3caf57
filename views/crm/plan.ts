/** The forms with the choices of an admin: what comes in, and what goes out. The CRM's own names are proposed. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import {
  type CrmOffers,
  type CrmPlan,
  type ExtraField,
  extraFields,
  type Master,
  type SyncField,
} from '../../src/crm/crm.ts';
import { masterOf } from '../../src/crm/merge.ts';
import { type FormResult, readForm } from '../../src/platform/slack/form.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  context,
  input,
  option,
  optional,
  options,
  plain,
  rich,
  section,
  selectField,
  typedOption,
} from '../kit/blocks.ts';
import { choiceField, choicesFor, fieldIdOf, NOTHING, RULE, stageIds, stageValue } from './choices.ts';
import { extraFieldWords, outLines, syncFieldWords } from './words.ts';

export const PLAN_FORM = 'crm_plan_form';
export const DEALS_FORM = 'crm_deals_form';
export const FIELDS_FORM = 'crm_fields_form';
export const RULES_FORM = 'crm_rules_form';

export interface PlanStart {
  /** As people write the CRM. */
  label: string;
  plan: CrmPlan;
  offers: CrmOffers;
  /** Sales teams. */
  teams: readonly Team[];
  /** Whether nothing was saved before: the form then says what else is proposed. */
  isFirst: boolean;
}

const ADDS = 'adds';

export const planModal = ({ label, plan, offers, teams, isFirst }: PlanStart): ModalView => ({
  type: 'modal',
  callback_id: PLAN_FORM,
  title: plain('Incoming leads'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    ...(isFirst ? [section(':white_check_mark: The key works. Here is what most companies choose.')] : []),
    input(
      RULE,
      `Which records of ${label} become leads?`,
      choiceField(choicesFor(RULE, offers), plan.rule ?? (isFirst ? undefined : NOTHING)),
      'A record that comes to match becomes a lead within a minute, and is routed as any other.',
    ),
    input(
      'team',
      'Hand off to',
      selectField(
        teams.map(({ id, name }) => typedOption(String(id), name)),
        String(plan.teamId),
      ),
      'Rules of teams may choose another.',
    ),
    input(
      'marketer',
      'Answers for them in marketing',
      { type: 'users_select', initial_user: plan.marketerId },
      'Leads count as handed off by this person. A declined lead returns to them.',
    ),
    optional(
      input('adds', 'The other way', {
        type: 'checkboxes',
        options: [addsOption(label)],
        ...(plan.addsLeads && { initial_options: [addsOption(label)] }),
      }),
    ),
    ...(isFirst
      ? [
          rich(
            ['Outgoing, which you can change on the next page:'],
            ...outLines(plan, offers).map((line) => ['•  ', line]),
          ),
        ]
      : []),
  ],
});

const addsOption = (label: string) => option(ADDS, `Add leads from Slack to ${label}`);

const planFields = z.object({
  [RULE]: z.string('Choose what comes in.').transform((rule) => (rule === NOTHING ? null : rule)),
  team: z.coerce.number({ error: 'Choose a team.' }).int(),
  marketer: z.string('Choose a person.'),
  adds: z
    .array(z.string())
    .optional()
    .transform((chosen = []) => chosen.includes(ADDS)),
});

type InPlan = Pick<CrmPlan, 'rule' | 'teamId' | 'marketerId' | 'addsLeads'>;

export function readPlan(view: ViewOutput): FormResult<InPlan> {
  const form = readForm(view, planFields);
  if (!form.ok) return form;
  const { [RULE]: rule, team: teamId, marketer: marketerId, adds: addsLeads } = form.value;
  return { ok: true, value: { rule, teamId, marketerId, addsLeads } };
}

const stageWords = {
  qualified: { label: 'Qualified', hint: 'A deal is added, or moved here.' },
  won: { label: 'Won', hint: 'With its value and date.' },
  lost: { label: 'Lost', hint: 'With its reason.' },
};
type StageName = keyof typeof stageWords;
const stageNames = Object.keys(stageWords) as StageName[];

export const dealsModal = ({ plan: { deals }, offers }: Pick<PlanStart, 'plan' | 'offers'>): ModalView => ({
  type: 'modal',
  callback_id: DEALS_FORM,
  title: plain('Deals'),
  submit: plain('Save'),
  close: plain('Back'),
  blocks: [
    section('The stage of the deal for each outcome of a lead. Leave all empty to write no deals.'),
    ...stageNames.map((name) =>
      optional(
        input(
          stageIds[name],
          stageWords[name].label,
          choiceField(
            choicesFor(stageIds[name], offers),
            deals && stageValue(deals.pipeline, deals.stages[name]),
            'No deals',
          ),
          stageWords[name].hint,
        ),
      ),
    ),
  ],
});

/** The value of a choice passed through the client of a person, so it may be anything. */
function placeIn(value: string): [pipeline: string, stage: string] | undefined {
  try {
    return z.tuple([z.string(), z.string()]).parse(JSON.parse(value));
  } catch {
    return undefined;
  }
}

const stage = z
  .string()
  .optional()
  .transform((value, issues) => {
    if (value === undefined || value === NOTHING) return null;
    const place = placeIn(value);
    if (place) return { pipeline: place[0], stage: place[1] };
    issues.addIssue('Choose a stage.');
    return z.NEVER;
  });

export function readDeals(view: ViewOutput): FormResult<CrmPlan['deals']> {
  const shape = { [stageIds.qualified]: stage, [stageIds.won]: stage, [stageIds.lost]: stage };
  const form = readForm(view, z.object(shape));
  if (!form.ok) return form;
  const chosen = stageNames.map((name) => ({ name, at: form.value[stageIds[name]] ?? null }));
  const [first] = chosen.flatMap(({ at }) => at ?? []);
  if (!first) return { ok: true, value: null };
  const errors: Record<string, string> = {};
  const stages: Partial<Record<StageName, string>> = {};
  for (const { name, at } of chosen) {
    if (!at) errors[stageIds[name]] = 'Choose a stage here too, or leave all three empty.';
    else if (at.pipeline !== first.pipeline) errors[stageIds[name]] = 'All three stages have to be in one pipeline.';
    else stages[name] = at.stage;
  }
  const { qualified, won, lost } = stages;
  return qualified !== undefined && won !== undefined && lost !== undefined
    ? { ok: true, value: { pipeline: first.pipeline, stages: { qualified, won, lost } } }
    : { ok: false, errors };
}

export const fieldsModal = ({ label, plan, offers }: Pick<PlanStart, 'label' | 'plan' | 'offers'>): ModalView => ({
  type: 'modal',
  callback_id: FIELDS_FORM,
  title: plain('Outgoing fields'),
  submit: plain('Save'),
  close: plain('Back'),
  blocks: [
    section(`Fields of ${label} that Baton fills in. Leave empty what you do not need. Other values stay as they are.`),
    ...extraFields.map((field) =>
      optional(
        input(
          fieldIdOf(field),
          extraFieldWords[field].label,
          choiceField(choicesFor(fieldIdOf(field), offers), plan.fields[field], 'Not written'),
          extraFieldWords[field].hint,
        ),
      ),
    ),
  ],
});

export function readFields(view: ViewOutput): FormResult<CrmPlan['fields']> {
  const form = readForm(
    view,
    z.object(Object.fromEntries(extraFields.map((field) => [fieldIdOf(field), z.string().optional()]))),
  );
  if (!form.ok) return form;
  const fields: CrmPlan['fields'] = {};
  const errors: Record<string, string> = {};
  const taken = new Map<string, ExtraField>();
  for (const field of extraFields) {
    const id = form.value[fieldIdOf(field)];
    if (id === undefined || id === NOTHING) continue;
    const other = taken.get(id);
    if (other) errors[fieldIdOf(field)] = `This field is taken by “${extraFieldWords[other].label}”.`;
    taken.set(id, field);
    fields[field] = id;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: fields };
}

const writesWords = (label: string) => ({
  owner: `The owner of the lead becomes the owner in ${label}`,
  notes: 'Hand-offs, contacts and reasons become activities',
});

export function rulesModal({ label, plan }: Pick<PlanStart, 'label' | 'plan'>): ModalView {
  const writes = options(writesWords(label));
  const written = writes.filter(({ value }) => (value === 'owner' ? plan.writesOwner : plan.writesNotes));
  const all = options(syncFieldWords);
  const ofBaton = all.filter(({ value }) => masterOf(plan, value as SyncField) === 'baton');
  return {
    type: 'modal',
    callback_id: RULES_FORM,
    title: plain('Owner and conflicts'),
    submit: plain('Save'),
    close: plain('Back'),
    blocks: [
      optional(
        input('writes', 'Also goes out', {
          type: 'checkboxes',
          options: writes,
          ...(written.length > 0 && { initial_options: written }),
        }),
      ),
      optional(
        input(
          'baton',
          'Baton decides about',
          {
            type: 'multi_static_select',
            placeholder: plain(`${label} decides about every field`),
            options: all,
            ...(ofBaton.length > 0 && { initial_options: ofBaton }),
          },
          `If both sides changed a field, this side wins. ${label} decides about the others.`,
        ),
      ),
      context('The value that lost is kept in the history of the lead.'),
    ],
  };
}

const list = z
  .array(z.string())
  .optional()
  .transform((chosen = []) => chosen);

export function readRules(view: ViewOutput): FormResult<Pick<CrmPlan, 'writesOwner' | 'writesNotes' | 'masters'>> {
  const form = readForm(view, z.object({ writes: list, baton: list }));
  if (!form.ok) return form;
  const { writes, baton } = form.value;
  const masters: CrmPlan['masters'] = {};
  for (const field of Object.keys(syncFieldWords) as SyncField[]) {
    const master: Master = baton.includes(field) ? 'baton' : 'crm';
    if (master !== masterOf({ masters: {} }, field)) masters[field] = master;
  }
  return { ok: true, value: { writesOwner: writes.includes('owner'), writesNotes: writes.includes('notes'), masters } };
}

import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { leadLimits as LIMITS, leadSchemas, NO_CONTACT } from '../../src/leads/lead-fields.ts';
import type { LeadGuess } from '../../src/leads/reading/lead-guess.ts';
import { stages, temperatures } from '../../src/leads/types.ts';
import { heldValue, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { RoleLine } from '../../src/roles/table.ts';
import type { Team } from '../../src/teams/table.ts';
import { cut, input, optional, options, plain, selectField, textField, typedOption } from '../kit/blocks.ts';
import { citedLine } from '../roles/waiting.ts';
import { type DefinitionHint, definitionHints } from './definition.ts';
import { stageWords, temperatureEmoji, temperatureWords } from './words.ts';

export const HANDOFF = 'handoff';
/** The typeaheads of sources and campaigns ask for options by these ids. */
export const SOURCE = 'source';
export const CAMPAIGN = 'campaign';

function ofForm(country?: string) {
  const { score: _, country: __, companySize: ___, ...fields } = leadSchemas(country);
  return fields;
}

const fieldsWith = (country?: string) =>
  z
    .object({
      ...ofForm(country),
      team: z.coerce.number({ error: 'Choose a team.' }).int(),
      seller: z
        .string()
        .optional()
        .transform((seller) => seller ?? null),
    })
    .refine((form) => form.email !== null || form.phone !== null, {
      path: ['email'],
      message: NO_CONTACT,
      // Runs while other fields have errors too: people see all errors at once.
      when: ({ value }) => {
        const form = value as { email?: unknown; phone?: unknown };
        return !form.email && !form.phone;
      },
    });

const messageTs = z.string().regex(/^\d{1,12}\.\d{1,6}$/);
const ref = z.object({
  channel: z
    .string()
    .regex(/^[A-Z0-9]{1,20}$/)
    .optional(),
  ts: messageTs.optional(),
  threadTs: messageTs.optional(),
});
/** The message that the lead comes from. */
export type MessageRef = z.infer<typeof ref>;

export interface HandoffStart {
  /** Sales teams, at least one. */
  teams: Team[];
  guess: LeadGuess;
  message?: MessageRef;
  /** The lead definitions of the teams that have one. */
  definitions?: DefinitionHint[];
  /** The agreed line about what happens to a lead. */
  role?: RoleLine | undefined;
}

/** The hand-off form, prefilled with the guess. */
export function handoffModal({ teams, guess, message = {}, definitions = [], role }: HandoffStart): ModalView {
  const teamChoices = teams.map((team) => typedOption(String(team.id), team.name));
  const blocks: KnownBlock[] = [
    input('name', 'Name', textField(LIMITS.name, guess.name, { placeholder: 'Jane Doe' })),
    input('company', 'Company', textField(LIMITS.company, guess.company, { placeholder: 'Acme' })),
    optional(
      input('email', 'Email', {
        type: 'email_text_input',
        placeholder: plain('jane@acme.com'),
        ...(guess.email && { initial_value: guess.email }),
      }),
    ),
    optional(
      input(
        'phone',
        'Phone',
        textField(LIMITS.phone, guess.phone, { placeholder: '+49 30 123456' }),
        'Email or phone: one is enough.',
      ),
    ),
    input(
      'need',
      'What do they need?',
      textField(LIMITS.need, guess.need, { multiline: true, placeholder: 'What did they ask for, and why now?' }),
    ),
    input('temperature', 'Temperature', {
      type: 'radio_buttons',
      options: temperatureOptions,
      initial_option: temperatureOptions[1],
    }),
    input('team', 'Hand off to', selectField(teamChoices, teamChoices[0]?.value)),
    ...definitionHints(definitions),
    ...citedLine(role),
    optional(
      input(
        'seller',
        'Assign to',
        { type: 'users_select', placeholder: plain('Anyone on the team') },
        `Leave empty to ${withoutAssignee(teams)}.`,
      ),
    ),
    optional(
      input(SOURCE, 'Source', {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plain('Webinar, trade fair, website…'),
      }),
    ),
    optional(
      input(CAMPAIGN, 'Campaign', {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plain('Autumn launch, product tour…'),
      }),
    ),
    optional(input('stage', 'Buyer’s stage', selectField(options(stageWords)))),
    optional(input('role', 'Role', textField(LIMITS.role, null, { placeholder: 'Head of Operations' }))),
  ];
  return {
    type: 'modal',
    callback_id: HANDOFF,
    private_metadata: writeRef(message),
    title: plain('Hand off a lead'),
    submit: plain('Hand off'),
    close: plain('Cancel'),
    blocks,
  };
}

/** The routing of a lead that is assigned to no one by name. */
function withoutAssignee(teams: Team[]): string {
  const [routing, ...others] = new Set(teams.map((team) => team.routing));
  if (others.length > 0) return 'use the team’s routing';
  if (routing === 'round_robin') return 'assign the next in rotation';
  return routing === 'one' ? 'use the team’s assignee' : 'let the first to accept own it';
}

const temperatureOptions = temperatures.map((temperature) => ({
  text: plain(`:${temperatureEmoji[temperature]}: ${temperatureWords[temperature]}`),
  value: temperature,
}));

/** `countryOf` is the country of phone numbers without one, by the id of the chosen team. */
export function readHandoff(view: ViewOutput, countryOf: (teamId: number) => string | undefined = () => undefined) {
  const country = countryOf(Number(heldValue(view.state.values.team?.team)));
  return { message: readRef(view, ref), form: readForm(view, fieldsOf(country)) };
}

/** A schema takes longer to build than to use. */
const built = new Map<string | undefined, ReturnType<typeof fieldsWith>>();

function fieldsOf(country: string | undefined) {
  const fields = built.get(country) ?? fieldsWith(country);
  built.set(country, fields);
  return fields;
}

/** A hand-off that is kept while its sender decides about a duplicate. */
export const keptHandoff = z.object({
  form: z.object({
    name: z.string(),
    company: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    need: z.string(),
    temperature: z.enum(temperatures),
    source: z.string().nullable(),
    campaign: z.string().nullable().optional(),
    stage: z.enum(stages).nullable(),
    role: z.string().nullable(),
  }),
  teamId: z.number(),
  assigneeId: z.string().nullable(),
  messageLink: z.string().nullable(),
  /** The likely duplicate. */
  knownLeadId: z.number(),
});
export type KeptHandoff = z.infer<typeof keptHandoff>;

/** Options of such a typeahead: the known names, and the typed text as a new one. */
export function nameOptions(known: string[], typedText: string) {
  const text = optionalTyped(LIMITS.source).safeParse(cut(typedText.trim(), LIMITS.source)).data ?? '';
  const isNew = text !== '' && !known.some((name) => name.toLowerCase() === text.toLowerCase());
  return [
    ...(isNew ? [typedOption(text, `New: ${text}`)] : []),
    ...known.slice(0, 99).map((name) => typedOption(name, name)),
  ];
}

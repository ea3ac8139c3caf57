import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { emailAddress, phoneNumber } from '../../src/leads/contact.ts';
import type { LeadGuess } from '../../src/leads/extract.ts';
import { stages, temperatures } from '../../src/leads/types.ts';
import { oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import { cut, input, optional, options, plain, selectField, textField, typedOption } from '../kit/blocks.ts';
import { type DefinitionHint, definitionHints } from './definition.ts';
import { stageWords, temperatureEmoji, temperatureWords } from './words.ts';

export const HANDOFF = 'handoff';
/** The typeaheads of sources and campaigns ask for options by these ids. */
export const SOURCE = 'source';
export const CAMPAIGN = 'campaign';

const LIMITS = { name: 80, company: 60, email: 254, phone: 40, role: 100, source: 70, campaign: 70, need: 2000 };

const fields = z
  .object({
    name: typed(LIMITS.name, 'Who is it?'),
    company: typed(LIMITS.company, 'Which company?'),
    email: emailAddress.optional().transform((email) => email ?? null),
    phone: phoneNumber.optional().transform((phone) => phone ?? null),
    need: typed(LIMITS.need, 'What do they need? Sales starts from this.'),
    temperature: oneOf(temperatures),
    source: optionalTyped(LIMITS.source),
    campaign: optionalTyped(LIMITS.campaign),
    stage: oneOf(stages)
      .optional()
      .transform((stage) => stage ?? null),
    role: optionalTyped(LIMITS.role),
    team: z.coerce.number({ error: 'Which team?' }).int(),
    seller: z
      .string()
      .optional()
      .transform((seller) => seller ?? null),
  })
  .refine((form) => form.email !== null || form.phone !== null, {
    path: ['email'],
    message: 'Please give an email address or a phone number.',
    // Asked also while other fields have errors, so that people see all of them at once.
    when: ({ value }) => {
      const form = value as { email?: unknown; phone?: unknown };
      return !form.email && !form.phone;
    },
  });

export type HandoffForm = z.infer<typeof fields>;

const messageTs = z.string().regex(/^\d{1,12}\.\d{1,6}$/);
const ref = z.object({
  channel: z
    .string()
    .regex(/^[A-Z0-9]{1,20}$/)
    .optional(),
  ts: messageTs.optional(),
  threadTs: messageTs.optional(),
});
/** The message that the lead is made from. */
export type MessageRef = z.infer<typeof ref>;

export interface HandoffStart {
  /** Sales teams, of which there is at least one. */
  teams: Team[];
  guess: LeadGuess;
  message?: MessageRef;
  /** What counts as a lead, of the teams that have written it down. */
  definitions?: DefinitionHint[];
}

/** The form of a hand-off, filled with what could be guessed. */
export function handoffModal({ teams, guess, message = {}, definitions = [] }: HandoffStart): ModalView {
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
    optional(
      input(
        'seller',
        'One seller',
        { type: 'users_select', placeholder: plain('Nobody in particular') },
        `Leave this empty, and ${whoGetsIt(teams)}.`,
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

/** What happens to a lead that is for nobody in particular. */
function whoGetsIt(teams: Team[]): string {
  const [routing, ...others] = new Set(teams.map((team) => team.routing));
  if (others.length > 0) return 'the team’s routing says who gets it';
  if (routing === 'round_robin') return 'it goes to whoever’s turn it is';
  return routing === 'one' ? 'it goes to the seller who takes them all' : 'whoever accepts first has it';
}

const temperatureOptions = temperatures.map((temperature) => ({
  text: plain(`:${temperatureEmoji[temperature]}: ${temperatureWords[temperature]}`),
  value: temperature,
}));

export const readHandoff = (view: ViewOutput) => ({ message: readRef(view, ref), form: readForm(view, fields) });

/** What was kept of a hand-off while its sender looks at who is known already. */
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
  /** Who it is, as far as can be told. */
  knownLeadId: z.number(),
});
export type KeptHandoff = z.infer<typeof keptHandoff>;

/** Options of such a typeahead: the known ones, and what was typed as a new one. */
export function nameOptions(known: string[], typedText: string) {
  const text = optionalTyped(LIMITS.source).safeParse(cut(typedText.trim(), LIMITS.source)).data ?? '';
  const isNew = text !== '' && !known.some((name) => name.toLowerCase() === text.toLowerCase());
  return [
    ...(isNew ? [typedOption(text, `New: ${text}`)] : []),
    ...known.slice(0, 99).map((name) => typedOption(name, name)),
  ];
}

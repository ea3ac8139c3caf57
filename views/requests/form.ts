import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import { stages } from '../../src/leads/types.ts';
import type { ContentKind } from '../../src/library/settings.ts';
import { type FormResult, heldValue, oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { LIMITS, type Priority, priorities } from '../../src/requests/types.ts';
import type { RoleLine } from '../../src/roles/table.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  bold,
  channel,
  context,
  emoji,
  input,
  literal,
  optional,
  options,
  plain,
  rich,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { calendarDate } from '../kit/words.ts';
import { CUSTOMER_CHOICE, chosenCustomer, customerOption, leadField, leadOption } from '../leads/options.ts';
import { stageWords } from '../leads/words.ts';
import { citedLine } from '../roles/waiting.ts';
import { priorityWords } from './words.ts';

export const REQUEST_FORM = 'request_form';
/** A change of this field shows the usual date for the new kind. */
export const REQUEST_KIND = 'kind';
const NEEDED_BY = 'neededBy';

/** `suggestionId` is the library suggestion that the request came from, `debriefId` the debrief of a ride-along. */
const ref = z.object({ suggestionId: z.number().nullable(), debriefId: z.number().nullish(), teamId: z.number() });

/** The initial values of the form. */
export interface RequestStart {
  title: string;
  kind: string | null;
  /** ISO date. */
  neededBy: string | null;
  teamId: number;
  words?: string | null;
  lead?: Lead;
  customer?: string | null;
  suggestionId?: number | null;
  debriefId?: number | null | undefined;
}

export interface RequestChoices {
  kinds: readonly ContentKind[];
  /** Marketing teams; at least one. */
  teams: Team[];
  /** The agreed line about content. */
  role?: RoleLine | undefined;
}

/** The form of a request: kind of content, purpose, team and date. */
export function requestFormModal(start: RequestStart, { kinds, teams, role }: RequestChoices): ModalView {
  const kindChoices = kinds.map(({ key, label }) => typedOption(key, label));
  const kind = kinds.find(({ key }) => key === start.kind);
  const teamChoices = teams.map((team) => typedOption(String(team.id), team.name));
  const initial = start.lead ? leadOption(start.lead) : start.customer ? customerOption(start.customer) : undefined;
  const blocks: KnownBlock[] = [
    input('title', 'What do you need?', textField(LIMITS.title, start.title)),
    { ...input(REQUEST_KIND, 'Kind', selectField(kindChoices, start.kind)), dispatch_action: true },
    optional({
      ...input(neededByOf(start.kind), 'Due date', {
        type: 'datepicker',
        ...(start.neededBy && { initial_date: start.neededBy }),
      }),
      // Managers type the names of kinds.
      hint: literal(
        kind ? `${noticeOf(kind)}. If you need it sooner, say why below.` : 'Leave empty for the usual turnaround.',
      ),
    }),
    optional(
      input(
        'hurry',
        'Rush reason',
        textField(LIMITS.hurry, null, { placeholder: 'Only if you need it sooner than usual.' }),
      ),
    ),
    optional(
      leadField(CUSTOMER_CHOICE, 'For which lead or customer?', {
        ...(initial && { initial }),
        hint: 'A qualified deal’s value moves your request up.',
      }),
    ),
    optional(
      input(
        'words',
        'In the buyer’s words',
        textField(LIMITS.words, start.words, {
          multiline: true,
          placeholder: 'What did they ask? What holds them back?',
        }),
      ),
    ),
    optional(input('stage', 'Buyer’s stage', selectField(options(stageWords)))),
    optional(
      input('audience', 'Persona or industry', textField(LIMITS.audience, null, { placeholder: 'CFO, healthcare…' })),
    ),
    input('priority', 'Priority', selectField(options(priorityWords), 'normal')),
    ...(teams.length > 1
      ? [input('team', 'Which marketing team?', selectField(teamChoices, String(start.teamId)))]
      : []),
    ...citedLine(role),
  ];
  return {
    type: 'modal',
    callback_id: REQUEST_FORM,
    private_metadata: writeRef({
      suggestionId: start.suggestionId ?? null,
      debriefId: start.debriefId,
      teamId: start.teamId,
    }),
    title: plain('Request content'),
    submit: plain('Request'),
    close: plain('Cancel'),
    blocks,
  };
}

/** Slack keeps a field's value while its id stays the same. Each kind has its own id, so its date is shown. */
const neededByOf = (kind: string | null) => (kind === null ? NEEDED_BY : `${NEEDED_BY}:${kind}`);

const noticeOf = ({ label, noticeDays }: ContentKind): string =>
  noticeDays === 0
    ? `“${label}” can be had at once`
    : `“${label}” takes ${noticeDays === 1 ? 'one working day' : `${noticeDays} working days`}`;

const fields = z.object({
  title: typed(LIMITS.title, 'What do you need?'),
  [REQUEST_KIND]: z.string({ error: 'Which kind of content is it?' }).max(30, 'Which kind of content is it?'),
  [NEEDED_BY]: z.iso
    .date('Please choose a day.')
    .optional()
    .transform((day) => day ?? null),
  [CUSTOMER_CHOICE]: chosenCustomer,
  words: optionalTyped(LIMITS.words),
  stage: oneOf(stages)
    .optional()
    .transform((stage) => stage ?? null),
  audience: optionalTyped(LIMITS.audience),
  priority: oneOf(priorities),
  hurry: optionalTyped(LIMITS.hurry),
  team: z.coerce.number({ error: 'Which marketing team?' }).int().optional(),
});

export type RequestFields = Omit<z.infer<typeof fields>, typeof CUSTOMER_CHOICE> & {
  priority: Priority;
  customer: { leadId: number | null; customer: string | null };
};

/** Reads the form. Errors of the date go to the date field on screen. */
export function readRequestForm(view: ViewOutput): {
  suggestionId: number | null;
  debriefId?: number | null | undefined;
  teamId: number;
  form: FormResult<RequestFields>;
  /** The error, under the id of the field on screen. */
  errorAt: (field: string, message: string) => Record<string, string>;
} {
  const { values } = view.state;
  const shown = Object.keys(values).find((id) => id.startsWith(NEEDED_BY)) ?? NEEDED_BY;
  const dated = { ...values, [NEEDED_BY]: { [NEEDED_BY]: values[shown]?.[shown] ?? { type: 'datepicker' } } };
  const form = readForm({ state: { values: dated } }, fields);
  const place = (field: string) => (field === NEEDED_BY ? shown : field);
  const errorAt = (field: string, message: string) => ({ [place(field)]: message });
  const about = readRef(view, ref);
  if (form.ok) return { ...about, form, errorAt };
  const errors = Object.fromEntries(Object.entries(form.errors).map(([field, error]) => [place(field), error]));
  return { ...about, form: { ok: false, errors }, errorAt };
}

/** The values that a form keeps when it is redrawn for another kind. Slack keeps the typed text itself. */
export function heldRequest(view: ViewOutput) {
  const { values } = view.state;
  const held = (field: string) => {
    const value = heldValue(values[field]?.[field]);
    return typeof value === 'string' ? value : null;
  };
  const shown = Object.keys(values).find((id) => id.startsWith(NEEDED_BY)) ?? NEEDED_BY;
  return {
    ...readRef(view, ref),
    title: held('title') ?? '',
    kind: held(REQUEST_KIND),
    neededBy: held(shown),
    /** The kind whose date is on screen. */
    datedFor: shown === NEEDED_BY ? null : shown.slice(NEEDED_BY.length + 1),
    team: held('team'),
  };
}

/** The confirmation: the team that has the request, and the due date. */
export const askedModal = ({
  title,
  neededBy,
  channelId,
}: {
  title: string;
  neededBy: string;
  channelId: string;
}): ModalView => ({
  type: 'modal',
  title: plain('Request content'),
  close: plain('Done'),
  blocks: [
    rich(
      [emoji('white_check_mark'), ' Sent to ', channel(channelId), '.'],
      [bold(title), '  ·  due ', calendarDate(neededBy)],
    ),
    context('I’ll message you at each step. Status: `/request-content mine`'),
  ],
});

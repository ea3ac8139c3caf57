/** An example of what a source sends, a choice of places for each field, and the resulting lead. */
import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { type Chosen, isJoined, type Translations } from '../../src/intake/mapping/choices.ts';
import { type LeadField, leadFields } from '../../src/intake/mapping/mapping.ts';
import { isAboutTheForm } from '../../src/intake/mapping/meanings.ts';
import { type FoundPlace, placeKey } from '../../src/intake/mapping/places.ts';
import type { LeadFields } from '../../src/leads/lead-fields.ts';
import { type FormResult, heldValue, oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  bold,
  context,
  cut,
  date,
  heading,
  input,
  type Line,
  optional,
  options,
  plain,
  rich,
  section,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { leadFieldWords } from './words.ts';

export const MAPPING_FORM = 'intake_mapping_form';
/** One select for each field: they ask for options and redraw the lead by these ids. */
export const fieldIds = leadFields.map((field) => `place_${field}`);
const idOf = (field: LeadField) => `place_${field}`;
export const EMAIL_FIELD = idOf('email');

/** Slack's limit of options in an answer. */
const MOST_OPTIONS = 100;
const OPTION = 75;
const MOST_LINES = 25;
const VALUE = 140;
const MOST_CHOSEN = 4;
const MOST_ANSWERS = 20;

export type LeadPreview = { form: LeadFields } | { reasons: string[] } | { ignored: string };

interface MappingPage {
  sourceId: number;
  /** The body that could not be read; null if the examples of the last hour are shown. */
  keptId: number | null;
  /** When the shown body came; undefined without an example. */
  receivedAt: Date | undefined;
  /** In the order in which they are offered. */
  places: FoundPlace[];
  /** For each field, the chosen places. */
  chosen: Partial<Record<LeadField, FoundPlace[]>>;
  translations: Translations;
  preview: LeadPreview | undefined;
  /** Bodies that wait for a decision, the shown one included. */
  waiting: number;
}

export const mappingModal = (page: MappingPage): ModalView => ({
  type: 'modal',
  callback_id: MAPPING_FORM,
  private_metadata: writeRef({ sourceId: page.sourceId, keptId: page.keptId }),
  title: plain('Choose the fields'),
  submit: plain('Save and switch on'),
  close: plain('Cancel'),
  blocks: [
    ...(page.receivedAt === undefined
      ? [section('There is no example any more. Send a test from your form to see what stands where.')]
      : [heading('This is what came'), rich([date(page.receivedAt)], ...bodyLines(page.places))]),
    heading('Where each field stands'),
    context(
      'Baton proposes the places. The first one that is filled in counts; the parts of a name and of the need are joined.',
    ),
    ...leadFields.map((field) => fieldInput(field, page.chosen[field] ?? [])),
    optional(
      input(
        'translations',
        'Translate values',
        textField(2000, translationText(page.translations), {
          multiline: true,
          placeholder: 'Temperature: Ready to buy = hot',
        }),
        'One per line: the field, the value in the form, = the value in Baton. Temperature is hot, warm or cold.',
      ),
    ),
    ...(page.preview === undefined ? [] : [heading('Resulting lead'), ...previewBlocks(page.preview)]),
    ...(page.waiting > 0 ? [waitingInput(page)] : []),
  ],
});

/** The answers of the form, so that a person finds their test. */
function bodyLines(places: readonly FoundPlace[]): Line[] {
  const filled = places.filter((place) => place.text !== undefined && !isAboutTheForm(place));
  const lines = filled
    .slice(0, MOST_LINES)
    .map(
      ({ label, text }): Line => [bold(cut(asked(label), VALUE)), ' ', cut((text ?? '').replace(/\s+/g, ' '), VALUE)],
    );
  const rest = filled.length - MOST_LINES;
  return rest > 0 ? [...lines, [`… and ${counted(rest, 'more value')}`]] : lines;
}

function fieldInput(field: LeadField, chosen: readonly FoundPlace[]): InputBlock {
  const most = field === 'need' ? MOST_ANSWERS : MOST_CHOSEN;
  const initial = chosen.slice(0, most).map(placeOption);
  const select = {
    type: 'multi_external_select' as const,
    min_query_length: 0,
    max_selected_items: most,
    placeholder: plain(isJoined(field) ? 'Choose one or several places…' : 'Choose a place…'),
    ...(initial.length > 0 && { initial_options: initial }),
  };
  return { ...optional(input(idOf(field), leadFieldWords[field], select)), dispatch_action: true };
}

/** A question needs no colon. */
const asked = (label: string): string => (/[?:？：]$/u.test(label) ? label : `${label}:`);

/** A place with what stands there in the example. */
function placeOption({ path, label, text }: FoundPlace): PlainTextOption {
  const shown = text === undefined ? '(empty)' : text.replace(/\s+/g, ' ');
  const room = Math.max(20, OPTION - shown.length - 2);
  return typedOption(placeKey(path), `${asked(cut(label || '…', room))} ${shown}`);
}

/** Those whose label or value has the typed text, in any case. */
export function placeOptions(places: readonly FoundPlace[], typedText: string): PlainTextOption[] {
  const wanted = typedText.trim().toLowerCase();
  return places
    .filter(({ label, text }) => `${asked(label)} ${text ?? ''}`.toLowerCase().includes(wanted))
    .slice(0, MOST_OPTIONS)
    .map(placeOption);
}

const SHOWN = [
  'name',
  'company',
  'email',
  'phone',
  'role',
  'source',
  'campaign',
  'temperature',
  'stage',
  'score',
  'country',
  'companySize',
] as const;

function previewBlocks(preview: LeadPreview): KnownBlock[] {
  if ('ignored' in preview) return [section(`No lead: ${preview.ignored}`)];
  if ('reasons' in preview)
    return [
      rich(
        [bold('No lead can be made of this yet.')],
        ...preview.reasons.slice(0, 5).map((reason): Line => [cut(reason, 300)]),
      ),
    ];
  const { form } = preview;
  const lines = SHOWN.flatMap((field): Line[] => {
    const value = form[field] ?? null;
    return value === null ? [] : [[bold(leadFieldWords[field]), ': ', String(value)]];
  });
  return [rich(...lines, { quote: [form.need] })];
}

const unreadWords = (waiting: number) => ({
  this: 'Take this one in',
  ...(waiting > 1 && { all: `Take all ${waiting} in that could not be read` }),
  none: 'Leave it for later',
});
const testWords = (waiting: number) => ({
  none: waiting > 1 ? `They were tests: throw all ${waiting} away` : 'It was a test: throw it away',
  all: waiting > 1 ? `Hand all ${waiting} off as leads` : 'Hand it off as a lead',
});

function waitingInput({ keptId, waiting }: MappingPage): InputBlock {
  const choices = options(keptId === null ? testWords(waiting) : unreadWords(waiting));
  const [first] = choices;
  return input('waiting', keptId === null ? 'Messages so far' : 'The messages that wait', {
    type: 'radio_buttons',
    options: choices,
    ...(first && { initial_option: first }),
  });
}

const ref = z.object({ sourceId: z.number(), keptId: z.number().nullable() });
/** The ids of such a modal. */
export const mappingRef = (view: { private_metadata: string }) => readRef(view, ref);

/** The places that are chosen in a modal as it stands. */
export function chosenNow(view: Pick<ViewOutput, 'state'>): Chosen {
  const chosen: Chosen = {};
  for (const field of leadFields) {
    const held = heldValue(view.state.values[idOf(field)]?.[idOf(field)]);
    if (Array.isArray(held)) chosen[field] = held;
  }
  return chosen;
}

const fields = z.object({
  translations: z
    .string()
    .optional()
    .transform((text, issues) => {
      const read = readTranslations(text ?? '');
      if (typeof read !== 'string') return read;
      issues.addIssue(read);
      return z.NEVER;
    }),
  waiting: oneOf(['this', 'all', 'none']).optional(),
});

interface MappingForm {
  chosen: Chosen;
  translations: Translations;
  waiting: 'this' | 'all' | 'none';
}

export function readMapping(view: ViewOutput) {
  const read = readForm(view, fields);
  const form: FormResult<MappingForm> = read.ok
    ? { ok: true, value: { ...read.value, waiting: read.value.waiting ?? 'none', chosen: chosenNow(view) } }
    : read;
  return { ...mappingRef(view), form };
}

/** The translations of a modal as it stands; none while they cannot be read. */
export function translationsNow(view: Pick<ViewOutput, 'state'>): Translations {
  const held = heldValue(view.state.values.translations?.translations);
  const read = typeof held === 'string' ? readTranslations(held) : {};
  return typeof read === 'string' ? {} : read;
}

const translationText = (translations: Translations): string =>
  leadFields
    .flatMap((field) =>
      Object.entries(translations[field] ?? {}).map(([from, to]) => `${leadFieldWords[field]}: ${from} = ${to}`),
    )
    .join('\n');

/** `Temperature: Ready to buy = hot`, one per line; a fault as a sentence. */
function readTranslations(text: string): Translations | string {
  const translations: Translations = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, title = '', from = '', to = ''] = /^([^:]{1,40}):(.{1,200})=(.{1,100})$/.exec(line) ?? [];
    const field = leadFields.find((name) => leadFieldWords[name].toLowerCase() === title.trim().toLowerCase());
    if (field === undefined || from.trim() === '' || to.trim() === '')
      return `“${cut(line.trim(), 60)}” is not “Temperature: Ready to buy = hot”, with the name of a field above.`;
    translations[field] = { ...translations[field], [from.trim()]: to.trim() };
  }
  return translations;
}

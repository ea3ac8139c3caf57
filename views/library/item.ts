import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { stages } from '../../src/leads/types.ts';
import type { Content } from '../../src/library/add.ts';
import { webLink } from '../../src/library/link.ts';
import type { ContentKind } from '../../src/library/settings.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import { MOST_TAGS, SUMMARY_LENGTH, TAG_LENGTH, TITLE_LENGTH } from '../../src/library/types.ts';
import { tagKey } from '../../src/library/words.ts';
import {
  type FormResult,
  heldFiles,
  heldValue,
  oneOf,
  optionalTyped,
  readForm,
  typed,
} from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  bold,
  context,
  cut,
  emoji,
  input,
  option,
  optional,
  options,
  plain,
  rich,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { stageWords } from '../leads/words.ts';

export const ADD_ITEM = 'library_add';
export const EDIT_ITEM = 'library_edit';
/** The typeahead of tags asks for options by this id. */
export const ITEM_TAGS = 'tags';

/** The initial values of the form. */
export type ItemStart = Partial<
  Pick<LibraryItem, 'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'ownerId' | 'link' | 'file' | 'reviewAt'>
>;

/** Adds an item. */
export const addItemModal = (start: ItemStart, kinds: readonly ContentKind[]): ModalView => ({
  type: 'modal',
  callback_id: ADD_ITEM,
  private_metadata: writeRef({}),
  title: plain('Add to the library'),
  submit: plain('Add'),
  close: plain('Cancel'),
  blocks: itemFields(start, kinds),
});

/** After an item was added. */
export const addedModal = (title: string): ModalView => ({
  type: 'modal',
  title: plain('Add to the library'),
  close: plain('Close'),
  blocks: [
    rich([emoji('books'), ' ', bold(title), ' is in the library.']),
    context('Sales can find it now by title, tags and summary. The text of a file follows in a moment.'),
  ],
});

const editRef = z.object({
  itemId: z.number(),
  version: z.number(),
  /** The list of reviews from which the form was opened. */
  review: z.string().optional(),
});
export type EditRef = z.infer<typeof editRef>;

/** Changes an item; `nextReview` replaces a review date that has passed, since saving counts as a review. */
export const editItemModal = (
  item: LibraryItem,
  { kinds, nextReview, review }: { kinds: readonly ContentKind[]; nextReview: Date; review?: string },
): ModalView => ({
  type: 'modal',
  callback_id: EDIT_ITEM,
  private_metadata: writeRef({ itemId: item.id, version: item.version, review }),
  title: plain('Update item'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: itemFields({ ...item, reviewAt: nextReview }, kinds),
});

export const readEditRef = (view: ViewOutput): EditRef => readRef(view, editRef);

/**
 * The fields of an item, in every form that adds, delivers or changes one; at most ten blocks. Fields that only a
 * person can fill come first.
 */
export function itemFields(start: ItemStart, kinds: readonly ContentKind[]): InputBlock[] {
  const tags = (start.tags ?? []).map((tag) => typedOption(tag, tag));
  return [
    input(
      'title',
      'Title',
      textField(TITLE_LENGTH, start.title, { placeholder: 'The words that sales would search for' }),
    ),
    optional(
      input(
        'link',
        'Link',
        { type: 'url_text_input', placeholder: plain('https://…'), ...(start.link && { initial_value: start.link }) },
        start.file || start.link ? 'A new link or file replaces the current one.' : 'Add a link here or a file below.',
      ),
    ),
    optional(input('file', 'File', { type: 'file_input', max_files: 1 })),
    input('kind', 'Kind', selectField(kindOptions(kinds, start.kind), start.kind)),
    optional(input('stage', 'Buyer’s stage', selectField(options(stageWords), start.stage))),
    optional(
      input(
        ITEM_TAGS,
        'Tags',
        {
          type: 'multi_external_select',
          min_query_length: 0,
          max_selected_items: MOST_TAGS,
          placeholder: plain('CFO, healthcare, security…'),
          ...(tags.length > 0 && { initial_options: tags }),
        },
        'Persona, industry or topic. People filter by them.',
      ),
    ),
    optional(
      input(
        'summary',
        'Summary',
        textField(SUMMARY_LENGTH, start.summary, {
          multiline: true,
          placeholder: 'What is in it, and when does it help?',
        }),
      ),
    ),
    input('owner', 'Owner', {
      type: 'users_select',
      placeholder: plain('Who keeps it up to date?'),
      ...(start.ownerId && { initial_user: start.ownerId }),
    }),
    optional(
      input(
        'reviewOn',
        'Review date',
        {
          type: 'datepicker',
          ...(start.reviewAt && { initial_date: start.reviewAt.toISOString().slice(0, 10) }),
        },
        'Then the owner is asked to review it, and sales sees a warning. Leave empty for the usual time of its kind.',
      ),
    ),
  ];
}

/** An item keeps a kind that is no longer in the list. */
function kindOptions(kinds: readonly ContentKind[], current: string | undefined) {
  const choices = kinds.slice(0, 100).map(({ key, label }) => typedOption(key, label));
  const isKnown = current === undefined || kinds.some(({ key }) => key === current);
  return isKnown ? choices : [...choices.slice(0, 99), option(current, current.replaceAll('_', ' '))];
}

const upload = z.object({
  id: z.string().regex(/^F[A-Z0-9]{1,30}$/),
  name: z.string().min(1).max(1000).catch('file'),
  mimetype: z.string().max(200).catch(''),
  size: z.number().int().nonnegative().catch(0),
});

const isoDate = z.iso.date('Choose a date.').transform((date) => new Date(`${date}T00:00:00Z`));

const fields = z.object({
  title: typed(TITLE_LENGTH, 'Enter a title.'),
  kind: z.string({ error: 'Choose a kind.' }).max(30, 'Choose a kind.'),
  stage: oneOf(stages)
    .optional()
    .transform((stage) => stage ?? null),
  [ITEM_TAGS]: z
    .array(typed(TAG_LENGTH), 'Choose tags, or leave this empty.')
    .max(MOST_TAGS, `At most ${MOST_TAGS} tags.`)
    .optional()
    .transform((tags) => tags ?? []),
  summary: optionalTyped(SUMMARY_LENGTH),
  link: webLink.optional().transform((link) => link ?? null),
  owner: z.string({ error: 'Choose an owner.' }),
  reviewOn: isoDate.optional().transform((date) => date ?? null),
});

export interface ItemForm {
  title: string;
  kind: string;
  stage: LibraryItem['stage'];
  tags: string[];
  summary: string | null;
  ownerId: string;
  /** Null: the usual time of its kind. */
  reviewAt: Date | null;
  /** Null if the existing content stays. */
  content: Content | null;
}

/**
 * Reads the fields of `itemFields`. An upload is still with Slack, and is fetched later.
 * @param before the existing content, which may stay.
 */
export function readItem(
  view: Pick<ViewOutput, 'state'>,
  { before, now }: { before?: Pick<LibraryItem, 'link' | 'file'>; now: Date },
): FormResult<ItemForm> {
  const form = readForm(view, fields);
  const [file] = z.array(upload).catch([]).parse(heldFiles(view, 'file'));
  const errors: Record<string, string> = form.ok ? {} : { ...form.errors };
  const typedLink = heldValue(view.state.values.link?.link);
  if (typedLink === undefined && !file && !before) errors.link = 'Add a link here or a file below.';
  // A new file replaces the link that the form was opened with.
  const link = form.ok && form.value.link !== before?.link ? form.value.link : null;
  if (link !== null && file) errors.link = 'Add a link or a file, not both.';
  if (form.ok && form.value.reviewOn && form.value.reviewOn <= now) {
    errors.reviewOn = 'Choose a date in the future.';
  }
  if (!form.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  const { owner, reviewOn, link: _, ...rest } = form.value;
  const content: Content | null =
    link !== null
      ? { link }
      : file
        ? { file: { sha256: null, slackId: file.id, name: file.name, mimetype: file.mimetype, bytes: file.size } }
        : null;
  return { ok: true, value: { ...rest, ownerId: owner, reviewAt: reviewOn, content } };
}

/** Options of the typeahead: tags in use, and the typed text as a new one. */
export function tagOptions(known: string[], typedText: string) {
  const text = optionalTyped(TAG_LENGTH).safeParse(cut(typedText.trim(), TAG_LENGTH)).data ?? '';
  const isNew = tagKey(text) !== '' && !known.some((tag) => tagKey(tag) === tagKey(text));
  return [
    ...(isNew ? [typedOption(text, `New: ${text}`)] : []),
    ...known.slice(0, 99).map((tag) => typedOption(tag, tag)),
  ];
}

import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import { parseQuestions, ratingQuestion, writeQuestions } from '../../src/feedback/questions.ts';
import type { Subject } from '../../src/feedback/subjects.ts';
import { type TemplateId, templateIds, templates } from '../../src/feedback/templates.ts';
import {
  LONGEST_ABOUT,
  LONGEST_QUESTION,
  type Question,
  ratings,
  type SubjectKind,
  subjectKinds,
} from '../../src/feedback/types.ts';
import { heldValue, oneOf, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  actions,
  bold,
  button,
  context,
  divider,
  input,
  mrkdwn,
  option,
  optional,
  options,
  plain,
  rich,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';

/** The choice of a template, and the form that it fills. */
export const FEEDBACK_START = 'feedback_start';
export const FEEDBACK_FORM = 'feedback_form';
export const FEEDBACK_TEMPLATE = /^feedback_template:\w+$/;
/** The typeahead of leads, items, campaigns and sources asks for options by this id. */
export const FEEDBACK_SUBJECT = 'feedback_subject';
export const FEEDBACK_MINE = 'feedback_mine';

const aboutInput = (about: string | null, example: string) =>
  optional(input('about', 'What is it about?', textField(LONGEST_ABOUT, about, { placeholder: example })));

/** The first step: subject and template. Submitted without a template, it leads to the blank form. */
export const feedbackStartModal = ({ about, hasRounds }: { about: string; hasRounds: boolean }): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_START,
  title: plain('Ask for feedback'),
  submit: plain('Write your own'),
  close: plain('Cancel'),
  blocks: [
    aboutInput(about, 'Autumn webinar, the deal with Acme, our Monday meeting…'),
    rich([bold('Choose a template')]),
    ...templateIds.filter((id) => id !== 'blank').map(templateRow),
    ...(hasRounds ? [divider, actions('feedback_own', button(FEEDBACK_MINE, 'My surveys', 'mine'))] : []),
  ],
});

const templateRow = (id: TemplateId): SectionBlock => ({
  type: 'section',
  block_id: `template:${id}`,
  text: mrkdwn(`*${templates[id].name}*\n${templates[id].hint}`),
  accessory: button(`feedback_template:${id}`, 'Use', id, { label: `Use: ${templates[id].name}` }),
});

/** The typed text and the chosen template of the first step; the blank template by default. */
export function readFeedbackStart(view: Pick<ViewOutput, 'state'>, templateId = 'blank') {
  return {
    templateId: z.enum(templateIds).catch('blank').parse(templateId),
    about: optionalTyped(LONGEST_ABOUT).catch(null).parse(heldValue(view.state.values.about?.about)),
  };
}

export interface FeedbackStart {
  templateId: TemplateId;
  about: string | null;
  teams: Team[];
  /** The default closing time. */
  closesAt: Date;
  minimum: number;
}

const MOST_TYPED = 3000;
const ratingWords = { five: '1 to 5', grades: 'A, B, C, F', none: 'No rating' };

/** The second step, filled by the template. */
export function feedbackFormModal({ templateId, about, teams, closesAt, minimum }: FeedbackStart): ModalView {
  const template = templates[templateId];
  const teamChoices = teams.map((team) => typedOption(String(team.id), team.name));
  const names = nameChoices(minimum);
  const blocks: KnownBlock[] = [
    aboutInput(about, template.aboutExample),
    optional(
      input(
        FEEDBACK_SUBJECT,
        'Or link a lead, item or campaign',
        { type: 'external_select', min_query_length: 0, placeholder: plain('Type to search') },
        'A lead, a library item, a campaign or a source. Fill in this or the field above.',
      ),
    ),
    ...(template.hasFile
      ? [
          optional(
            input('file', 'The draft', { type: 'file_input', max_files: 1 }, 'Everyone asked can get it from me.'),
          ),
        ]
      : []),
    optional(input('people', 'Who should answer?', { type: 'multi_users_select', placeholder: plain('People') })),
    ...(teamChoices.length > 0
      ? [optional(input('team', 'Or a whole team', selectField(teamChoices, null, 'A team')))]
      : []),
    optional(
      input(
        'channel',
        'Or everyone in a channel',
        {
          type: 'conversations_select',
          placeholder: plain('A channel'),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
        'Guests and external people are not asked.',
      ),
    ),
    input('names', 'Responses', {
      type: 'radio_buttons',
      options: names,
      initial_option: names[template.isAnonymous ? 1 : 0],
    }),
    input('until', 'Closes', {
      type: 'datetimepicker',
      initial_date_time: Math.floor(closesAt.getTime() / 1000),
    }),
    divider,
    input('rating', 'Rating', selectField(options(ratingWords), template.rating)),
    optional(input('rated', 'Rating question', textField(LONGEST_QUESTION, template.ratingQuestion))),
    optional(
      input(
        'questions',
        'Questions',
        textField(MOST_TYPED, writeQuestions(template.questions), { multiline: true }),
        'One per line, at most five. Put choices in brackets: Run it again? (yes / no)',
      ),
    ),
    context('Each person gets one direct message, and one reminder if they don’t answer.'),
  ];
  return {
    type: 'modal',
    callback_id: FEEDBACK_FORM,
    private_metadata: writeRef({ template: templateId }),
    title: plain('Ask for feedback'),
    submit: plain('Ask'),
    close: plain('Cancel'),
    blocks,
  };
}

const nameChoices = (minimum: number) => [
  { ...option('named', 'Named'), description: plain('People see this and can change their answers') },
  {
    ...option('anonymous', 'Anonymous'),
    description: plain(`Totals and shuffled comments, once ${minimum} have answered`),
  },
];

const subjectRef = z
  .string()
  .regex(/^[a-z]+:./)
  .transform((value) => ({ kind: value.slice(0, value.indexOf(':')), ref: value.slice(value.indexOf(':') + 1) }))
  .pipe(z.object({ kind: z.enum(subjectKinds), ref: z.string().max(150) }));

const fields = z.object({
  about: optionalTyped(LONGEST_ABOUT),
  [FEEDBACK_SUBJECT]: subjectRef.optional().transform((subject) => subject ?? null),
  file: z
    .array(z.string())
    .optional()
    .transform((files) => files?.[0] ?? null),
  people: z
    .array(z.string())
    .optional()
    .transform((people) => people ?? []),
  team: z.coerce
    .number()
    .int()
    .optional()
    .transform((team) => team ?? null),
  channel: z
    .string()
    .optional()
    .transform((channel) => channel ?? null),
  names: oneOf(['named', 'anonymous']),
  until: z.coerce.number({ error: 'Choose a closing time.' }).transform((seconds) => new Date(seconds * 1000)),
  rating: oneOf(ratings),
  rated: optionalTyped(LONGEST_QUESTION),
  questions: optionalTyped(MOST_TYPED),
});

type Read = z.infer<typeof fields>;
export type FeedbackForm = Omit<Read, 'rating' | 'rated' | 'questions' | typeof FEEDBACK_SUBJECT> & {
  subject: Read[typeof FEEDBACK_SUBJECT];
  questions: Question[];
};

/** Reads the second step; the rating is the first of its questions. */
export function readFeedbackForm(
  view: ViewOutput,
): { ok: true; value: FeedbackForm } | { ok: false; errors: Record<string, string> } {
  readRef(view, z.object({ template: z.enum(templateIds) }));
  const form = readForm(view, fields);
  if (!form.ok) return form;
  const { rating, rated, questions: typedQuestions, [FEEDBACK_SUBJECT]: subject, ...rest } = form.value;
  if (rating !== 'none' && rated === null) return { ok: false, errors: { rated: 'Enter the rating question.' } };
  const questions = parseQuestions(typedQuestions ?? '');
  if ('fault' in questions) return { ok: false, errors: { questions: questions.fault } };
  const rate = rating === 'none' || rated === null ? [] : [ratingQuestion(rating, rated)];
  return { ok: true, value: { ...rest, subject, questions: [...rate, ...questions] } };
}

const subjectWords: Record<SubjectKind, string> = {
  lead: 'Leads',
  item: 'Library',
  campaign: 'Campaigns',
  source: 'Sources',
};

/** Options of the typeahead, one group per kind. */
export function subjectOptions(found: Subject[]) {
  const groups = subjectKinds.map((kind) => ({
    label: plain(subjectWords[kind]),
    options: found
      .filter((subject) => subject.kind === kind)
      .map(({ ref, label }) => typedOption(`${kind}:${ref}`, label)),
  }));
  return { option_groups: groups.filter((group) => group.options.length > 0) };
}

/** `/baton plan`: the marketing plan in the words of sales, and one entry with its questions. */
import type { ModalView, SectionBlock } from '@slack/types';
import type { LibraryItem } from '../../src/library/table.ts';
import type { PlanEntry, PlanQuestion } from '../../src/marketing-plan/table.ts';
import { isIn, type Week } from '../../src/marketing-plan/week.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  dotted,
  heading,
  type Line,
  literal,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { type Paging, pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { getItem } from '../library/buttons.ts';
import { leadsButton } from '../scoreboard/behind.ts';
import { daysOf, PLAN_ENTRY, PLAN_LIST, PLAN_PAGE, planActions } from './words.ts';

/** Entries on a page. */
export const PLAN_SIZE = 8;

interface PlanRow {
  entry: PlanEntry;
  questions: number;
}

export interface PlanPage extends Omit<Paging, 'carry'> {
  rows: PlanRow[];
  week: Week;
  mayEdit: boolean;
}

export function planModal({ rows, week, mayEdit, ...at }: PlanPage): ModalView {
  const isFirst = (index: number) => groupOf(rows[index], week) !== groupOf(rows[index - 1], week);
  return {
    type: 'modal',
    callback_id: PLAN_LIST,
    private_metadata: String(at.page),
    title: plain('Marketing plan'),
    close: plain('Close'),
    blocks: [
      ...(rows.length === 0 ? [section(mayEdit ? BEGIN : NOTHING_YET)] : []),
      ...rows.flatMap((row, index) => [
        ...(isFirst(index) ? [heading(groupOf(row, week) ?? '')] : []),
        rich(...entryLines(row.entry), ...(row.questions > 0 ? [[counted(row.questions, 'question')]] : [])),
        rowActions(`plan:${row.entry.id}`, [
          button(planActions.open, 'Open', String(row.entry.id)),
          ...(mayEdit ? [button(planActions.edit, 'Edit…', String(row.entry.id))] : []),
          button(planActions.ask, 'Ask…', String(row.entry.id)),
        ]),
      ]),
      ...pageButtons(PLAN_PAGE, { ...at, carry: '' }),
      ...(mayEdit ? [actions('plan', button(planActions.add, 'Add an entry…', 'new', { style: 'primary' }))] : []),
    ],
  };
}

const BEGIN = 'Nothing is planned yet. Add a campaign: who it is for, when, and what sales does for it.';
const NOTHING_YET = 'Marketing has not planned anything yet.';

const groupOf = (row: PlanRow | undefined, week: Week): string | undefined =>
  row && (isIn(week, row.entry) ? 'This week' : row.entry.startsOn > week.to ? 'Later' : 'Before');

/** The name, days, owner, audience and task of sales. */
export const entryLines = (entry: PlanEntry): Piece[][] => [
  dotted([[bold(entry.title)], daysOf(entry), [person(entry.ownerId)]]),
  [bold('For: '), entry.audience],
  ...(entry.salesTask === null ? [] : [[bold('Sales: '), entry.salesTask]]),
];

export interface ShownEntry {
  entry: PlanEntry;
  /** Content that goes with it, without items that were retired. */
  items: readonly Pick<LibraryItem, 'id' | 'title' | 'link'>[];
  /** Oldest first. */
  questions: PlanQuestion[];
  mayEdit: boolean;
  /** The value that opens the leads of its campaign, and the choice of the scoreboard for it. */
  leads: { asked: string; choice: string } | undefined;
}

const SHOWN_QUESTIONS = 10;

export function entryModal({ entry, items, questions, mayEdit, leads }: ShownEntry): ModalView {
  const id = String(entry.id);
  return {
    type: 'modal',
    callback_id: PLAN_ENTRY,
    title: plain('Planned'),
    close: plain('Close'),
    // The list of leads reads the choice of the scoreboard from here.
    private_metadata: leads?.choice ?? '',
    blocks: [
      rich(...entryLines(entry), ...(entry.campaign === null ? [] : [['Campaign: ', entry.campaign]])),
      ...items.map(itemRow),
      ...actionBlocks(id, { mayEdit, leads }),
      ...(questions.length === 0 ? [] : [heading('Questions')]),
      ...questions.slice(-SHOWN_QUESTIONS).flatMap((question) => questionBlocks(question, mayEdit)),
    ],
  };
}

const itemRow = (item: ShownEntry['items'][number]): SectionBlock => ({
  type: 'section',
  text: literal(`${item.title}`),
  accessory: getItem(item),
});

const actionBlocks = (id: string, { mayEdit, leads }: Pick<ShownEntry, 'mayEdit' | 'leads'>): Blocks => [
  actions(
    'plan_entry',
    button(planActions.ask, 'Ask…', id),
    ...(leads ? [leadsButton('plan', 'Its leads', leads.asked)] : []),
    ...(mayEdit
      ? [
          button(planActions.edit, 'Edit…', id),
          button(planActions.remove, 'Remove', id, {
            confirm: { title: 'Remove this entry?', text: 'Sales no longer sees it.', yes: 'Remove' },
          }),
        ]
      : []),
  ),
];

const questionBlocks = (question: PlanQuestion, mayAnswer: boolean): Blocks => [
  rich(...questionLines(question)),
  ...(mayAnswer && question.answer === null
    ? [actions(`plan_question:${question.id}`, button(planActions.answer, 'Answer…', String(question.id)))]
    : []),
];

export const questionLines = ({ askerId, words, answer, answeredBy }: PlanQuestion): Line[] => [
  [person(askerId), ': ', words],
  ...(answer === null ? [['No answer yet.']] : [{ quote: [person(answeredBy ?? ''), ': ', answer] }]),
];

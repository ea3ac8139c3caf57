/** Words that recur in the marketing plan. */
import type { PlanEntry } from '../../src/marketing-plan/table.ts';
import type { Piece } from '../kit/blocks.ts';
import { calendarDate } from '../kit/words.ts';

export const planActions = {
  /** Opens the plan. */
  show: 'plan_show',
  /** Opens one entry; the value is its id. */
  open: 'plan_open',
  add: 'plan_add',
  edit: 'plan_edit',
  remove: 'plan_remove',
  ask: 'plan_ask',
  answer: 'plan_answer',
} as const;

export const PLAN_PAGE = 'plan_page';
/** The modals from which forms open: they are drawn again below them. */
export const PLAN_LIST = 'plan_list';
export const PLAN_ENTRY = 'plan_entry';
export const planForms = {
  entry: 'plan_entry_form',
  ask: 'plan_ask_form',
  answer: 'plan_answer_form',
  check: 'plan_check_form',
} as const;

/** "12 Nov – 20 Nov", or one day. */
export const daysOf = ({ startsOn, endsOn }: PlanEntry): Piece[] =>
  startsOn === endsOn ? [calendarDate(startsOn)] : [calendarDate(startsOn), ' – ', calendarDate(endsOn)];

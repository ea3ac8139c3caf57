/** The changes of a target: who, when, the old and the new. */
import type { ModalView } from '@slack/types';
import type { Target, TargetChange } from '../../src/targets/table.ts';
import { bold, date, dotted, type Piece, person, plain, rich } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { count } from '../scoreboard/words.ts';
import { amount, periodName } from './words.ts';

export const CHANGES_PAGE = 'target_changes_page';
export const CHANGES_SIZE = 8;

export interface ChangesPage {
  target: Target;
  changes: TargetChange[];
  page: number;
  total: number;
}

export const changesModal = ({ target, changes, page, total }: ChangesPage): ModalView => ({
  type: 'modal',
  title: plain('Changes'),
  close: plain('Close'),
  blocks: [
    rich(['Target of ', bold(periodName(target.period)), ', the latest change first.']),
    ...changes.map((one) => rich(dotted([[person(one.by)], [date(one.at)]]), ...linesOf(one))),
    ...pageButtons(CHANGES_PAGE, { page, size: CHANGES_SIZE, total, carry: String(target.id) }),
  ],
});

type Values = TargetChange['after'];

const NOTHING = '–';

/** Each figure in the words of its own time: the currency may be another one now. */
const figures: [title: string, words: (values: Values) => string | undefined][] = [
  ['Revenue, top-down', ({ topCents, currency }) => money(topCents, currency)],
  ['Leads handed off', ({ topHandedOff }) => number(topHandedOff)],
  ['Leads qualified', ({ topQualified }) => number(topQualified)],
  ['Revenue, bottom-up', ({ bottomCents, currency }) => money(bottomCents, currency)],
  [
    'Customer groups',
    ({ groups, currency = '' }) =>
      groups && (groups.map(({ name, cents }) => `${name} ${amount(cents, currency)}`).join(', ') || NOTHING),
  ],
  ['Left open', ({ openReason }) => (openReason === undefined ? undefined : (openReason ?? NOTHING))],
];

/** Undefined where it did not change. */
const money = (cents: number | null | undefined, currency = ''): string | undefined =>
  cents === undefined ? undefined : cents === null ? NOTHING : amount(cents, currency);
const number = (leads: number | null | undefined): string | undefined =>
  leads === undefined ? undefined : leads === null ? NOTHING : count(leads);

function linesOf({ before, after }: TargetChange): Piece[][] {
  const changed = figures.flatMap(([title, words]): Piece[][] => {
    const [was, is] = [words(before), words(after)];
    return was === undefined || is === undefined ? [] : [[`${title}: ${was} → `, bold(is)]];
  });
  const currency =
    before.currency === after.currency ? [] : [[`Currency: ${before.currency} → `, bold(after.currency ?? '')]];
  return [
    ...currency,
    ...changed,
    ...approvalLines('marketing', before, after),
    ...approvalLines('sales', before, after),
  ];
}

function approvalLines(side: 'marketing' | 'sales', before: Values, after: Values): Piece[][] {
  const name = `${side}ApprovedBy` as const;
  if (after[name]) return [[`Approved for ${side}`]];
  return before[name] ? [[`Approval of ${side} undone: `, person(before[name])]] : [];
}

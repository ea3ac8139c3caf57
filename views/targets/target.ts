/** The target of a team for a period: the figures of both sides, their gap, and the approvals. */
import type { KnownBlock, ModalView } from '@slack/types';
import { approvalOf, gapOf, type Step, stepOf } from '../../src/targets/gap.ts';
import type { TargetPage } from '../../src/targets/page.ts';
import type { Target } from '../../src/targets/table.ts';
import { type TargetSide, targetSides } from '../../src/targets/types.ts';
import { ratesUsed } from '../currency/words.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  dotted,
  emoji,
  heading,
  option,
  type Piece,
  person,
  plain,
  rich,
  section,
  selectField,
  typedOption,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { daySpan } from '../scoreboard/words.ts';
import { apartLines, timeWords } from './progress.ts';
import { amount, periodName, progressLine, sideName, topDownWords } from './words.ts';

export const TARGET_TEAM = 'target_team';
export const TARGET_PERIOD = 'target_period';
export const TOP_DOWN = 'target_top_down';
export const BOTTOM_UP = 'target_bottom_up';
export const APPROVE = { marketing: 'target_approve_marketing', sales: 'target_approve_sales' } as const;
export const TARGET_CHANGES = 'target_changes';

/** Names a target in a button's value. */
export const targetCarry = (teamId: number, period: string): string => `${teamId} ${period}`;

/** It comes from the client: anything else names no team. */
export function readTargetCarry(carry: string): { teamId: number | undefined; period: string } {
  const [, teamId, period = ''] = /^(\d{1,12}) ([\dQ-]{0,8})$/.exec(carry) ?? [];
  return { teamId: teamId === undefined ? undefined : Number(teamId), period };
}

export interface Shown {
  page: TargetPage;
  /** The sides for which the reader enters and approves. */
  sides: readonly TargetSide[];
}

export function targetModal({ page, sides }: Shown): ModalView {
  const { team, period, target, progress } = page;
  return {
    type: 'modal',
    private_metadata: targetCarry(team.id, period.key),
    title: plain('Targets'),
    close: plain('Close'),
    blocks: onePrimary([
      choices(page),
      rich(dotted([[bold(periodName(period.key))], [team.name], [daySpan(period.first, period.last)]])),
      ...(target && progress
        ? [
            rich(...progress.figures.map(progressLine), ...apartLines(progress)),
            context(
              [timeWords([progress]), 'Figures are those of the scoreboard.', ratesUsed([progress.together])]
                .join(' ')
                .trim(),
            ),
            heading('Plan'),
            rich(...planLines(target)),
            rich(...targetSides.map((side) => approvalLine(target, side))),
          ]
        : [section(nothing(page, sides))]),
      ...buttons(page, sides),
    ]),
  };
}

function choices({ team, teams, period, periods }: TargetPage): KnownBlock {
  const names = teams.map(({ id, name, retiredAt }) =>
    typedOption(targetCarry(id, period.key), retiredAt === null ? name : `${name} (retired)`),
  );
  const times = periods.map(({ key }) => option(targetCarry(team.id, key), periodName(key)));
  const chosen = targetCarry(team.id, period.key);
  return actions(
    'target_choice',
    ...(teams.length > 1 ? [{ ...selectField(names, chosen), action_id: TARGET_TEAM }] : []),
    { ...selectField(times, chosen), action_id: TARGET_PERIOD },
  );
}

function nothing({ period, isOpen }: TargetPage, sides: readonly TargetSide[]): string {
  const name = periodName(period.key);
  if (!isOpen) return `There was no target for ${name}.`;
  if (sides.includes('marketing')) return `No target for ${name} yet: begin with what the company needs.`;
  if (sides.includes('sales')) return `No target for ${name} yet: begin with what sales can close.`;
  return `No target for ${name} yet. The managers of marketing and sales enter it.`;
}

function planLines(target: Target): Piece[][] {
  const { currency, bottomCents, groups, openReason } = target;
  const gap = gapOf(target);
  return [
    [bold('Top-down, by marketing: '), topDownWords(target) ?? 'not entered yet'],
    [bold('Bottom-up, by sales: '), bottomCents === null ? 'not entered yet' : amount(bottomCents, currency)],
    ...(gap
      ? [[bold('Gap: '), gap.cents > 0 ? amount(gap.cents, currency) : aboveWords(-gap.cents, currency)] as Piece[]]
      : []),
    ...groups.map(({ name, cents }): Piece[] => ['•  ', name, `: ${amount(cents, currency)}`]),
    ...(gap && gap.cents > 0 ? restLines(gap, openReason, currency) : []),
  ];
}

const aboveWords = (cents: number, currency: string): string =>
  cents === 0 ? 'none' : `none, sales plans ${amount(cents, currency)} more`;

function restLines(gap: { left: number }, reason: string | null, currency: string): Piece[][] {
  if (gap.left === 0) return [[emoji('white_check_mark'), ' The gap is covered.']];
  const left = amount(gap.left, currency);
  if (reason === null) return [[emoji('hourglass'), ` ${left} to allocate to customer groups.`]];
  return [[`${left} left open: `, reason]];
}

function approvalLine(target: Target, side: TargetSide): Piece[] {
  const approval = approvalOf(target, side);
  if (approval) {
    const by: Piece[] = [person(approval.by), ', ', date(approval.at, '{date_pretty}')];
    return [emoji('white_check_mark'), ` ${sideName[side]}: approved by `, ...by];
  }
  return [emoji('white_circle'), ` ${sideName[side]}: ${stepWords(stepOf(target, side))}`];
}

const stepWords = (step: Step | undefined): string =>
  step
    ? { enter: 'enters its figure next', allocate: 'allocates the gap next', approve: 'approves next' }[step]
    : 'approves later';

function buttons({ team, period, target, isOpen }: TargetPage, sides: readonly TargetSide[]): Blocks {
  const carry = targetCarry(team.id, period.key);
  const open = isOpen ? sides : [];
  const isNext = (side: TargetSide, ...steps: Step[]) => {
    const step = target && stepOf(target, side);
    return !target || (step !== undefined && steps.includes(step)) ? ({ style: 'primary' } as const) : {};
  };
  const approve = open
    .filter((side) => target && stepOf(target, side) === 'approve')
    .map((side) =>
      button(APPROVE[side], `Approve for ${side}`, `${target?.id} ${target?.version}`, { style: 'primary' }),
    );
  const all = [
    ...approve,
    ...(open.includes('marketing')
      ? [button(TOP_DOWN, 'Marketing’s figures…', carry, isNext('marketing', 'enter'))]
      : []),
    ...(open.includes('sales')
      ? [button(BOTTOM_UP, salesButton(target), carry, isNext('sales', 'enter', 'allocate'))]
      : []),
    ...(target ? [button(TARGET_CHANGES, 'Changes', String(target.id))] : []),
  ];
  return all.length === 0 ? [] : [actions('target_acts', ...all)];
}

const salesButton = (target: Target | undefined): string =>
  target && stepOf(target, 'sales') === 'allocate' ? 'Allocate the gap…' : 'Sales’ figure…';

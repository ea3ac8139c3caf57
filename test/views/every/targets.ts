import { paceOf } from '../../../src/targets/pace.ts';
import { requirePeriod } from '../../../src/targets/periods.ts';
import type { FigureProgress, Progress, TargetProgress } from '../../../src/targets/standing.ts';
import { sumsOf } from '../../../src/targets/sums.ts';
import type { Target } from '../../../src/targets/table.ts';
import type { WaitingTarget } from '../../../src/targets/waiting.ts';
import { rich } from '../../../views/kit/blocks.ts';
import { CHANGES_SIZE, changesModal } from '../../../views/targets/changes.ts';
import { bottomUpModal, topDownModal } from '../../../views/targets/forms.ts';
import { progressLines, shortLine, targetBlocks } from '../../../views/targets/progress.ts';
import { targetModal } from '../../../views/targets/target.ts';
import { targetsWait } from '../../../views/targets/waiting.ts';
import type { Builders, Given } from './given.ts';

const MUCH = 50;
const GROUPS = 20;

function targetOf(given: Given, more: Partial<Target> = {}): Target {
  const isNothing = given.amount === 'nothing';
  const cents = given.amount === 'a thousand' ? 1e14 : 12_345_678;
  return {
    ...{ id: 1, teamId: 1, period: '2026-Q4', currency: 'EUR', version: 7, changedAt: given.now },
    ...{ topCents: isNothing ? null : cents, topHandedOff: isNothing ? null : 1_000_000, topQualified: null },
    bottomCents: isNothing ? null : 1,
    groups: Array.from({ length: isNothing ? 0 : GROUPS }, (_, at) => ({ name: `${at} ${given.name(72)}`, cents: 1 })),
    ...{ openReason: given.words(500), marketingApprovedBy: null, marketingApprovedAt: null },
    ...{ salesApprovedBy: isNothing ? null : 'U0000000001', salesApprovedAt: isNothing ? null : given.now },
    ...more,
  };
}

const figures: Pick<FigureProgress, 'figure' | 'currency'>[] = [
  { figure: 'revenue', currency: 'EUR' },
  { figure: 'handed_off', currency: null },
  { figure: 'qualified', currency: null },
];

function progressOf(given: Given, target: Target): TargetProgress {
  const standing = { target: 1e14, done: given.total, expected: 500 };
  const pace = paceOf(standing, { isOver: false, hasBegun: true });
  return {
    target,
    team: given.team({ name: given.name(75) }),
    period: requirePeriod(target.period, 'Europe/Berlin'),
    ...{ timeShare: given.total / 2_000, isOver: false },
    figures: figures.map((one) => ({ ...one, ...standing, pace })),
    together: given.amount === 'the usual' ? { currency: 'EUR', cents: 1e14, by: [] } : undefined,
    apart: ['USD', 'GBP', null].map((currency) => ({ currency, cents: given.total, leads: given.total })),
  };
}

const amounts = { nothing: 0, 'the usual': 2, 'a thousand': MUCH };

export function progressFor(given: Given, most = amounts[given.amount]): Progress {
  const targets = Array.from({ length: most }, (_, at) =>
    progressOf(given, targetOf(given, { period: at % 2 === 0 ? '2026-Q4' : '2026-11' })),
  );
  return { targets, sums: sumsOf(targets) };
}

/** More than fit. */
export const waitingFor = (given: Given): WaitingTarget[] =>
  given.teams(MUCH, { name: given.name(75) }).map((team, at) => ({
    ...{ team, period: '2026-Q4', side: at % 2 === 0 ? 'sales' : 'marketing', since: given.now },
    step: (['enter', 'allocate', 'approve'] as const)[at % 3] ?? 'enter',
  }));

function pageOf(given: Given, target: Target | undefined) {
  const keys = Array.from({ length: MUCH }, (_, at) => `${2077 - at}-Q4`);
  return {
    ...{ team: given.team({ name: given.name(75) }), teams: given.teams(MUCH) },
    period: requirePeriod('2026-Q4', 'Europe/Berlin'),
    periods: [...keys, '2026-Q4'].slice(-MUCH).map((key) => requirePeriod(key, 'Europe/Berlin')),
    ...{ target, progress: target && progressOf(given, target), isOpen: true },
  };
}

const targetsOf = (given: Given): (Target | undefined)[] => [
  ...[undefined, targetOf(given), targetOf(given, { openReason: null })],
  ...(given.amount === 'nothing' ? [] : [targetOf(given, { bottomCents: 1e14 + 1, salesApprovedBy: null })]),
];

export const targetViews: Record<string, Builders> = {
  'targets/target.ts': {
    targetModal: (given) =>
      targetsOf(given).flatMap((target) =>
        [['marketing', 'sales'] as const, [] as const].map((sides) =>
          targetModal({ page: pageOf(given, target), sides }),
        ),
      ),
  },
  'targets/forms.ts': {
    topDownModal: (given) => targetsOf(given).map((target) => topDownModal(pageOf(given, target), 'EUR')),
    bottomUpModal: (given) => targetsOf(given).map((target) => bottomUpModal(pageOf(given, target), 'EUR')),
  },
  'targets/changes.ts': {
    changesModal: (given) => {
      const target = targetOf(given);
      const change = { id: 1, targetId: 1, before: targetOf(given, { currency: 'USD' }), after: target, at: given.now };
      const changes = Array.from({ length: Math.min(given.total, CHANGES_SIZE) }, () => ({
        ...change,
        by: 'U0000000001',
      }));
      return [changesModal({ target, changes, page: 1, total: given.total })];
    },
  },
  'targets/progress.ts': {
    targetBlocks: (given) => [targetBlocks(progressFor(given))],
    shortLine: (given) => progressFor(given).sums.map((one) => [rich(shortLine(one))]),
    progressLines: (given) => progressFor(given).targets.map((one) => [rich(...progressLines(one))]),
  },
  'targets/waiting.ts': { targetsWait: (given) => [targetsWait(waitingFor(given))] },
};

import type { OpenGroup } from '../../../src/mindset/facilitate.ts';
import { type Counted, matchOf } from '../../../src/mindset/match.ts';
import type { Published } from '../../../src/mindset/queries.ts';
import type { Agreement } from '../../../src/mindset/table.ts';
import { mindsetAnswered, mindsetForm } from '../../../views/mindset/answer.ts';
import { groupModal, mergeModal } from '../../../views/mindset/group.ts';
import { facilitatorMessage, GROUPING_SIZE, groupingModal, publishedModal } from '../../../views/mindset/grouping.ts';
import { nextMessage, nextOver, threeModal } from '../../../views/mindset/next.ts';
import { mindsetModal } from '../../../views/mindset/overview.ts';
import {
  ADVANTAGES_SIZE,
  advantagesModal,
  noResultMessage,
  resultMessage,
  threeMessage,
} from '../../../views/mindset/result.ts';
import type { Builders, Given } from './given.ts';

const many = <T>(given: Given, most: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.min(1 + given.total, most) }, (_, index) => make(index));

const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const group = (given: Given, id: number): OpenGroup => {
  const answers = many(given, 150, (index) => ({ words: given.name(80), ids: [uuid(index), uuid(index + 500)] }));
  return { id, name: given.name(80), answers, size: answers.length * 2 };
};

const counted = (given: Given, index: number, isApart: boolean): Counted => ({
  ...{ name: given.name(80), all: 40 - (index % 40) },
  ...(isApart ? { sales: 20, marketing: 20 - (index % 20) } : { sales: null, marketing: null }),
});

export const check = (given: Given, isApart: boolean, cycleId = 1): Published => ({
  ...{ cycleId, at: given.now, answered: 24 },
  groups: many(given, 200, (index) => counted(given, index, isApart)),
});

const agreement = (given: Given, more: Partial<Agreement> = {}): Agreement => ({
  ...{ cycleId: 1, advantages: many(given, 3, () => given.name(80)), version: 1, salesBy: null, marketingBy: null },
  ...{ agreedAt: null, publishedBy: null, publishedAt: null, ...more },
});

const by = 'U0123ABCD';

export const mindsetViews: Record<string, Builders> = {
  'mindset/answer.ts': {
    mindsetForm: () => [mindsetForm({ cycleId: 1, minimum: 5 })],
    mindsetAnswered: () => [mindsetAnswered],
  },
  'mindset/grouping.ts': {
    groupingModal: (given) => [
      groupingModal({
        ...{ cycleId: 1, rows: many(given, GROUPING_SIZE, (id) => group(given, id)), answers: 70, people: 24 },
        ...{ page: 0, total: 1 + given.total },
      }),
    ],
    publishedModal: () => [publishedModal],
    facilitatorMessage: () =>
      (['waits', 'published', 'over'] as const).map((state) =>
        facilitatorMessage(1, { answers: 70, groups: 18, state }),
      ),
  },
  'mindset/group.ts': {
    groupModal: (given) => [
      groupModal({
        cycleId: 1,
        page: 0,
        group: group(given, 1),
        others: many(given, 300, (id) => group(given, id + 2)),
      }),
    ],
    mergeModal: (given) => [
      mergeModal({ cycleId: 1, page: 0, groups: many(given, 300, (id) => group(given, id + 1)) }),
    ],
  },
  'mindset/result.ts': {
    resultMessage: (given) =>
      [true, false].map((isApart) => resultMessage({ check: check(given, isApart), before: check(given, isApart, 2) })),
    noResultMessage: () => [noResultMessage('too_few', 5), noResultMessage('lost', 5)],
    advantagesModal: (given) => {
      const shown = check(given, true);
      return [
        advantagesModal(shown, { rows: shown.groups.slice(0, ADVANTAGES_SIZE), page: 0, total: shown.groups.length }),
      ];
    },
    threeMessage: (given) => [threeMessage(agreement(given).advantages)],
  },
  'mindset/next.ts': {
    nextMessage: (given) => {
      const match = matchOf(check(given, true).groups);
      const states = [
        agreement(given),
        agreement(given, { salesBy: by, marketingBy: by, agreedAt: given.now }),
        agreement(given, {
          salesBy: by,
          marketingBy: by,
          agreedAt: given.now,
          publishedBy: by,
          publishedAt: given.now,
        }),
      ];
      return match
        ? states.flatMap((one) => [
            nextMessage({
              match: { ...match, isShared: false },
              agreement: one,
              nextAt: given.now,
              isAskedAgain: true,
            }),
            nextMessage({
              match: { ...match, isShared: false },
              agreement: one,
              nextAt: undefined,
              isAskedAgain: false,
            }),
            nextMessage({
              match: { ...match, isShared: true },
              agreement: one,
              nextAt: given.now,
              isAskedAgain: false,
            }),
          ])
        : [];
    },
    nextOver: (given) => [nextOver(agreement(given).advantages)],
    threeModal: (given) => [threeModal(agreement(given))],
  },
  'mindset/overview.ts': {
    mindsetModal: (given) => [
      mindsetModal({ checks: [], three: undefined, running: undefined, nextAt: undefined }),
      ...[given.now, null].map((closesAt) =>
        mindsetModal({
          ...{ checks: many(given, 12, (id) => check(given, true, id + 1)), three: agreement(given).advantages },
          ...{ running: { cycleId: 1, closesAt, mayAnswer: true, mayGroup: true }, nextAt: given.now },
        }),
      ),
    ],
  },
};

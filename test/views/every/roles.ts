import type { RoleAnswer, RoleLine, RoleQuestion } from '../../../src/roles/table.ts';
import { LONGEST_LINE, LONGEST_NOTE, LONGEST_QUESTION, MOST_LINES, roleOwners } from '../../../src/roles/types.ts';
import type { WaitingRoles } from '../../../src/roles/waiting.ts';
import { answerForm, askForm, lineForm } from '../../../views/roles/forms.ts';
import { rolesModal } from '../../../views/roles/page.ts';
import { answerMessage, questionCopy } from '../../../views/roles/question.ts';
import { rolesWait } from '../../../views/roles/waiting.ts';
import type { Builders, Given } from './given.ts';

const [MANAGER, OTHER, EXECUTIVE] = ['U0000000001', 'U0000000002', 'U0000000003'];

const linesIn = (given: Given, state: RoleLine['state']): RoleLine[] =>
  Array.from({ length: Math.min(given.total, MOST_LINES) }, (_, id) => ({
    ...{ id, what: given.name(LONGEST_LINE), owner: roleOwners[id % 3] ?? 'both', state, side: 'sales', position: id },
    ...{ personId: id % 2 ? MANAGER : null, citedIn: 'handoff', replacesId: null, isRemoval: id % 4 === 0 },
    ...{ proposedBy: MANAGER, proposedAt: given.now, decidedBy: OTHER, decidedAt: given.now },
  }));

const questionIn = (given: Given, more: Partial<RoleQuestion> = {}): RoleQuestion => ({
  ...{ id: 1, words: given.name(LONGEST_QUESTION), askerId: 'U0000000009', salesTeamId: 7, marketingTeamId: 8 },
  ...{ askedAt: given.now, escalatesAt: given.now, escalatedAt: null, told: [MANAGER, OTHER] },
  ...{ settledBy: null, settledAt: null, keptAs: null, keptBy: null },
  ...more,
});

const answersIn = (given: Given, by: string): RoleAnswer[] =>
  Array.from({ length: Math.min(given.total, 9) }, (_, id) => ({
    ...{ id, questionId: 1, what: given.name(LONGEST_LINE), owner: 'marketing', personId: OTHER },
    ...{ note: given.words(LONGEST_NOTE), by, at: given.now },
  }));

export const waitingRoles = (given: Given): WaitingRoles => ({
  proposals: linesIn(given, 'proposed'),
  questions: [questionIn(given)],
  orphans: linesIn(given, 'agreed'),
});

const copies = (given: Given) => {
  const settled = { settledBy: OTHER, settledAt: given.now };
  const questions = [
    questionIn(given),
    questionIn(given, { escalatedAt: given.now }),
    questionIn(given, settled),
    questionIn(given, { ...settled, keptAs: 'role', keptBy: OTHER }),
  ];
  return questions.flatMap((question) =>
    [MANAGER, EXECUTIVE].flatMap((readerId) =>
      [MANAGER, OTHER].map((by) => ({
        ...{ question, readerId, answers: answersIn(given, by) },
        ...{ answererIds: [MANAGER, OTHER, EXECUTIVE], executiveId: EXECUTIVE },
      })),
    ),
  );
};

export const roleViews: Record<string, Builders> = {
  'roles/page.ts': {
    rolesModal: (given) =>
      [true, false].map((mayPropose) =>
        rolesModal({
          readerId: MANAGER,
          lines: linesIn(given, 'agreed'),
          proposals: linesIn(given, 'proposed').map((line) => ({
            ...{ line, before: mayPropose ? line : undefined, decides: mayPropose, isOwn: true },
          })),
          questions: Array.from({ length: Math.min(given.total, 5) }, (_, id) => ({
            ...{ question: questionIn(given, { id }), answers: answersIn(given, OTHER), isForReader: mayPropose },
          })),
          ...{ moreQuestions: given.total, orphanIds: [1, 2], mayPropose, mayAsk: true },
          record: linesIn(given, 'replaced').slice(0, 8),
        }),
      ),
  },
  'roles/question.ts': {
    questionCopy: (given) => copies(given).map(questionCopy),
    answerMessage: (given) =>
      answersIn(given, MANAGER).map((answer) => answerMessage(questionIn(given, { settledBy: OTHER }), answer)),
  },
  'roles/forms.ts': {
    lineForm: (given) => [lineForm(undefined), ...linesIn(given, 'agreed').map(lineForm)],
    askForm: (given) => [
      askForm({ words: given.words(2000) ?? '', sales: given.teams(150), marketing: given.teams(150), ownIds: [9] }),
    ],
    answerForm: (given) =>
      [true, false].map((isOther) => answerForm(questionIn(given), answersIn(given, OTHER)[0], isOther)),
  },
  'roles/waiting.ts': {
    rolesWait: (given) => (given.total === 0 ? [] : [rolesWait(waitingRoles(given))]),
  },
};

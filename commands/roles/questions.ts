import { UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { agreeToAnswer, answerQuestion } from '../../src/roles/answer.ts';
import { askWhoDoesThis } from '../../src/roles/ask.ts';
import { keepAnswer } from '../../src/roles/keep.ts';
import { answersOf, requireQuestion } from '../../src/roles/queries.ts';
import { colleagueFault, teamsOf } from '../../src/teams/membership.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { saidModal } from '../../views/kit/notice.ts';
import { answerForm, askForm, readAnswer, readAsk } from '../../views/roles/forms.ts';
import { roleActions, roleForms, WHO_DOES_THIS } from '../../views/roles/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { rolesPage } from './roles.ts';

const ASKED = ':raising_hand: Both managers have it. You get their answer in a message.';

/** *Who does this?*: a question to both managers, and their answer. src/roles/answerers.ts says who they are. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.command('/baton roles …', {
    allow: 'role.ask',
    run: async ({ text, person }) => ({ open: await askFor(deps, person, text) }),
  });
  router.press(roleActions.ask, {
    allow: 'role.ask',
    run: async ({ person }) => ({ open: await askFor(deps, person, '') }),
  });
  router.messageShortcut(WHO_DOES_THIS, {
    allow: 'role.ask',
    run: async ({ message, person }) => ({ open: await askFor(deps, person, textOfMessage(message).trim()) }),
  });
  router.submit(roleForms.ask, {
    allow: 'role.ask',
    read: readAsk,
    change: (tx, { value: { words, sales: salesTeamId, marketing: marketingTeamId }, person }, now) =>
      void askWhoDoesThis(tx, { words, salesTeamId, marketingTeamId, askerId: person.id }, now),
    run: () => ({ update: saidModal({ text: ASKED }) }),
  });

  for (const [action, isOtherView] of [
    [roleActions.answer, false],
    [roleActions.differ, true],
  ] as const) {
    router.press(action, {
      allow: 'role.answer',
      run: ({ value }) => {
        const question = requireQuestion(db, idIn(value));
        if (question.settledAt) throw new UserError('This question is settled already.');
        return { open: answerForm(question, answersOf(db, question.id).at(-1), isOtherView) };
      },
    });
  }
  router.submit(roleForms.answer, {
    allow: 'role.answer',
    read: readAnswer,
    check: async ({ value: { person } }) =>
      person === null ? undefined : fieldFault('person', await colleagueFault(deps.directory, person, 'be named')),
    change: (tx, { ref: { questionId }, value: { person: personId, ...answer }, person }, now) =>
      answerQuestion(tx, { questionId, by: person.id, answer: { ...answer, personId } }, now),
    run: ({ person }) => ({ previous: () => rolesPage(deps, person) }),
  });

  router.press(roleActions.agree, {
    allow: 'role.answer',
    change: (tx, { value, person }, now) => {
      const [questionId, answerId] = value.split(' ').map(idIn);
      agreeToAnswer(tx, { questionId: questionId ?? 0, answerId: answerId ?? 0, by: person.id }, now);
    },
    run: async ({ person, modal }) => (modal ? { update: await rolesPage(deps, person) } : undefined),
  });
  for (const [action, as] of [
    [roleActions.keepAsRole, 'role'],
    [roleActions.keepAsClause, 'definition'],
  ] as const) {
    router.press(action, {
      allow: 'role.answer',
      change: (tx, { value, person }, now) => keepAnswer(tx, { questionId: idIn(value), by: person.id, as }, now),
    });
  }
}

async function askFor(deps: Deps, person: Person, words: string) {
  const own = await teamsOf(deps, person.id);
  return askForm({
    words,
    sales: teamsOfKind(deps.db, 'sales'),
    marketing: teamsOfKind(deps.db, 'marketing'),
    ownIds: own.map(({ id }) => id),
  });
}

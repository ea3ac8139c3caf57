import { sliceOf } from '../../src/platform/paging.ts';
import { idIn, readPage } from '../../src/platform/slack/private-metadata.ts';
import { answerPrivately, answerPublicly, hideQuestion, supportQuestion } from '../../src/questions/answer.ts';
import {
  questionsForManagers,
  repliesOf,
  requireQuestion,
  supportsOf,
  unansweredQuestions,
} from '../../src/questions/queries.ts';
import { allTeams } from '../../src/teams/queries.ts';
import {
  PRIVATE_ANSWER,
  PUBLIC_ANSWER,
  privateAnswerModal,
  publicAnswerModal,
  readPrivateAnswer,
  readPublicAnswer,
} from '../../views/questions/answers.ts';
import {
  QUESTION_LIST,
  QUESTION_LIST_PAGE,
  QUESTION_LIST_SIZE,
  questionsModal,
} from '../../views/questions/managers.ts';
import { questionActions } from '../../views/questions/thread.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** Managers answer anonymous questions; others support them. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'question.answer';
  router.press(QUESTION_LIST, { allow, run: () => ({ open: listPage(deps, 0) }) });
  router.page(QUESTION_LIST_PAGE, { allow, run: ({ page }) => listPage(deps, page) });

  router.press(questionActions.answerPrivately, {
    allow,
    run: ({ value }) => ({ open: privateAnswerModal(conversation(deps, value)) }),
  });

  router.press(questionActions.answerPublicly, {
    allow,
    run: ({ value, person: { id } }) => {
      const teams = allTeams(deps.db);
      const own = teams.find(({ managerId }) => managerId === id)?.id ?? null;
      return { open: publicAnswerModal(conversation(deps, value), teams, own) };
    },
  });

  router.submit(PRIVATE_ANSWER, {
    allow,
    read: readPrivateAnswer,
    change: (tx, { ref: { questionId }, value: { words } }, now) => answerPrivately(tx, { questionId, words }, now),
    run: () => ({ previous: () => listPage(deps, 0) }),
  });

  router.submit(PUBLIC_ANSWER, {
    allow,
    read: readPublicAnswer,
    change: (tx, { ref: { questionId }, value: { words, team: teamId } }, now) =>
      answerPublicly(tx, { questionId, words, teamId }, now),
    run: () => ({ previous: () => listPage(deps, 0) }),
  });

  for (const [actionId, hide] of [
    [questionActions.hide, true],
    [questionActions.show, false],
  ] as const) {
    router.press(actionId, {
      allow,
      change: (tx, { value, person: { id: managerId } }, now) =>
        hideQuestion(tx, { questionId: idIn(value), managerId, hide }, now),
      run: ({ modal }) =>
        modal?.callback_id === QUESTION_LIST
          ? { update: listPage(deps, readPage(modal.private_metadata).page) }
          : undefined,
    });
  }

  router.press(questionActions.support, {
    allow: 'question.support',
    change: (tx, { value, person: { id: userId } }, now) =>
      supportQuestion(tx, deps.keys, { questionId: idIn(value), userId }, now),
  });
}

function listPage({ db }: Deps, page: number) {
  const { questions, total } = questionsForManagers(db, sliceOf(page, QUESTION_LIST_SIZE));
  const rows = questions.map((question) => ({
    question,
    replies: repliesOf(db, question.id),
    supports: supportsOf(db, question.id),
  }));
  return questionsModal({ rows, page, total, unanswered: unansweredQuestions(db).length });
}

function conversation({ db }: Deps, value: string) {
  const question = requireQuestion(db, idIn(value));
  return { question, replies: repliesOf(db, question.id) };
}

import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { openOver, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { answerPrivately, answerPublicly, hideQuestion, supportQuestion } from '../../src/questions/answer.ts';
import {
  questionsForManagers,
  repliesOf,
  requireQuestion,
  supportsOf,
  unansweredQuestions,
} from '../../src/questions/queries.ts';
import { requireColleague, requireSomeManager } from '../../src/teams/membership.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { pageAction } from '../../views/kit/paging.ts';
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
import { questionIdOf } from './ask.ts';

/** Managers answer anonymous questions; others support them. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(QUESTION_LIST, async ({ ack, body }) => {
    await ack();
    await requireSomeManager(deps, body.user.id);
    await openOver(deps.modals, body, listPage(deps, 0));
  });

  app.action<BlockAction<ButtonAction>>(pageAction(QUESTION_LIST_PAGE), async ({ ack, body, action }) => {
    await ack();
    await requireSomeManager(deps, body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', listPage(deps, readPage(action.value).page));
  });

  /** An answer that was opened from the list goes back to it, which shows it then. */
  const refreshBelow = async ({ previous_view_id: below }: ViewOutput) => {
    if (below) await updateView(deps.modals, below, listPage(deps, 0));
  };

  app.action<BlockAction<ButtonAction>>(questionActions.answerPrivately, async ({ ack, body, action }) => {
    await ack();
    await requireSomeManager(deps, body.user.id);
    const view = privateAnswerModal(conversation(deps, action.value));
    await openOver(deps.modals, body, view);
  });

  app.action<BlockAction<ButtonAction>>(questionActions.answerPublicly, async ({ ack, body, action }) => {
    await ack();
    const { id } = await requireSomeManager(deps, body.user.id);
    const teams = allTeams(deps.db);
    const own = teams.find(({ managerId }) => managerId === id)?.id ?? null;
    const view = publicAnswerModal(conversation(deps, action.value), teams, own);
    await openOver(deps.modals, body, view);
  });

  app.view(PRIVATE_ANSWER, async ({ ack, body, view }) => {
    const { questionId, form } = readPrivateAnswer(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    const now = deps.now();
    const { words } = form.value;
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => answerPrivately(tx, { questionId, words }, now)),
    );
    await ack();
    await refreshBelow(view);
  });

  app.view(PUBLIC_ANSWER, async ({ ack, body, view }) => {
    const { questionId, form } = readPublicAnswer(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    const now = deps.now();
    const answer = { questionId, words: form.value.words, teamId: form.value.team };
    await deps.write((tx) => idempotently(tx, `view:${view.id}`, now, () => answerPublicly(tx, answer, now)));
    await ack();
    await refreshBelow(view);
  });

  for (const [actionId, hide] of [
    [questionActions.hide, true],
    [questionActions.show, false],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      const { id: managerId } = await requireSomeManager(deps, body.user.id);
      const questionId = questionIdOf(action.value);
      await deps.write((tx) => hideQuestion(tx, { questionId, managerId, hide }, deps.now()));
      await ack();
      if (body.view?.callback_id !== QUESTION_LIST) return;
      await updateView(deps.modals, body.view.id, listPage(deps, readPage(body.view.private_metadata).page));
    });
  }

  app.action<BlockAction<ButtonAction>>(questionActions.support, async ({ ack, body, action }) => {
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const questionId = questionIdOf(action.value);
    await deps.write((tx) => supportQuestion(tx, deps.keys, { questionId, userId }, deps.now()));
    await ack();
  });
}

function listPage({ db }: Deps, page: number) {
  const { questions, total } = questionsForManagers(db, {
    limit: QUESTION_LIST_SIZE,
    offset: page * QUESTION_LIST_SIZE,
  });
  const rows = questions.map((question) => ({
    question,
    replies: repliesOf(db, question.id),
    supports: supportsOf(db, question.id),
  }));
  return questionsModal({ rows, page, total, unanswered: unansweredQuestions(db).length });
}

function conversation({ db }: Deps, value: string | undefined) {
  const question = requireQuestion(db, questionIdOf(value));
  return { question, replies: repliesOf(db, question.id) };
}

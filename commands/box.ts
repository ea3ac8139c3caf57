import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { answerPrivately, answerPublicly, hideQuestion, supportQuestion } from '../src/box/answer.ts';
import { askManagers, replyToManagers } from '../src/box/ask.ts';
import { type DailyLimit, openDailyLimit } from '../src/box/limit.ts';
import { questionsOfAsker, repliesOf, requireAsker, requireQuestion } from '../src/box/queries.ts';
import { questionsPerDay } from '../src/box/settings.ts';
import { emptyLog } from '../src/db/empty-log.ts';
import { once } from '../src/db/once.ts';
import type { Tx } from '../src/db/write.ts';
import type { Deps } from '../src/deps.ts';
import { settingOf } from '../src/settings/queries.ts';
import { requireView, updateView } from '../src/slack/open-view.ts';
import { requireColleague, requireSomeManager } from '../src/teams/membership.ts';
import { allTeams } from '../src/teams/queries.ts';
import {
  askedModal,
  askModal,
  BOX_ASK,
  BOX_PAGE,
  BOX_THREAD,
  QUESTIONS_SIZE,
  readAsk,
  readThread,
  threadModal,
} from '../views/box.ts';
import {
  BOX_PRIVATE,
  BOX_PUBLIC,
  privateAnswerModal,
  publicAnswerModal,
  readPrivateAnswer,
  readPublicAnswer,
} from '../views/box-answers.ts';
import { boxActions } from '../views/box-thread.ts';
import { pageAction, readPage } from '../views/paging.ts';

/** The box: what people ask the managers without saying who they are, and how managers answer. */
export function register(app: App, deps: Deps): void {
  registerAsking(app, deps);
  registerAnswering(app, deps);
}

/**
 * What a person puts in leaves nothing behind but in the box: no draft, no key among the things done once, no line in the
 * log.
 */
function registerAsking(app: App, deps: Deps): void {
  const limit = openDailyLimit();

  app.view(BOX_ASK, async ({ ack, body, view }) => {
    const { form } = readAsk(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const sent = { userId, words: form.value.words, viewId: view.id };
    await putIn(deps, limit, userId, (tx, now) => askManagers(tx, deps.keys, sent, now));
    await ack({ response_action: 'update', view: askedModal() });
  });

  app.view(BOX_THREAD, async ({ ack, body, view }) => {
    const { questionId, form } = readThread(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const sent = { questionId, userId, words: form.value.words, viewId: view.id };
    await putIn(deps, limit, userId, (tx, now) => replyToManagers(tx, deps.keys, sent, now));
    await ack({ response_action: 'update', view: askedModal() });
  });

  app.action<BlockAction<ButtonAction>>(boxActions.open, async ({ ack, body, action }) => {
    await ack();
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const question = requireAsker(deps.db, deps.keys, questionIdOf(action.value), userId);
    const view = threadModal(question, repliesOf(deps.db, question.id));
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(BOX_PAGE), async ({ ack, body, action }) => {
    await ack();
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const view = askModal({ words: '', asked: askedBy(deps, userId, readPage(action.value).page) });
    await updateView(deps.modals, body.view?.id ?? '', view);
  });
}

function registerAnswering(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(boxActions.answerPrivately, async ({ ack, body, action }) => {
    await ack();
    await requireSomeManager(deps, body.user.id);
    const view = privateAnswerModal(conversation(deps, action.value));
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });

  app.action<BlockAction<ButtonAction>>(boxActions.answerPublicly, async ({ ack, body, action }) => {
    await ack();
    const { id } = await requireSomeManager(deps, body.user.id);
    const teams = allTeams(deps.db);
    const own = teams.find(({ managerId }) => managerId === id)?.id ?? null;
    const view = publicAnswerModal(conversation(deps, action.value), teams, own);
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });

  app.view(BOX_PRIVATE, async ({ ack, body, view }) => {
    const { questionId, form } = readPrivateAnswer(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    const now = deps.now();
    const { words } = form.value;
    await deps.write((tx) => once(tx, `view:${view.id}`, now, () => answerPrivately(tx, { questionId, words }, now)));
    await ack();
  });

  app.view(BOX_PUBLIC, async ({ ack, body, view }) => {
    const { questionId, form } = readPublicAnswer(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    const now = deps.now();
    const answer = { questionId, words: form.value.words, teamId: form.value.team };
    await deps.write((tx) => once(tx, `view:${view.id}`, now, () => answerPublicly(tx, answer, now)));
    await ack();
  });

  for (const [actionId, hide] of [
    [boxActions.hide, true],
    [boxActions.show, false],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      const { id: managerId } = await requireSomeManager(deps, body.user.id);
      const questionId = questionIdOf(action.value);
      await deps.write((tx) => hideQuestion(tx, { questionId, managerId, hide }, deps.now()));
      await ack();
    });
  }

  app.action<BlockAction<ButtonAction>>(boxActions.support, async ({ ack, body, action }) => {
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const questionId = questionIdOf(action.value);
    await deps.write((tx) => supportQuestion(tx, deps.keys, { questionId, userId }, deps.now()));
    await ack();
  });
}

/** `/baton ask`, with what was typed after it. */
export async function openBox(
  deps: Deps,
  { userId, triggerId, words }: { userId: string; triggerId: string; words: string },
): Promise<void> {
  const view = askModal({ words, asked: askedBy(deps, userId, 0) });
  await requireView(deps.modals, { triggerId }, view);
}

/** What did not get into the box does not count. */
async function putIn(
  deps: Deps,
  limit: DailyLimit,
  userId: string,
  put: (tx: Tx, now: Date) => boolean,
): Promise<void> {
  const now = deps.now();
  limit.take(userId, settingOf(deps.db, questionsPerDay), now);
  let isIn = false;
  try {
    isIn = await deps.write((tx) => put(tx, now));
  } finally {
    if (!isIn) limit.giveBack(userId, now);
  }
  emptyLog(deps.db);
}

function askedBy({ db, keys }: Deps, userId: string, page: number) {
  const { delivered, waiting } = questionsOfAsker(db, keys, userId);
  const shown = delivered.slice(page * QUESTIONS_SIZE, (page + 1) * QUESTIONS_SIZE);
  return {
    questions: shown.map((question) => ({ question, replies: repliesOf(db, question.id) })),
    page,
    total: delivered.length,
    waiting: waiting.length,
  };
}

function conversation({ db }: Deps, value: string | undefined) {
  const question = requireQuestion(db, questionIdOf(value));
  return { question, replies: repliesOf(db, question.id) };
}

/** Came through the person's client: nonsense finds no question. */
const questionIdOf = (value: string | undefined): number => (/^\d{1,15}$/.test(value ?? '') ? Number(value) : 0);

import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { type AnonymousTx, writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { askManagers, replyToManagers } from '../../src/questions/ask.ts';
import { createDailyLimit, type DailyLimit } from '../../src/questions/limit.ts';
import { questionsOfAsker, repliesOf, requireAsker, unansweredQuestions } from '../../src/questions/queries.ts';
import { questionsPerDay } from '../../src/questions/settings.ts';
import { isSomeManager, requireColleague } from '../../src/teams/membership.ts';
import { pageAction } from '../../views/kit/paging.ts';
import {
  ASK_MANAGERS,
  ASKED_PAGE,
  askedModal,
  askModal,
  QUESTION_THREAD,
  QUESTIONS_SIZE,
  readAsk,
  readThread,
  threadModal,
} from '../../views/questions/ask.ts';
import { questionActions } from '../../views/questions/thread.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** Anonymous questions. They leave no trace outside their sealed box: no draft, no idempotency key, no log line. */
export function register(app: App, deps: Deps): void {
  const limit = createDailyLimit();

  app.view(ASK_MANAGERS, async ({ ack, body, view }) => {
    const { form } = readAsk(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const sent = { userId, words: form.value.words, viewId: view.id };
    await send(deps, limit, userId, (tx, now) => askManagers(tx, deps.keys, sent, now));
    await ack({ response_action: 'update', view: askedModal() });
  });

  app.view(QUESTION_THREAD, async ({ ack, body, view }) => {
    const { questionId, form } = readThread(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const sent = { questionId, userId, words: form.value.words, viewId: view.id };
    await send(deps, limit, userId, (tx, now) => replyToManagers(tx, deps.keys, sent, now));
    await ack({ response_action: 'update', view: askedModal() });
  });

  app.action<BlockAction<ButtonAction>>(questionActions.open, async ({ ack, body, action }) => {
    await ack();
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const question = requireAsker(deps.db, deps.keys, questionIdOf(action.value), userId);
    const view = threadModal(question, repliesOf(deps.db, question.id));
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(ASKED_PAGE), async ({ ack, body, action }) => {
    await ack();
    const colleague = await requireColleague(deps.directory, body.user.id);
    const view = askModal({ words: '', ...lookedAtBy(deps, colleague, readPage(action.value).page) });
    await updateView(deps.modals, body.view?.id ?? '', view);
  });
}

/** `/baton ask`, with the words after it. */
export const routes = (router: Router, deps: Deps): void =>
  router.command('/baton ask …', {
    allow: 'question.ask',
    run: ({ text: words, person }) => ({ open: askModal({ words, ...lookedAtBy(deps, person, 0) }) }),
  });

/** A failed or repeated submission does not count against the limit. */
async function send(
  deps: Deps,
  limit: DailyLimit,
  userId: string,
  put: (tx: AnonymousTx, now: Date) => boolean,
): Promise<void> {
  const now = deps.now();
  limit.take(userId, settingOf(deps.db, questionsPerDay), now);
  let isIn = false;
  try {
    isIn = await writeAnonymously(deps, { change: (tx) => put(tx, now) });
  } finally {
    if (!isIn) limit.giveBack(userId, now);
  }
}

/** The asker's questions, and the count for managers, below the form. */
const lookedAtBy = (deps: Deps, colleague: Person, page: number) => ({
  asked: askedBy(deps, colleague.id, page),
  unanswered: isSomeManager(deps.db, colleague) ? unansweredQuestions(deps.db).length : null,
});

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

/** The value comes from the person's client: an invalid one finds no question. */
export const questionIdOf = (value: string | undefined): number => (/^\d{1,15}$/.test(value ?? '') ? Number(value) : 0);

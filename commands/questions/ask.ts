import { type AnonymousTx, writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { askManagers, replyToManagers } from '../../src/questions/ask.ts';
import { createDailyLimit, type DailyLimit } from '../../src/questions/limit.ts';
import { questionsOfAsker, repliesOf, requireAsker, unansweredQuestions } from '../../src/questions/queries.ts';
import { questionsPerDay } from '../../src/questions/settings.ts';
import { isSomeManager } from '../../src/teams/membership.ts';
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

/** Anonymous questions leave no trace outside their sealed value: no draft, no idempotency key, no log line. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'question.ask';
  const limit = createDailyLimit();

  /** `/baton ask`, with the words after it. */
  router.command('/baton ask …', {
    allow,
    run: ({ text: words, person }) => ({ open: askModal({ words, ...lookedAtBy(deps, person, 0) }) }),
  });

  router.submit(ASK_MANAGERS, {
    allow,
    read: readAsk,
    run: async ({ value: { words }, view: { id: viewId }, person: { id: userId } }) => {
      await send(deps, limit, userId, (tx, now) => askManagers(tx, keys, { userId, words, viewId }, now));
      return { update: askedModal() };
    },
  });

  router.submit(QUESTION_THREAD, {
    allow,
    read: readThread,
    run: async ({ value: { words }, ref: { questionId }, view: { id: viewId }, person: { id: userId } }) => {
      await send(deps, limit, userId, (tx, now) =>
        replyToManagers(tx, keys, { questionId, userId, words, viewId }, now),
      );
      return { update: askedModal() };
    },
  });

  router.press(questionActions.open, {
    allow,
    run: ({ value, person }) => {
      const question = requireAsker(db, keys, idIn(value), person.id);
      return { open: threadModal(question, repliesOf(db, question.id)) };
    },
  });

  router.page(ASKED_PAGE, {
    allow,
    run: ({ person, page }) => askModal({ words: '', ...lookedAtBy(deps, person, page) }),
  });
}

function send(
  deps: Deps,
  limit: DailyLimit,
  userId: string,
  put: (tx: AnonymousTx, now: Date) => boolean,
): Promise<void> {
  const now = deps.now();
  return limit({ userId, most: settingOf(deps.db, questionsPerDay), now }, () =>
    writeAnonymously(deps, { change: (tx) => put(tx, now) }),
  );
}

/** The asker's questions, and the count for managers, below the form. */
const lookedAtBy = (deps: Deps, colleague: Person, page: number) => ({
  asked: askedBy(deps, colleague.id, page),
  unanswered: isSomeManager(deps.db, colleague) ? unansweredQuestions(deps.db).length : null,
});

function askedBy({ db, keys }: Deps, userId: string, page: number) {
  const { delivered, waiting } = questionsOfAsker(db, keys, userId);
  const { rows, ...shown } = pageOf(rowsOf(delivered), { wanted: page, size: QUESTIONS_SIZE });
  return {
    questions: rows.map((question) => ({ question, replies: repliesOf(db, question.id) })),
    ...shown,
    waiting: waiting.length,
  };
}

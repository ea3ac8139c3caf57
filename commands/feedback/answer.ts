import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { answerAnonymously, answerByName, hasAnswered, requireOpenFor } from '../../src/feedback/answer.ts';
import { sendDraft } from '../../src/feedback/draft.ts';
import { answersOf, questionsOf } from '../../src/feedback/queries.ts';
import { shownRound } from '../../src/feedback/shown.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { requireView } from '../../src/platform/slack/open-view.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import {
  answeredModal,
  answerModal,
  FEEDBACK_ANSWER,
  FEEDBACK_ANSWER_FORM,
  FEEDBACK_DRAFT,
  readAnswerRef,
  readAnswers,
} from '../../views/feedback/answer.ts';
import type { Deps } from '../deps.ts';

/** Somebody gives the feedback that they were asked for. */
export function register(app: App, deps: Deps): void {
  const { db, keys, write, now } = deps;

  app.action<BlockAction<ButtonAction>>(FEEDBACK_ANSWER, async ({ ack, body, action }) => {
    await ack();
    const userId = body.user.id;
    await requireColleague(deps.directory, userId);
    const round = requireOpenFor(db, Number(action.value), userId, now());
    const isIn = round.isAnonymous && hasAnswered(db, keys, round, userId);
    const before = round.isAnonymous ? undefined : answersOf(db, round.id, userId);
    const view = isIn ? answeredModal(round.askerId) : answerModal(shownRound(db, round), before);
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });

  app.action<BlockAction<ButtonAction>>(FEEDBACK_DRAFT, async ({ ack, body, action }) => {
    await ack();
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    // Twice in a minute is once; whoever wants it again another day gets it again.
    const minute = Math.floor(Number(action.action_ts) / 60);
    const key = `draft:${minute}:${action.value}:${userId}`;
    await sendDraft(deps, { roundId: Number(action.value), userId, key });
  });

  app.view(FEEDBACK_ANSWER_FORM, async ({ ack, body, view }) => {
    const roundId = readAnswerRef(view);
    const userId = body.user.id;
    await requireColleague(deps.directory, userId);
    const { isAnonymous, askerId } = requireOpenFor(db, roundId, userId, now());
    const form = readAnswers(view, questionsOf(db, roundId));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const answering = { roundId, userId, answers: form.value };
    if (!isAnonymous) {
      const at = now();
      await write((tx) => idempotently(tx, `view:${view.id}`, at, () => answerByName(tx, answering, at)));
      return ack();
    }
    await writeAnonymously(deps, {
      change: (tx) => answerAnonymously(tx, keys, answering, now()),
      homeOf: userId,
    });
    await ack({ response_action: 'update', view: answeredModal(askerId) });
  });
}

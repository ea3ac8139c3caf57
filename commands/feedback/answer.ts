import { answerAnonymously, answerByName, hasAnswered, requireOpenFor } from '../../src/feedback/answer.ts';
import { sendDraft } from '../../src/feedback/draft.ts';
import { answersOf, questionsOf } from '../../src/feedback/queries.ts';
import { shownRound } from '../../src/feedback/shown.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { FormError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
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
import type { Router } from '../guard.ts';

/** A person answers a survey. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'feedback.answer';

  router.press(FEEDBACK_ANSWER, {
    allow,
    run: ({ value, person: { id: userId }, now }) => {
      const round = requireOpenFor(db, { roundId: idIn(value), userId }, now);
      if (round.isAnonymous && hasAnswered(db, keys, round, userId)) return { open: answeredModal(round.askerId) };
      const before = round.isAnonymous ? undefined : answersOf(db, round.id, userId);
      return { open: answerModal(shownRound(db, round), before) };
    },
  });

  router.press(FEEDBACK_DRAFT, {
    allow,
    run: ({ value, pressedAt, person: { id: userId } }) => {
      // Twice in a minute is once; a person who wants it again another day gets it again.
      const key = `draft:${Math.floor(pressedAt / 60)}:${value}:${userId}`;
      return sendDraft(deps, { roundId: idIn(value), userId, key });
    },
  });

  router.submit(FEEDBACK_ANSWER_FORM, {
    allow,
    read: (view) => ({ roundId: readAnswerRef(view) }),
    run: async ({ value: { roundId }, view, person: { id: userId }, key, now }) => {
      const { isAnonymous, askerId } = requireOpenFor(db, { roundId, userId }, now);
      // Only now, since a fault would show the questions to other people.
      const form = readAnswers(view, questionsOf(db, roundId));
      if (!form.ok) throw new FormError(form.errors);
      const answering = { roundId, userId, answers: form.value };
      if (!isAnonymous) {
        await deps.write((tx) => idempotently(tx, key, now, () => answerByName(tx, answering, now)));
        return undefined;
      }
      await writeAnonymously(deps, { change: (tx) => answerAnonymously(tx, keys, answering, now), homeOf: userId });
      return { update: answeredModal(askerId) };
    },
  });
}

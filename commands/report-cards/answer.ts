import { answerAnonymously, hasAnswered, requireOpenFor } from '../../src/feedback/answer.ts';
import { questionsOf } from '../../src/feedback/queries.ts';
import { writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { reportCard, roundFor } from '../../src/report-cards/ritual.ts';
import { participantOf, requireOpenCycle } from '../../src/rituals/queries.ts';
import { answerAction } from '../../src/rituals/ritual.ts';
import { answeredModal, CARD_FORM, cardModal, readCard, readCardRef } from '../../views/report-cards/form.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A person rates the other team. Nothing of it is stored with their name. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'feedback.answer';

  router.press(answerAction(reportCard.key), {
    allow,
    run: ({ value, person: { id: userId }, now }) => {
      const { cycleId, round } = roundOf(idIn(value), userId, now);
      if (hasAnswered(db, keys, round, userId)) return { open: answeredModal() };
      const { minimum } = round;
      const side = participantOf(db, cycleId, userId)?.side ?? 'sales';
      return { open: cardModal({ cycleId, side, needs: needsIn(round.id), minimum }) };
    },
  });

  router.submit(CARD_FORM, {
    allow,
    read: (view) => ({ cycleId: readCardRef(view) }),
    run: async ({ value, view, person: { id: userId }, now }) => {
      const { cycleId, round } = roundOf(value.cycleId, userId, now);
      const { id: roundId } = requireOpenFor(db, { roundId: round.id, cycleId, userId }, now);
      const form = readCard(view, needsIn(roundId));
      if (!form.ok) throw new FormError(form.errors);
      const answering = { roundId, cycleId, userId, answers: form.value };
      await writeAnonymously(deps, { change: (tx) => answerAnonymously(tx, keys, answering, now), homeOf: userId });
      return { update: answeredModal() };
    },
  });

  /** @throws UserError unless this person is asked, and it is open. */
  function roundOf(cycleId: number, userId: string, now: Date) {
    const cycle = requireOpenCycle(db, cycleId, userId, now);
    const round = roundFor(db, cycle, userId);
    if (!round) throw new UserError('Your team is too small to stay anonymous, so it is not asked.');
    return { cycleId: cycle.id, round };
  }

  const needsIn = (roundId: number): string[] =>
    questionsOf(db, roundId).flatMap(({ kind, text }) => (kind === 'grades' ? [text] : []));
}

import { answerMindset } from '../../src/mindset/answer.ts';
import { requireCheck } from '../../src/mindset/queries.ts';
import { writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { hasAnsweredAnonymously } from '../../src/rituals/anonymous.ts';
import { requireOpenCycle } from '../../src/rituals/queries.ts';
import { answerAction } from '../../src/rituals/ritual.ts';
import { MINDSET_ANSWER_FORM, mindsetAnswered, mindsetForm, readMindset } from '../../views/mindset/answer.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A person names three advantages, without their name. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'mindset.answer';

  router.press(answerAction('mindset'), {
    allow,
    run: ({ value, person: { id: userId }, now }) => {
      const { id: cycleId } = requireOpenCycle(db, idIn(value), userId, now);
      if (hasAnsweredAnonymously(db, keys, cycleId, userId)) return { open: mindsetAnswered };
      return { open: mindsetForm(requireCheck(db, cycleId)) };
    },
  });

  router.submit(MINDSET_ANSWER_FORM, {
    allow,
    read: readMindset,
    run: async ({ ref, value: words, person: { id: userId }, now }) => {
      const answering = { cycleId: ref.cycleId, userId, words };
      await writeAnonymously(deps, { change: (tx) => answerMindset(tx, keys, answering, now), homeOf: userId });
      return { update: mindsetAnswered };
    },
  });
}

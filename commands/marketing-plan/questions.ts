import { answerPlanQuestion, askAboutEntry } from '../../src/marketing-plan/ask.ts';
import { requireEntry, requireQuestion } from '../../src/marketing-plan/queries.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { answerForm, askForm, readAnswer, readAsk } from '../../views/marketing-plan/forms.ts';
import { planActions, planForms } from '../../views/marketing-plan/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { below, lookIn } from './below.ts';

/** Questions about an entry of the plan. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.press(planActions.ask, {
    allow: 'plan.see',
    run: ({ value, modal }) => ({ open: askForm(requireEntry(db, idIn(value)), lookIn(modal, idIn(value))) }),
  });
  router.submit(planForms.ask, {
    allow: 'plan.see',
    read: readAsk,
    change: (tx, { ref: { entryId }, value: { words }, person }, now) =>
      askAboutEntry(tx, { entryId, words, askerId: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(planActions.answer, {
    allow: 'plan.edit',
    resource: ({ value }) => {
      const question = requireQuestion(db, idIn(value));
      return { ...question, ownerId: requireEntry(db, question.entryId).ownerId };
    },
    run: ({ resource: question, modal }) => ({
      open: answerForm(requireEntry(db, question.entryId), question, lookIn(modal, question.entryId)),
    }),
  });
  router.submit(planForms.answer, {
    allow: 'plan.edit',
    read: readAnswer,
    resource: ({ ref: { questionId } }) => requireEntry(db, requireQuestion(db, questionId).entryId),
    change: (tx, { ref: { questionId }, value: { answer }, person }, now) =>
      answerPlanQuestion(tx, { questionId, answer, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });
}

import { idIn } from '../../src/platform/slack/private-metadata.ts';
import {
  addAction,
  changeAction,
  dueFault,
  ownerFault,
  reopenAction,
  requireUnsettled,
  settleAction,
  usualDueDate,
} from '../../src/reviews/actions.ts';
import { requireAction, requireOpenReview } from '../../src/reviews/queries.ts';
import {
  actionModal,
  changeModal,
  dropModal,
  readAction,
  readChange,
  readDrop,
  reviewForms,
} from '../../views/reviews/forms.ts';
import { reviewActionIds } from '../../views/reviews/ids.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { again, below, lookIn } from './below.ts';

/** The actions of reviews, in threads, on the page of a review, in direct messages and homes. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const allow = 'review.settle_action';
  const ofButton = ({ value }: { value: string }) => requireAction(db, idIn(value));
  const ofForm = ({ ref: { id } }: { ref: { id: number } }) => requireAction(db, id);

  router.press(reviewActionIds.act, {
    allow: 'review.add',
    run: ({ value, modal, now }) => {
      const { id } = requireOpenReview(db, idIn(value));
      return { open: actionModal({ id, look: lookIn(modal) }, usualDueDate(db, now)) };
    },
  });

  const check = async ({ value: { owner, due }, now }: { value: { owner: string; due: string }; now: Date }) => {
    const [ofOwner, ofDue] = [await ownerFault(deps.directory, owner), dueFault(db, due, now)];
    if (ofOwner === undefined && ofDue === undefined) return undefined;
    return { ...(ofOwner && { owner: ofOwner }), ...(ofDue && { due: ofDue }) };
  };

  router.submit(reviewForms.action, {
    allow: 'review.add',
    read: readAction,
    check,
    change: (tx, { ref: { id: reviewId }, value: { what, owner, due }, person }, now) =>
      addAction(tx, { reviewId, what, ownerId: owner, dueOn: due, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(reviewActionIds.change, {
    allow,
    resource: ofButton,
    run: ({ resource, modal }) => ({ open: changeModal(requireUnsettled(db, resource.id), lookIn(modal)) }),
  });

  router.submit(reviewForms.change, {
    allow,
    read: readChange,
    resource: ofForm,
    check,
    change: (tx, { resource: { id: actionId }, value: { what, owner, due } }, now) =>
      changeAction(tx, { actionId, what, ownerId: owner, dueOn: due }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(reviewActionIds.done, {
    allow,
    resource: ofButton,
    change: (tx, { resource: { id: actionId }, person }, now) =>
      settleAction(tx, { actionId, as: 'done', by: person.id }, now),
    run: ({ modal, person }) => again(deps, modal, person),
  });

  router.press(reviewActionIds.drop, {
    allow,
    resource: ofButton,
    run: ({ resource, modal }) => ({ open: dropModal(requireUnsettled(db, resource.id), lookIn(modal)) }),
  });

  router.submit(reviewForms.drop, {
    allow,
    read: readDrop,
    resource: ofForm,
    change: (tx, { resource: { id: actionId }, value: { reason }, person }, now) =>
      settleAction(tx, { actionId, as: 'dropped', reason, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(reviewActionIds.reopen, {
    allow,
    resource: ofButton,
    change: (tx, { resource: { id: actionId } }, now) => reopenAction(tx, actionId, now),
    run: ({ modal, person }) => again(deps, modal, person),
  });
}

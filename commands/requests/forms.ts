import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { ownerFault } from '../../src/library/permissions.ts';
import { kindsOf } from '../../src/library/settings.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { type FormResult, fieldFault } from '../../src/platform/slack/form.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import type { Actor, ByActor } from '../../src/requests/actor.ts';
import { handOverRequest } from '../../src/requests/acts/claim.ts';
import { cancelRequest, declineRequest, reopenRequest } from '../../src/requests/acts/close.ts';
import { deliverRequest } from '../../src/requests/acts/deliver.ts';
import { saveFeedback } from '../../src/requests/acts/helped.ts';
import { answerQuestion, askBack } from '../../src/requests/acts/question.ts';
import { voteForLead } from '../../src/requests/acts/vote.ts';
import { leadOfVoter } from '../../src/requests/card.ts';
import { leadFault } from '../../src/requests/form.ts';
import type { RequestAct } from '../../src/requests/lifecycle.ts';
import { requireAllowed } from '../../src/requests/permissions.ts';
import { lastEntry } from '../../src/requests/queries.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import type { ChangeDetails } from '../../src/requests/types.ts';
import { takerFault } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { requestActions } from '../../views/requests/card.ts';
import * as views from '../../views/requests/forms.ts';
import { REQUEST_LIST } from '../../views/requests/list.ts';
import { helpActions } from '../../views/requests/message.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import type { Rule } from '../permissions.ts';
import { listAgain } from './list.ts';
import { requestFor } from './request.ts';

interface Opened {
  request: ContentRequest;
  list: string | null;
  actor: Actor;
}

/** A form about one request: how it opens, its reader, and the one domain function that it calls. */
interface RequestForm<Value = unknown> {
  callbackId: string;
  /** Null for an answer that changes no status. */
  act: RequestAct | null;
  modal: (opened: Opened, deps: Deps) => ModalView;
  read: (view: ViewOutput, now: Date) => { requestId: number; list: string | null; form: FormResult<Value> };
  /** Faults that need Slack or the database, by field. */
  check?: (deps: Deps, opened: Opened, value: Value) => Promise<Record<string, string> | undefined>;
  submit: (tx: Tx, submitted: ByActor & { value: Value }, now: Date) => ContentRequest;
  after?: (deps: Deps) => void;
}

/**
 * Ties the type of a form's value to its reader and its submission, and erases it, so that all forms fit into one
 * table.
 */
const form = <Value>(one: RequestForm<Value>): RequestForm => one as unknown as RequestForm;

const forms = {
  ask_back: form({
    callbackId: views.ASK_BACK,
    act: 'ask_back',
    modal: ({ request, list }) => views.askBackModal(request, list),
    read: views.readAskBack,
    submit: (tx, { value, ...act }, now) => askBack(tx, { ...act, ...value }, now),
  }),
  answer: form({
    callbackId: views.ANSWER,
    act: 'answer',
    modal: ({ request, list }, { db }) => {
      const asked = lastEntry(db, request.id, 'asked_back')?.details as ChangeDetails['asked_back'] | undefined;
      return views.answerModal(request, list, asked?.question ?? null);
    },
    read: views.readAnswer,
    submit: (tx, { value, ...act }, now) => answerQuestion(tx, { ...act, ...value }, now),
  }),
  decline: form({
    callbackId: views.DECLINE_REQUEST,
    act: 'decline',
    modal: ({ request, list }) => views.declineRequestModal(request, list),
    read: views.readDeclineRequest,
    submit: (tx, { value: { item: itemId, ...value }, ...act }, now) =>
      declineRequest(tx, { ...act, ...value, itemId }, now),
  }),
  hand_over: form({
    callbackId: views.HAND_OVER,
    act: 'hand_over',
    modal: ({ request, list }) => views.handOverModal(request, list),
    read: views.readHandOver,
    check: async ({ db, directory }, { request: { teamId, ownerId: holderId } }, { to }) => {
      const team = requireTeam(db, teamId);
      return fieldFault('to', await takerFault({ db, directory }, { team, userId: to, thing: 'request', holderId }));
    },
    submit: (tx, { value, ...act }, now) => handOverRequest(tx, { ...act, ...value }, now),
  }),
  cancel: form({
    callbackId: views.CANCEL_REQUEST,
    act: 'cancel',
    modal: ({ request, list }) => views.cancelRequestModal(request, list),
    read: views.readCancelRequest,
    submit: (tx, { value, ...act }, now) => cancelRequest(tx, { ...act, ...value }, now),
  }),
  reopen: form({
    callbackId: views.REOPEN_REQUEST,
    act: 'reopen',
    modal: ({ request, list }) => views.reopenRequestModal(request, list),
    read: views.readReopenRequest,
    submit: (tx, { value, ...act }, now) => reopenRequest(tx, { ...act, ...value }, now),
  }),
  vote_for_lead: form({
    callbackId: views.VOTE_FOR_LEAD,
    act: 'vote',
    modal: ({ request, list, actor }, { db }) =>
      views.voteForLeadModal(request, list, leadOfVoter(db, request.id, actor.id)),
    read: views.readVoteForLead,
    check: async (deps, { actor }, { lead }) => fieldFault('lead', await leadFault(deps, actor.id, lead)),
    submit: (tx, { value: { lead: leadId }, ...act }, now) => voteForLead(tx, { ...act, leadId }, now),
  }),
  not_quite: form({
    callbackId: views.NOT_QUITE,
    act: null,
    modal: ({ request, list }) => views.notQuiteModal(request, list),
    read: views.readNotQuite,
    submit: (tx, { requestId, actor, value }, now) =>
      saveFeedback(tx, { requestId, userId: actor.id, helped: false, ...value }, now),
  }),
  deliver: form({
    callbackId: views.DELIVER,
    act: 'deliver',
    modal: ({ request, list, actor }, { db }) =>
      views.deliverModal(request, list, { kinds: kindsOf(db), ownerId: actor.id }),
    read: views.readDelivery,
    check: async ({ directory }, _opened, { item }) => fieldFault('owner', await ownerFault(directory, item.ownerId)),
    submit: (tx, { value, ...act }, now) => deliverRequest(tx, { ...act, ...value }, now),
    // Fetches an upload now instead of at the next run.
    after: (deps) => deps.reschedule(),
  }),
};
type RequestFormName = keyof typeof forms;

/** Buttons that open a form; the card's menu lists all of them by name. */
const buttons: Partial<Record<RequestFormName, string>> = {
  deliver: requestActions.deliver,
  ask_back: requestActions.askBack,
  answer: requestActions.answer,
  decline: requestActions.decline,
  reopen: requestActions.reopen,
  vote_for_lead: requestActions.voteForLead,
  not_quite: helpActions.notQuite,
};

export function routes(router: Router, deps: Deps): void {
  for (const [name, { callbackId, act, modal, read, check, submit, after }] of Object.entries(forms) as [
    RequestFormName,
    RequestForm,
  ][]) {
    const allow: Rule = act === null ? 'request.say_if_it_helped' : `request.${act}`;
    router.press([buttons[name] ?? [], `${requestActions.menu} ${name}`].flat(), {
      allow,
      resource: ({ value, person }) => requestFor(deps, idIn(value), person),
      run: ({ modal: below, resource: { request, actor } }) => {
        // Refuses before the person starts to type.
        if (act !== null) requireAllowed(request, act, actor);
        const list = below?.callback_id === REQUEST_LIST ? below.private_metadata : null;
        return { open: modal({ request, list, actor }, deps) };
      },
    });

    router.submit(callbackId, {
      allow,
      read,
      resource: ({ ref, person }) => requestFor(deps, ref.requestId, person),
      check: ({ ref: { list }, value, resource: { request, actor } }) => check?.(deps, { request, list, actor }, value),
      change: (tx, { ref: { requestId }, value, resource: { actor } }, now) =>
        submit(tx, { requestId, actor, value }, now),
      run: ({ ref: { list }, person }) => {
        after?.(deps);
        return list === null ? undefined : { root: () => listAgain(deps, list, person) };
      },
    });
  }
}

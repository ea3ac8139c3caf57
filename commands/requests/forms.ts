import type { App, BlockAction, ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { leadById } from '../../src/leads/queries.ts';
import { ownerFault } from '../../src/library/permissions.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import type { FormResult } from '../../src/platform/slack/form.ts';
import { openOver } from '../../src/platform/slack/open-view.ts';
import { type Actor, actorOn } from '../../src/requests/actor.ts';
import { handOverRequest } from '../../src/requests/acts/claim.ts';
import { cancelRequest, declineRequest, reopenRequest } from '../../src/requests/acts/close.ts';
import { deliverRequest } from '../../src/requests/acts/deliver.ts';
import { sayWhetherItHelped } from '../../src/requests/acts/helped.ts';
import { answerQuestion, askBack } from '../../src/requests/acts/question.ts';
import { voteForLead } from '../../src/requests/acts/vote.ts';
import { leadOfVoter } from '../../src/requests/card.ts';
import type { RequestAct } from '../../src/requests/lifecycle.ts';
import { requireAllowed } from '../../src/requests/permissions.ts';
import { lastEvent, requireRequest } from '../../src/requests/queries.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import type { ChangeDetails } from '../../src/requests/types.ts';
import { isOfTeam, teamsOf } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import * as views from '../../views/requests/forms.ts';
import { REQUEST_LIST } from '../../views/requests/list.ts';
import type { Deps } from '../deps.ts';
import { refreshRequestList } from './lists.ts';

interface Opened {
  request: ContentRequest;
  list: string | null;
  actor: Actor;
}

/** A form about one request: what opens, what reads it, and the one domain function that it calls. */
interface RequestForm<Value = unknown> {
  callbackId: string;
  /** What whoever opens it must be allowed to do. */
  step: RequestAct | null;
  modal: (opened: Opened, deps: Deps) => ModalView;
  read: (view: ViewOutput, now: Date) => { requestId: number; list: string | null; form: FormResult<Value> };
  /** Faults that only Slack or the database can tell, by field. */
  check?: (deps: Deps, opened: Opened, value: Value) => Promise<Record<string, string> | undefined>;
  submit: (tx: Tx, submitted: { requestId: number; actor: Actor; value: Value }, now: Date) => ContentRequest;
  after?: (deps: Deps) => void;
}

/** Keeps the type of a form's value from its reader to its submission, and lets forms stand in one table. */
const form = <Value>(one: RequestForm<Value>): RequestForm => one as unknown as RequestForm;

const forms = {
  ask_back: form({
    callbackId: views.ASK_BACK,
    step: 'ask_back',
    modal: ({ request, list }) => views.askBackModal(request, list),
    read: views.readAskBack,
    submit: (tx, { value, ...act }, now) => askBack(tx, { ...act, ...value }, now),
  }),
  answer: form({
    callbackId: views.ANSWER,
    step: 'answer',
    modal: ({ request, list }, { db }) => {
      const asked = lastEvent(db, request.id, 'asked_back')?.details as ChangeDetails['asked_back'] | undefined;
      return views.answerModal(request, list, asked?.question ?? null);
    },
    read: views.readAnswer,
    submit: (tx, { value, ...act }, now) => answerQuestion(tx, { ...act, ...value }, now),
  }),
  decline: form({
    callbackId: views.DECLINE_REQUEST,
    step: 'decline',
    modal: ({ request, list }) => views.declineRequestModal(request, list),
    read: views.readDeclineRequest,
    submit: (tx, { value: { item: itemId, ...value }, ...act }, now) =>
      declineRequest(tx, { ...act, ...value, itemId }, now),
  }),
  hand_over: form({
    callbackId: views.HAND_OVER,
    step: 'hand_over',
    modal: ({ request, list }) => views.handOverModal(request, list),
    read: views.readHandOver,
    check: async (deps, { request }, { to }) => {
      const team = requireTeam(deps.db, request.teamId);
      const [person, ofTeam] = await Promise.all([deps.directory.person(to), isOfTeam(deps.directory, team, to)]);
      if (request.ownerId === to) return { to: `${person.name} has this request already.` };
      if (!ofTeam) return { to: `${person.name} is not in ${team.name}.` };
      if (!person.isMember) return { to: `${person.name} cannot take requests: they are ${person.standing}.` };
      return undefined;
    },
    submit: (tx, { value, ...act }, now) => handOverRequest(tx, { ...act, ...value }, now),
  }),
  cancel: form({
    callbackId: views.CANCEL_REQUEST,
    step: 'cancel',
    modal: ({ request, list }) => views.cancelRequestModal(request, list),
    read: views.readCancelRequest,
    submit: (tx, { value, ...act }, now) => cancelRequest(tx, { ...act, ...value }, now),
  }),
  reopen: form({
    callbackId: views.REOPEN_REQUEST,
    step: 'reopen',
    modal: ({ request, list }) => views.reopenRequestModal(request, list),
    read: views.readReopenRequest,
    submit: (tx, { value, ...act }, now) => reopenRequest(tx, { ...act, ...value }, now),
  }),
  vote_for_lead: form({
    callbackId: views.VOTE_FOR_LEAD,
    step: 'vote',
    modal: ({ request, list, actor }, { db }) =>
      views.voteForLeadModal(request, list, leadOfVoter(db, request.id, actor.id)),
    read: views.readVoteForLead,
    check: async (deps, { actor }, { lead }) => {
      if (lead === null) return undefined;
      const isKnown = leadById(deps.db, lead) !== undefined && (await teamsOf(deps, actor.id)).length > 0;
      return isKnown ? undefined : { lead: 'I do not know this lead. Please choose it from the list.' };
    },
    submit: (tx, { value: { lead: leadId }, ...act }, now) => voteForLead(tx, { ...act, leadId }, now),
  }),
  not_quite: form({
    callbackId: views.NOT_QUITE,
    step: null,
    modal: ({ request, list }) => views.notQuiteModal(request, list),
    read: views.readNotQuite,
    submit: (tx, { requestId, actor, value }, now) =>
      sayWhetherItHelped(tx, { requestId, userId: actor.id, helped: false, ...value }, now),
  }),
  deliver: form({
    callbackId: views.DELIVER,
    step: 'deliver',
    modal: ({ request, list, actor }, { db }) =>
      views.deliverModal(request, list, { kinds: kindsOf(db), ownerId: actor.id }),
    read: views.readDelivery,
    check: async (deps, _opened, { item }) => {
      const owner = await ownerFault(deps.directory, item.ownerId);
      return owner === undefined ? undefined : { owner };
    },
    submit: (tx, { value, ...act }, now) => deliverRequest(tx, { ...act, ...value }, now),
    // An upload is fetched at the next look at what is due: have it now.
    after: (deps) => deps.reschedule(),
  }),
};
export type RequestFormName = keyof typeof forms;

export function register(app: App, deps: Deps): void {
  for (const { callbackId, read, check, submit, after } of Object.values(forms)) {
    app.view(callbackId, async ({ ack, body, view }) => {
      const { requestId, list, form: result } = read(view, deps.now());
      if (!result.ok) return ack({ response_action: 'errors', errors: result.errors });
      const actor = await actorOn(deps, requestId, body.user.id);
      const request = requireRequest(deps.db, requestId);
      const faults = await check?.(deps, { request, list, actor }, result.value);
      if (faults) return ack({ response_action: 'errors', errors: faults });
      const now = deps.now();
      await deps.write((tx) =>
        idempotently(tx, `view:${view.id}`, now, () => submit(tx, { requestId, actor, value: result.value }, now)),
      );
      await ack(); // after the commit: what was acknowledged is never lost
      after?.(deps);
      if (list !== null && view.root_view_id) {
        await refreshRequestList(deps, { viewId: view.root_view_id, carry: list, userId: actor.id });
      }
    });
  }
}

/** Opens a form for whoever pressed a button of a request; who may not, is told at once. */
export async function openRequestForm(
  deps: Deps,
  name: RequestFormName,
  requestId: number,
  body: BlockAction,
): Promise<void> {
  const actor = await actorOn(deps, requestId, body.user.id);
  const request = requireRequest(deps.db, requestId);
  const { step, modal } = forms[name];
  // Whoever cannot is told before they type.
  if (step !== null) requireAllowed(request, step, actor);
  const list = body.view?.callback_id === REQUEST_LIST ? body.view.private_metadata : null;
  await openOver(deps.modals, body, modal({ request, list, actor }, deps));
}

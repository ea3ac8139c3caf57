import { nested } from '../api/arguments.ts';
import { SlackError } from '../api/slack-error.ts';
import { requireView } from '../api/views.ts';
import type { Json } from '../json.ts';
import { isObject, str } from '../json.ts';
import { responseUrl } from '../payloads/common.ts';
import { closedPayload, submissionPayload } from '../payloads/interactions.ts';
import type { ActResult } from '../protocol.ts';
import type { Values } from '../state/elements.ts';
import { elementsOf, stateOf } from '../state/elements.ts';
import type { ViewRecord } from '../state/records.ts';
import { issueResponseUrl } from '../state/response-urls.ts';
import { issueTrigger } from '../state/triggers.ts';
import { dropModals, openModal, openModals, STACK_LIMIT, stackHeight, updateView } from '../state/views.ts';
import type { World } from '../world.ts';
import { complain, notify } from '../world.ts';
import { inputFaults } from './input-rules.ts';

const CONNECTION_PROBLEM = 'We had some trouble connecting. Try again?';

const stackOf = (world: World, view: ViewRecord): ViewRecord[] =>
  openModals(world.store, view.userId).filter((each) => each.rootViewId === view.rootViewId);

/** The response_urls of menus that ask for one: the app can post to the channel that the person chose. */
function responseUrls(world: World, view: ViewRecord, values: Values): Json[] {
  return elementsOf(view.view.blocks).flatMap(({ block, element }) => {
    if (element.response_url_enabled !== true) return [];
    const value = values[str(block.block_id)]?.[str(element.action_id)];
    const channel = str(value?.selected_conversation ?? value?.selected_channel);
    if (!channel) return [];
    const token = issueResponseUrl(world.store, { userId: view.userId, channel });
    const url = responseUrl(world, token);
    return [{ block_id: block.block_id, action_id: element.action_id, channel_id: channel, response_url: url }];
  });
}

/** Errors for blocks that are not inputs of the view: Slack then only shows a connection problem. */
function strangeErrors(view: ViewRecord, errors: Json): string[] {
  const inputs = new Set(
    view.view.blocks.filter((block) => block.type === 'input').map((block) => str(block.block_id)),
  );
  return Object.keys(errors).filter((blockId) => !inputs.has(blockId));
}

function showErrors(world: World, view: ViewRecord, answer: Json): ActResult {
  const errors = isObject(answer.errors) ? answer.errors : {};
  const strange = strangeErrors(view, errors);
  if (strange.length > 0 || Object.keys(errors).length === 0) {
    complain(
      world,
      `"errors" for ${str(view.view.callback_id)} names ${strange.join(', ') || 'no block'}: the view has no such input.`,
    );
    return { ok: false, error: CONNECTION_PROBLEM };
  }
  const fieldErrors = Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [blockId, str(text)]));
  return { ok: false, error: 'There are errors in the form.', fieldErrors };
}

function notUnderstood(world: World, view: ViewRecord, answer: unknown): ActResult {
  const said = JSON.stringify(answer).slice(0, 200);
  complain(world, `the answer to a submission of ${str(view.view.callback_id)} is no response action: ${said}`);
  return { ok: false, error: CONNECTION_PROBLEM };
}

function closeAfterSubmit(world: World, view: ViewRecord): void {
  dropModals(world.store, view.userId, view.view.clear_on_close === true ? stackOf(world, view) : [view]);
}

/** An app closes the modal with an empty body, or over a socket with a payload without fields. */
const isEmptyAnswer = (answer: unknown): boolean =>
  answer === undefined || (isObject(answer) && Object.keys(answer).length === 0);

/**
 * Does what the app answered. A body that is no response action, such as `ok` or `{"ok":true}`, keeps the modal open
 * with a connection problem: docs.slack.dev/surfaces/modals#handling_submissions asks for an empty body.
 */
function obey(world: World, view: ViewRecord, answer: unknown): ActResult {
  const { store } = world;
  if (!isObject(answer)) return notUnderstood(world, view, answer);
  switch (answer.response_action) {
    case 'errors':
      return showErrors(world, view, answer);
    case 'clear':
      dropModals(store, view.userId, stackOf(world, view));
      return { ok: true };
    case 'update':
      updateView(store, view, requireView(world, nested(answer, 'view'), 'views.update', view));
      return { ok: true };
    case 'push':
      if (stackHeight(store, view) >= STACK_LIMIT) throw new SlackError('push_limit_reached');
      openModal(store, view.userId, requireView(world, nested(answer, 'view'), 'views.push'), { below: view });
      return { ok: true };
    default:
      return notUnderstood(world, view, answer);
  }
}

/**
 * Submits a modal with the person's input. Input that Slack's client refuses is never sent to the app. Resolves once
 * the app has acknowledged or failed to.
 */
export async function submitView(world: World, userId: string, viewId: string, chosen: unknown): Promise<ActResult> {
  const { store } = world;
  const view = store.views.get(viewId);
  if (view?.userId !== userId || view.type !== 'modal') return { ok: false, error: 'This no longer exists.' };
  const values = stateOf(view.view.blocks, chosen);
  const fieldErrors = inputFaults(view.view.blocks, values);
  if (Object.keys(fieldErrors).length > 0) return { ok: false, error: 'There are errors in the form.', fieldErrors };
  const ack = await world.deliver.send({
    type: 'interactive',
    what: 'view_submission',
    answerable: true,
    payload: submissionPayload(world, {
      userId,
      view,
      values,
      triggerId: issueTrigger(store, userId, view.id),
      responseUrls: responseUrls(world, view, values),
    }),
  });
  if (!ack.ok) {
    notify(world, userId, CONNECTION_PROBLEM);
    return { ok: false, error: CONNECTION_PROBLEM };
  }
  if (isEmptyAnswer(ack.answer)) {
    closeAfterSubmit(world, view);
    return { ok: true };
  }
  try {
    return obey(world, view, ack.answer);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    complain(world, `the answer to a submission was refused: ${error.code} ${JSON.stringify(error.extra)}`);
    return { ok: false, error: CONNECTION_PROBLEM };
  }
}

/** Closes a modal: only this view (its own button), or with `clear` the whole stack (the cross). */
export async function closeView(world: World, userId: string, viewId: string, clear: boolean): Promise<ActResult> {
  const view = world.store.views.get(viewId);
  if (view?.userId !== userId || view.type !== 'modal') return { ok: false, error: 'This no longer exists.' };
  const isCleared = clear || view.view.clear_on_close === true;
  const gone = isCleared ? stackOf(world, view) : [view];
  dropModals(world.store, userId, gone);
  const told = gone.filter((each) => each.view.notify_on_close === true);
  await Promise.all(
    told.map((each) =>
      world.deliver.send({
        type: 'interactive',
        what: 'view_closed',
        answerable: false,
        payload: closedPayload(world, userId, each, isCleared),
      }),
    ),
  );
  return { ok: true };
}

import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Db } from '../db/open.ts';
import type { Write } from '../db/write.ts';
import { UserError } from '../errors.ts';
import type { Now } from '../time/clock.ts';
import { keepDraft, openView, requireView, updateView } from './open-view.ts';
import type { Answer, Message } from './routes.ts';

export interface Showing {
  db: Db;
  log: Logger;
  write: Write;
  now: Now;
  /** Opens and updates views, without retries. */
  modals: WebClient;
  /** A modal that shows a message. */
  said: (message: Message) => ModalView;
}

/** Names the modal of `said`. */
export const SAID = 'said';

/** The `callback_id` of a modal that gives way to what its buttons open, since Slack stacks at most three modals. */
export const GIVES_WAY = 'gives_way';

/** The place from which a person asked. */
export interface Place {
  userId: string;
  triggerId: string | undefined;
  /** A button in a message: the person looks there, and not at the foot of the channel. */
  isMessage?: boolean;
  modal?:
    | { id: string; callback_id?: string; root_view_id?: string | null; previous_view_id?: string | null }
    | undefined;
  respond?:
    | ((message: Message & { response_type: 'ephemeral'; replace_original: boolean }) => Promise<unknown>)
    | undefined;
}

/** Shows what a route answered. */
export async function showAnswer(showing: Showing, place: Place, answer: Answer): Promise<void> {
  const { modals } = showing;
  const { modal } = place;
  if (answer.open) await open(showing, place, answer.open, answer.keep);
  if (answer.update && modal) await updateView(modals, modal.id, answer.update);
  if (answer.previous && modal?.previous_view_id) {
    await updateView(modals, modal.previous_view_id, await answer.previous());
  }
  if (answer.root && modal?.root_view_id && modal.root_view_id !== modal.id) {
    await updateView(modals, modal.root_view_id, await answer.root());
  }
  for (const message of [answer.say ?? []].flat()) {
    await say(showing, place, message, answer.replaces ?? false);
  }
  await answer.afterwards?.();
}

async function say(showing: Showing, place: Place, { plainer, ...message }: Message, isInPlace: boolean) {
  const { log } = showing;
  const { respond } = place;
  if (!isInPlace && (await sayInModal(showing, place, message))) return;
  const sent = { response_type: 'ephemeral', replace_original: isInPlace, ...message } as const;
  try {
    await respond?.(sent);
  } catch (error) {
    if (!plainer) throw error;
    log.warn({ err: error }, 'Slack did not take a message: it is sent in plainer blocks');
    await respond?.({ ...sent, blocks: plainer });
  }
}

/** Whether the answer is shown in a small modal. */
async function sayInModal({ modals, said }: Showing, { triggerId, isMessage, modal }: Place, message: Message) {
  if (modal?.callback_id === SAID) {
    await updateView(modals, modal.id, said(message));
    return true;
  }
  return isMessage === true && triggerId !== undefined && openView(modals, { triggerId, onTop: false }, said(message));
}

/** The acknowledgement of a submission; with nothing to show, its modal closes. */
export function submissionAnswer({ update, clear }: Answer): { response_action: string; view?: ModalView } | undefined {
  if (update) return { response_action: 'update', view: update };
  return clear ? { response_action: 'clear' } : undefined;
}

async function open(showing: Showing, place: Place, view: ModalView, keep: Answer['keep']): Promise<void> {
  const { modals, write, now } = showing;
  if (place.triggerId === undefined) throw new UserError('Slack did not say where to open this. Please try again.');
  if (place.modal?.callback_id === GIVES_WAY && !keep) return updateView(modals, place.modal.id, view);
  const opening = { triggerId: place.triggerId, onTop: place.modal !== undefined };
  if (!keep) return requireView(modals, opening, view);
  if (await openView(modals, opening, view)) return;
  // Slack has given up on the trigger: a button brings a new one, and the typed text is kept for it.
  const { respond, userId } = place;
  const draftId = await write((tx) => {
    const id = keepDraft(tx, { userId, kind: keep.kind, content: keep.content }, now());
    if (!respond) keep.post?.(tx, id);
    return id;
  });
  await respond?.({ response_type: 'ephemeral', replace_original: false, ...keep.offer(draftId) });
}

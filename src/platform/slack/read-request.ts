import type { BlockAction, ViewStateValue } from '@slack/bolt';
import { type FormResult, heldValue } from './form.ts';
import { modalOf } from './open-view.ts';
import type { Place } from './show-answer.ts';

export interface MessageAction {
  user: { id: string };
  trigger_id: string;
  channel: { id: string };
  message: { ts: string; thread_ts?: string; text?: string };
}

/** The form of an answer depends on the kind of request, which each route knows; Bolt's union does not. */
export const acknowledge = (args: object, answer?: unknown): Promise<void> =>
  (args as { ack: (answer?: unknown) => Promise<void> }).ack(answer);

export const respondIn = (args: object): Place['respond'] => (args as { respond?: Place['respond'] }).respond;

/** `rest` is the value of a menu's choice. */
export function pressIn(body: BlockAction, rest: string | undefined) {
  const action = body.actions[0] as unknown as ViewStateValue & { action_ts?: string };
  const { channel, message } = body;
  return {
    value: rest ?? String(heldValue(action) ?? ''),
    modal: modalOf(body),
    isHome: body.view?.type === 'home',
    message: channel && message ? { channel: channel.id, ts: message.ts } : undefined,
    channelId: channel?.id,
    pressedAt: Number(action.action_ts),
  };
}

/** A reader returns the form alone, the form with ids next to it, or plain data without faults. */
export function formIn(read: unknown): { form: FormResult<unknown>; ref: unknown } {
  const { form, ...ref } = (typeof read === 'object' && read !== null && 'form' in read ? read : { form: read }) as {
    form: object;
  };
  return { form: 'ok' in form ? (form as FormResult<unknown>) : { ok: true, value: form }, ref };
}

/** The press of a button in a home; undefined for every other request. */
export function pressAtHome(body: object): { userId: string; actionId: string | undefined } | undefined {
  const { type, view, user, actions } = body as Partial<BlockAction>;
  if (type !== 'block_actions' || view?.type !== 'home' || !user) return undefined;
  return { userId: user.id, actionId: actions?.[0]?.action_id };
}

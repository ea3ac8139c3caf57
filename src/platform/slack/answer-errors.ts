import { randomBytes } from 'node:crypto';
import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { FormError, UserError } from '../errors.ts';
import { modalOf } from './open-view.ts';

export interface ErrorAnswers {
  log: Logger;
  /** Opens and pushes views. */
  modals: WebClient;
  /** A modal that shows one sentence, alone or on top of the one that it is about. */
  notice: (sentence: string, isOnTop: boolean) => ModalView;
}

/**
 * Middleware that reports an error to the person: a UserError as it is, a FormError at its fields, anything else as an
 * apology with a reference that is also in the log. It answers where the person looks: on top of the modal (so that
 * typed text is kept), over the home or the message that holds the button, next to the command; as a direct message if
 * none of these is possible. Errors of events go on to the inbox, which retries.
 */
export function answerErrors({ log, modals, notice }: ErrorAnswers) {
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    try {
      await args.next();
    } catch (error) {
      if (args.body.type === 'event_callback') throw error;
      if (error instanceof FormError && args.body.type === 'view_submission') {
        return acknowledge(args, { response_action: 'errors', errors: error.fields });
      }
      const sentence = error instanceof UserError ? error.message : isOfNothing(error) ? GONE : apology(error, log);
      if (isOfNothing(error)) log.warn({ err: error }, 'an act named something that is not there');
      if (error instanceof UserError && error.cause) log.warn({ err: error.cause }, 'refused for a cause of our own');
      try {
        await tell(args, sentence);
      } catch (untold) {
        log.warn({ err: untold }, 'could not tell a person what went wrong');
      }
    }
  };

  async function tell(args: AnyMiddlewareArgs & AllMiddlewareArgs, sentence: string): Promise<void> {
    const body = args.body as {
      type?: string;
      user?: { id: string };
      user_id?: string;
      trigger_id?: string;
      view?: { type: string };
    };
    if (body.type === 'view_submission' && 'ack' in args) {
      return acknowledge(args, { response_action: 'push', view: notice(sentence, true) });
    }
    if (body.type === 'block_suggestion' && 'ack' in args) return acknowledge(args, { options: [] });
    if ('ack' in args) await acknowledge(args).catch(() => {}); // it may have been acknowledged before it failed
    const { trigger_id: triggerId } = body;
    const inModal = async () => {
      if (triggerId === undefined) return false;
      const isOnTop = modalOf(body) !== undefined;
      const open = isOnTop ? modals.views.push : modals.views.open;
      await open({ trigger_id: triggerId, view: notice(sentence, isOnTop) });
      return true;
    };
    const inChannel = async () => {
      if (!('respond' in args && args.respond)) return false;
      await args.respond({ response_type: 'ephemeral', replace_original: false, text: sentence });
      return true;
    };
    // An ephemeral message is at the foot of the channel: near the command that was typed there, far from most buttons.
    const ways = 'command' in args ? [inChannel, inModal] : [inModal, inChannel];
    for (const way of ways) if (await way().catch(() => false)) return;
    const userId = body.user?.id ?? body.user_id;
    if (userId) await modals.chat.postMessage({ channel: userId, text: sentence });
  }

  // The form of an answer depends on the kind of request, which was checked above; Bolt's union cannot express that.
  function acknowledge(args: object, answer?: unknown): Promise<void> {
    return (args as { ack: (answer?: unknown) => Promise<void> }).ack(answer);
  }
}

const GONE = 'Your choice no longer exists. Please close this, open it again, and choose again.';

/** An id that went through a person's client names nothing: the thing is gone, or the id was changed. */
const isOfNothing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';

function apology(error: unknown, log: Logger): string {
  const reference = randomBytes(3).toString('hex');
  log.error({ err: error, reference }, 'a handler failed');
  return `Sorry, that did not work, and it is my fault. Please try again; if it stays so, give your admin the reference \`${reference}\`.`;
}

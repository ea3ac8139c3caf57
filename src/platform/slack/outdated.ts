import type { BlockAction } from '@slack/bolt';
import { UserError } from '../errors.ts';
import { type Args, addresseeOf } from './addressee.ts';
import { acknowledge, pressIn } from './read-request.ts';

export interface Outdated {
  /** Edits the message at this place, if Baton keeps it up to date. */
  updateMessage(place: { channel: string; ts: string }): Promise<boolean>;
}

const ASK_HELP = '`/baton help` shows how to do it now.';

/**
 * Answers a request without a route: a button, form or command of another version of Baton, which stays in Slack after an
 * update.
 * @throws UserError that tells the person what to do instead.
 */
export async function answerOutdated(args: Args, { updateMessage }: Outdated): Promise<void> {
  switch (addresseeOf(args)?.kind) {
    case 'action': {
      const { message } = pressIn(args.body as BlockAction, undefined);
      const isUpdated = message !== undefined && (await updateMessage(message));
      // Slack has opened the address.
      if ('action' in args && 'url' in args.action) return acknowledge(args);
      const next = isUpdated ? 'The message is up to date now. Please use its new buttons.' : ASK_HELP;
      throw new UserError(`This button is from before an update of Baton. ${next}`);
    }
    case 'view':
      throw new UserError(`This form is from before an update of Baton. Please close it. ${ASK_HELP}`);
    case 'command':
    case 'shortcut':
      throw new UserError(`This command is from before an update of Baton. ${ASK_HELP}`);
    // Empty choices: the answer to `options` cannot hold a sentence.
    case 'options':
      return acknowledge(args, { options: [] });
    default:
      return undefined;
  }
}

/** Leads in messages: the buttons of a proposal, and the emoji that marketing puts on any message. */
import { noteNotALead } from '../../src/inbox-channels/decide.ts';
import { requireProposal } from '../../src/inbox-channels/queries.ts';
import { handOffEmoji } from '../../src/inbox-channels/settings.ts';
import { readingContext } from '../../src/leads/reading/context.ts';
import { readMessage } from '../../src/leads/reading/message.ts';
import type { Db } from '../../src/platform/db/open.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import type { PostedPlace } from '../../src/platform/outbox/posted-messages.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { messageAtPlace } from '../../src/platform/slack/message-at.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { keepDraft } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { proposalActions } from '../../views/inbox-channels/proposal.ts';
import { HANDOFF } from '../../views/leads/handoff.ts';
import type { Deps } from '../deps.ts';
import { permit, type Router } from '../guard.ts';
import { handoffForm, type Start } from '../leads/handoff.ts';
import { answerReaction } from '../reaction-handler.ts';

export function routes(router: Router, deps: Deps): void {
  router.press(proposalActions.handOff, {
    allow: 'lead.hand_off',
    run: async ({ value, person }) => {
      const proposal = requireProposal(deps.db, idIn(value));
      if (proposal.status === 'handed_off') throw new UserError('It was handed off meanwhile.');
      return handoffForm(deps, person, await startFrom(deps, proposal));
    },
  });

  router.press(proposalActions.notALead, {
    allow: 'lead.hand_off',
    change: (tx, { value, person }, now) => noteNotALead(tx, idIn(value), person.id, now),
    run: () => ({ clear: true }),
  });
}

export const meansHandOff = (db: Db, emoji: string): boolean => settingOf(db, handOffEmoji).handOff === emoji;

/** Offers the filled form to the person who put the emoji on a message, since a reaction cannot open one. */
export async function offerHandOff(
  deps: Deps,
  place: PostedPlace,
  userId: string,
  handled: (tx: Tx) => void,
): Promise<void> {
  const start = await permit(deps, 'lead.hand_off', userId)
    .then(() => startFrom(deps, place))
    .catch((error: unknown) => {
      if (!(error instanceof UserError) || error.cause) throw error;
      return error;
    });
  const now = deps.now();
  await deps.write((tx) => {
    handled(tx);
    if (start instanceof UserError) return answerReaction(tx, place, userId, start.message, now);
    const draftId = keepDraft(tx, { userId, kind: HANDOFF, content: start }, now);
    enqueue(tx, 'handoff_offer', { channel: place.channel, userId, draftId }, { orderingKey: userId }, now);
  });
}

async function startFrom(deps: Deps, { channel, ts }: PostedPlace): Promise<Start> {
  const message = await messageAtPlace(deps.web, { channel, ts });
  const threadTs = message.thread_ts;
  return {
    guess: readMessage(textOfMessage(message), readingContext(deps)),
    message: { channel, ts, ...(threadTs !== undefined && threadTs !== ts && { threadTs }) },
  };
}

import { requireItem } from '../../src/library/queries.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { postedAt } from '../../src/platform/outbox/posted-messages.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import type { Answer, Pressed } from '../../src/platform/slack/routes.ts';
import type { ByActor } from '../../src/requests/actor.ts';
import { claimRequest, releaseRequest, startRequest } from '../../src/requests/acts/claim.ts';
import { saveFeedback } from '../../src/requests/acts/helped.ts';
import { voteFor, withdrawVote } from '../../src/requests/acts/vote.ts';
import { cardOf } from '../../src/requests/card-place.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { bold, channel, emoji } from '../../views/kit/blocks.ts';
import { requestActions } from '../../views/requests/card.ts';
import { REQUEST_LIST } from '../../views/requests/list.ts';
import { helpActions } from '../../views/requests/message.ts';
import { requestDone, votedMessage } from '../../views/requests/news.ts';
import { nothingToAsk, REQUEST_SEARCH, readRequestSearch, SHARE_FOUND } from '../../views/requests/search.ts';
import { requestStatusWords } from '../../views/requests/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { shareIn } from '../library/share.ts';
import type { Rule } from '../permissions.ts';
import { listAgain } from './list.ts';
import { requestFor } from './request.ts';

interface Button {
  allow: Rule;
  act: (tx: Tx, act: ByActor, now: Date) => ContentRequest;
  done: (request: ContentRequest) => SlackMessage;
}

const vote: Button = {
  allow: 'request.vote',
  act: (tx, one, now) => voteFor(tx, { ...one, by: 'button' }, now),
  done: votedMessage,
};

/** Buttons that act at once, on the card, in a digest, a list or a direct message. */
const acts: Record<string, Button> = {
  [requestActions.claim]: { allow: 'request.claim', act: claimRequest, done: standing },
  [requestActions.start]: { allow: 'request.start', act: startRequest, done: standing },
  [`${requestActions.menu} start`]: { allow: 'request.start', act: startRequest, done: standing },
  [`${requestActions.menu} release`]: { allow: 'request.release', act: releaseRequest, done: standing },
  [requestActions.vote]: vote,
  [`${requestActions.menu} vote`]: vote,
  [requestActions.withdraw]: {
    allow: 'request.vote',
    act: withdrawVote,
    done: (request) => requestDone(request, ['you do not need it any more.']),
  },
  [helpActions.helped]: {
    allow: 'request.say_if_it_helped',
    act: (tx, { requestId, actor }, now) =>
      saveFeedback(tx, { requestId, userId: actor.id, helped: true, words: null }, now),
    done: (request) => requestDone(request, ['thank you, marketing hears that it helped.']),
  },
};

export function routes(router: Router, deps: Deps): void {
  for (const [actionId, { allow, act, done }] of Object.entries(acts)) {
    router.press(actionId, {
      allow,
      resource: ({ value, person }) => requestFor(deps, idIn(value), person),
      change: (tx, { resource: { request, actor } }, now) => act(tx, { requestId: request.id, actor }, now),
      run: async ({ changed, resource: { request: before }, ...pressed }) =>
        (await shown(deps, changed, pressed)) ??
        (isSeen(deps, before, changed, pressed) ? undefined : { say: done(changed) }),
    });
  }

  router.press(SHARE_FOUND, {
    allow: 'library.share',
    run: async ({ modal, value, person }) => {
      if (!modal) return undefined;
      const { channel: channelId } = readRequestSearch(modal);
      const itemId = idIn(value);
      await shareIn(deps, { itemId, channelId, userId: person.id, viewId: modal.id });
      const { title } = requireItem(deps.db, itemId);
      const line = [emoji('white_check_mark'), ' ', bold(title), ' is on its way to ', channel(channelId ?? ''), '.'];
      return { update: nothingToAsk(line) };
    },
  });
}

function standing(request: ContentRequest): SlackMessage {
  return requestDone(request, [`${requestStatusWords[request.status].toLowerCase()}.`]);
}

/** Redraws a modal; other places are updated by their own messages. */
async function shown(deps: Deps, request: ContentRequest, { modal, person }: Pressed): Promise<Answer | undefined> {
  if (modal?.callback_id === REQUEST_SEARCH) {
    const line = [emoji('heavy_plus_sign'), ' ', bold(request.title), ': I’ll notify you when it is delivered.'];
    return { update: nothingToAsk(line) };
  }
  if (modal?.callback_id !== REQUEST_LIST) return undefined;
  return { update: await listAgain(deps, modal.private_metadata, person) };
}

/** The person sees a claim on the card, but would not notice that a vote was counted. Their own message changes too. */
function isSeen({ db }: Deps, before: ContentRequest, { id, status }: ContentRequest, { message }: Pressed): boolean {
  if (message?.ts === cardOf(db, id)?.ts) return before.status !== status;
  return message !== undefined && postedAt(db, message) !== undefined;
}

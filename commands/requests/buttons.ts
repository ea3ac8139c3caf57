import type { App, BlockAction, ButtonAction, OverflowAction, RespondFn } from '@slack/bolt';
import { requireItem } from '../../src/library/queries.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { modalOf, openOver, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { type Actor, actorOn } from '../../src/requests/actor.ts';
import { claimRequest, releaseRequest, startRequest } from '../../src/requests/acts/claim.ts';
import { sayWhetherItHelped } from '../../src/requests/acts/helped.ts';
import { voteFor, withdrawVote } from '../../src/requests/acts/vote.ts';
import { cardOf } from '../../src/requests/card-place.ts';
import { countEvents, eventsOf, hasVoted, requireRequest } from '../../src/requests/queries.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { bold, channel, emoji } from '../../views/kit/blocks.ts';
import { pageAction } from '../../views/kit/paging.ts';
import { type RequestMenuChoice, requestActions } from '../../views/requests/card.ts';
import { REQUEST_HISTORY_PAGE, REQUEST_HISTORY_SIZE, requestHistoryModal } from '../../views/requests/history.ts';
import { helpActions, requestDone, votedMessage } from '../../views/requests/news.ts';
import { nothingToAsk, REQUEST_SEARCH, readRequestSearch, SHARE_FOUND } from '../../views/requests/search.ts';
import { requestStatusWords } from '../../views/requests/words.ts';
import type { Deps } from '../deps.ts';
import { shareIn } from '../library/share.ts';
import { openRequestForm } from './forms.ts';
import { refreshRequestList } from './lists.ts';

type Act = (tx: Tx, act: { requestId: number; actor: Actor }, now: Date) => ContentRequest;

/** Buttons that act at once, wherever they stand: on the card, in a digest, a list or a direct message. */
const acts: Record<string, { act: Act; done: (request: ContentRequest) => SlackMessage }> = {
  [requestActions.claim]: { act: claimRequest, done: standing },
  [requestActions.start]: { act: startRequest, done: standing },
  [requestActions.vote]: { act: (tx, one, now) => voteFor(tx, { ...one, by: 'button' }, now), done: votedMessage },
  [requestActions.withdraw]: {
    act: withdrawVote,
    done: (request) => requestDone(request, ['you do not need it any more.']),
  },
  [helpActions.helped]: {
    act: (tx, { requestId, actor }, now) =>
      sayWhetherItHelped(tx, { requestId, userId: actor.id, helped: true, words: null }, now),
    done: (request) => requestDone(request, ['thank you, marketing hears that it helped.']),
  },
};

/** Buttons that ask something first. */
const forms = {
  [requestActions.deliver]: 'deliver',
  [requestActions.askBack]: 'ask_back',
  [requestActions.answer]: 'answer',
  [requestActions.decline]: 'decline',
  [requestActions.reopen]: 'reopen',
  [requestActions.voteForLead]: 'vote_for_lead',
  [helpActions.notQuite]: 'not_quite',
} as const;

export function register(app: App, deps: Deps): void {
  for (const [actionId, { act, done }] of Object.entries(acts)) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action, respond }) => {
      await perform(deps, { act, done, requestId: requestIdOf(action.value), body, respond });
      await ack();
    });
  }

  for (const [actionId, form] of Object.entries(forms)) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      await ack();
      await openRequestForm(deps, form, requestIdOf(action.value), body);
    });
  }

  app.action<BlockAction<OverflowAction>>(requestActions.menu, async ({ ack, body, action, respond }) => {
    const [choice, id] = action.selected_option.value.split(':') as [RequestMenuChoice, string];
    const requestId = requestIdOf(id);
    if (choice === 'release') await perform(deps, { act: releaseRequest, done: standing, requestId, body, respond });
    await ack();
    if (choice === 'history') await openHistory(deps, requestId, body);
    else if (choice !== 'release') await openRequestForm(deps, choice, requestId, body);
  });

  app.action<BlockAction<ButtonAction>>(requestActions.history, async ({ ack, body, action }) => {
    await ack();
    await openHistory(deps, requestIdOf(action.value), body);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(REQUEST_HISTORY_PAGE), async ({ ack, body, action }) => {
    await ack();
    const { page, carry } = readPage(action.value);
    const requestId = requestIdOf(carry);
    await requireReader(deps, requestId, body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', historyPage(deps, requestId, page));
  });

  app.action<BlockAction<ButtonAction>>(SHARE_FOUND, async ({ ack, body, action }) => {
    await ack();
    if (!body.view) return;
    const { channel: channelId } = readRequestSearch(body.view);
    const itemId = requestIdOf(action.value);
    await shareIn(deps, { itemId, channelId, userId: body.user.id, viewId: body.view.id });
    const { title } = requireItem(deps.db, itemId);
    const line = [emoji('white_check_mark'), ' ', bold(title), ' is on its way to ', channel(channelId ?? ''), '.'];
    await updateView(deps.modals, body.view.id, nothingToAsk(line));
  });
}

function standing(request: ContentRequest): SlackMessage {
  return requestDone(request, [`${requestStatusWords[request.status].toLowerCase()}.`]);
}

interface Performed {
  act: Act;
  done: (request: ContentRequest) => SlackMessage;
  requestId: number;
  body: BlockAction;
  respond?: RespondFn;
}

async function perform(deps: Deps, { act, done, requestId, body, respond }: Performed): Promise<void> {
  const actor = await actorOn(deps, requestId, body.user.id);
  const before = requireRequest(deps.db, requestId);
  const request = await deps.write((tx) => act(tx, { requestId, actor }, deps.now()));
  const view = modalOf(body);
  if (view?.callback_id === REQUEST_SEARCH) {
    const line = [emoji('heavy_plus_sign'), ' ', bold(request.title), ': you hear when it is there.'];
    return updateView(deps.modals, view.id, nothingToAsk(line));
  }
  if (view) return refreshRequestList(deps, { viewId: view.id, carry: view.private_metadata, userId: actor.id });
  // The card changes before one's eyes when it is claimed; that one is counted is seen by nobody else.
  const isSeen = body.message?.ts === cardOf(deps.db, request.id)?.ts && before.status !== request.status;
  if (!isSeen) await respond?.({ response_type: 'ephemeral', replace_original: false, ...done(request) });
}

async function openHistory(deps: Deps, requestId: number, body: BlockAction): Promise<void> {
  await requireReader(deps, requestId, body.user.id);
  await openOver(deps.modals, body, historyPage(deps, requestId, 0));
}

/** Whoever needs it, and the teams. */
async function requireReader(deps: Deps, requestId: number, userId: string): Promise<void> {
  await requireColleague(deps.directory, userId);
  if (hasVoted(deps.db, requestId, userId) || (await teamsOf(deps, userId)).length > 0) return;
  throw new UserError('Only the sales and marketing teams, and whoever asked for it, can do this.');
}

function historyPage({ db }: Deps, requestId: number, page: number) {
  return requestHistoryModal({
    request: requireRequest(db, requestId),
    events: eventsOf(db, requestId, { limit: REQUEST_HISTORY_SIZE, offset: page * REQUEST_HISTORY_SIZE }),
    page,
    total: countEvents(db, requestId),
  });
}

/** Came through the person's client: nonsense finds no request. */
const requestIdOf = (value: string | undefined): number => (/^\d{1,15}$/.test(value ?? '') ? Number(value) : 0);

import type { RequestCard } from '../../../src/requests/card.ts';
import { type RequestAct, requestActs } from '../../../src/requests/lifecycle.ts';
import type { ContentRequest, HistoryEntry } from '../../../src/requests/table.ts';
import { type ChangeDetails, LIMITS, requestChanges, requestStatuses } from '../../../src/requests/types.ts';
import { requestCard } from '../../../views/requests/card.ts';
import { noRequestWaits, REQUEST_DIGEST_SIZE, requestDigest } from '../../../views/requests/digest.ts';
import { askedModal, requestFormModal } from '../../../views/requests/form.ts';
import * as forms from '../../../views/requests/forms.ts';
import { REQUEST_HISTORY_SIZE, requestHistoryModal } from '../../../views/requests/history.ts';
import { REQUEST_PAGE_SIZE, requestListModal } from '../../../views/requests/list.ts';
import { requestMessage } from '../../../views/requests/message.ts';
import * as news from '../../../views/requests/news.ts';
import { requestRow, requestRows } from '../../../views/requests/row.ts';
import { MOST_ALIKE, MOST_FOUND, nothingToAsk, requestSearchModal } from '../../../views/requests/search.ts';
import type { Builders, Given } from './given.ts';
import { item, kinds } from './library.ts';

const OWNER = 'U0000000001';
const everyStep = new Set(requestActs);

export function request(given: Given, more: Partial<ContentRequest> = {}): ContentRequest {
  const isNothing = given.amount === 'nothing';
  return {
    id: 123_000,
    teamId: 1,
    title: given.name(LIMITS.title),
    kind: 'deck',
    stage: isNothing ? null : 'decision',
    // As many tags as fit, each of them twice.
    audience: given.amount === 'a thousand' ? 'CFO,a,CFO,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q;r/<!channel>' : null,
    leadId: null,
    customer: given.words(LIMITS.customer),
    words: given.words(LIMITS.words),
    priority: isNothing ? 'normal' : 'high',
    neededBy: '2026-11-18',
    dueAt: given.now,
    hurry: given.words(LIMITS.hurry),
    status: 'new',
    requestedBy: 'U0000000003',
    requestedAt: given.now,
    ownerId: isNothing ? null : OWNER,
    claimedAt: null,
    questionAt: isNothing ? null : given.now,
    questionBy: null,
    closedAt: null,
    itemId: null,
    votes: given.total,
    updatedAt: given.now,
    ...more,
  };
}

const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK'];

function card(given: Given, more: Partial<ContentRequest> = {}): RequestCard {
  const isNothing = given.amount === 'nothing';
  const told = { words: given.words(LIMITS.remark), itemId: 7 };
  return {
    request: request(given, more),
    kindLabel: given.name(40),
    lead: isNothing ? undefined : given.lead(),
    amounts: given
      .people(currencies.length)
      .map((_, at) => ({ amount: 999_999_999.99, currency: currencies[at] ?? 'EUR' })),
    voters: given.people(1000),
    item: isNothing ? undefined : item(given, { isFile: true }),
    card: isNothing ? undefined : { channel: 'C0000000000', ts: '1763542800.000100' },
    ...(!isNothing && {
      lastDecline: { actorId: null, details: { ...told, reason: 'no_capacity' } },
      lastDelivery: { actorId: OWNER, details: told },
      lastReopening: { actorId: OWNER, details: told },
    }),
  };
}

/** In every status. */
const cards = (given: Given, most: number = requestStatuses.length) =>
  given.people(most).map((_, id) => card(given, { id, status: requestStatuses[id % requestStatuses.length] ?? 'new' }));

const everyStatus = (given: Given) => [card(given), ...cards(given)];

const details = (words: string | null): ChangeDetails => ({
  asked: { teamId: 1 },
  claimed: { by: 'reaction' },
  released: { byTakingBack: false },
  started: {},
  asked_back: { question: words ?? 'Which one?' },
  answered: { answer: words ?? 'This one' },
  handed_over: { from: null, to: 'U0000000002' },
  delivered: { itemId: 7, words },
  declined: { reason: 'exists_already', words, itemId: 7 },
  cancelled: { words },
  reopened: { words },
  voted: { by: 'button', leadId: null },
  vote_withdrawn: {},
  helped: { helped: true, words },
});

const entries = (given: Given, most: number): HistoryEntry[] =>
  Array.from({ length: most }, (_, id) => {
    const kind = requestChanges[id % requestChanges.length] ?? 'asked';
    return {
      id,
      requestId: 123_000,
      kind,
      actorId: id % 2 === 0 ? OWNER : null,
      at: given.now,
      statusAfter: 'claimed',
      details: details(given.words(LIMITS.remark))[kind],
    };
  });

const everyEntry = (given: Given) => entries(given, requestChanges.length);
const list = (given: Given) => (given.amount === 'nothing' ? null : '7:all');

/** The small forms that need only a request. */
const plainForms = {
  askBackModal: forms.askBackModal,
  declineRequestModal: forms.declineRequestModal,
  handOverModal: forms.handOverModal,
  cancelRequestModal: forms.cancelRequestModal,
  reopenRequestModal: forms.reopenRequestModal,
  notQuiteModal: forms.notQuiteModal,
};

const start = (given: Given) => ({
  title: given.name(LIMITS.title),
  kind: given.amount === 'nothing' ? null : 'kind_7',
  neededBy: given.amount === 'nothing' ? null : '2026-12-31',
  teamId: 1,
  words: given.words(LIMITS.words),
});

const look = ({ workspaceUrl, now }: Given) => ({ workspaceUrl, now });

export const requestViews: Record<string, Builders> = {
  'requests/card.ts': { requestCard: (given) => everyStatus(given).map((one) => requestCard(one, given.now)) },
  'requests/digest.ts': {
    requestDigest: (given) =>
      [undefined, given.name(75)].map((previewOf) =>
        requestDigest({
          previewOf,
          teamId: 1,
          rows: cards(given, REQUEST_DIGEST_SIZE),
          unclaimed: given.total,
          late: given.total,
          total: given.total,
          lateSince: given.amount === 'nothing' ? null : given.now,
          ...look(given),
        }),
      ),
    noRequestWaits: (given) => [noRequestWaits(given.name(75))],
  },
  'requests/form.ts': {
    requestFormModal: (given) =>
      [{}, { lead: given.lead() }, { customer: given.name(LIMITS.customer) }].map((whom) =>
        requestFormModal(
          { ...start(given), ...whom },
          { kinds: kinds(given), teams: [given.team(), ...given.teams(300).slice(1)] },
        ),
      ),
    askedModal: (given) => [
      askedModal({ title: given.name(LIMITS.title), neededBy: '2026-12-31', channelId: 'C0000000000' }),
    ],
  },
  'requests/forms.ts': {
    ...Object.fromEntries(
      Object.entries(plainForms).map(([name, modal]) => [name, (given: Given) => [modal(request(given), list(given))]]),
    ),
    answerModal: (given) => [forms.answerModal(request(given), list(given), given.words(LIMITS.remark))],
    voteForLeadModal: (given) =>
      [undefined, given.lead()].map((lead) => forms.voteForLeadModal(request(given), list(given), lead)),
    deliverModal: (given) => [
      forms.deliverModal(request(given), list(given), { kinds: kinds(given), ownerId: OWNER }),
      forms.deliverModal(request(given, { audience: given.words(LIMITS.audience) }), list(given), {
        kinds: kinds(given),
        ownerId: OWNER,
      }),
    ],
  },
  'requests/history.ts': {
    requestHistoryModal: (given) => [
      requestHistoryModal({
        request: request(given),
        entries: given.total === 0 ? [] : entries(given, REQUEST_HISTORY_SIZE),
        page: given.amount === 'a thousand' ? 7 : 0,
        total: given.total,
      }),
    ],
  },
  'requests/list.ts': {
    requestListModal: (given) => [
      requestListModal({
        show: 'open',
        rows: cards(given, REQUEST_PAGE_SIZE).map((one) => ({ ...one, may: everyStep })),
        page: given.amount === 'a thousand' ? 7 : 0,
        total: given.total,
        carry: 'all',
        ...look(given),
      }),
    ],
  },
  'requests/row.ts': {
    requestRow: (given) =>
      [everyStep, new Set<RequestAct>()].flatMap((may) =>
        everyStatus(given).map((one) => requestRow({ ...one, may }, look(given), [['More of it']])),
      ),
    requestRows: (given) => [
      requestRows(
        everyStatus(given).map((one) => ({ ...one, may: everyStep })),
        look(given),
      ),
    ],
  },
  'requests/message.ts': {
    requestMessage: (given) =>
      everyStatus(given).flatMap((one) =>
        everyEntry(given).flatMap((last) =>
          [OWNER, one.request.requestedBy, 'U0000000009'].flatMap((userId) =>
            [undefined, { helped: true, at: given.now }].map((answer) =>
              requestMessage({ card: one, reader: { userId, isVoter: true, answer, last }, ...look(given) }),
            ),
          ),
        ),
      ),
  },
  'requests/news.ts': {
    requestStoryLine: (given) => everyEntry(given).map((entry) => news.requestStoryLine(request(given), entry)),
    requestNews: (given) => everyEntry(given).map((entry) => news.requestNews(request(given), entry)),
    decidedMessage: (given) =>
      [true, false].map((isFile) =>
        news.decidedMessage({ request: request(given), lead: given.lead(), item: item(given, { isFile }) }),
      ),
    requestDone: (given) => [news.requestDone(request(given), ['you have claimed it.'])],
    votedMessage: (given) => [news.votedMessage(request(given))],
  },
  'requests/search.ts': {
    requestSearchModal: (given) =>
      ['C0000000000', null].map((channel) =>
        requestSearchModal({
          question: given.words(LIMITS.title) ?? '',
          items: given.people(MOST_FOUND).map((_, id) => item(given, { id, isFile: id % 2 === 1 })),
          exact: given.amount === 'the usual' ? 1 : 0,
          alike: given.people(MOST_ALIKE).map((_, id) => request(given, { id })),
          kinds: kinds(given),
          channel,
        }),
      ),
    nothingToAsk: (given) => [nothingToAsk([given.name(200)])],
  },
};

import type { AssistPart } from '../../../src/wins/assist.ts';
import type { Draft } from '../../../src/wins/celebration/draft.ts';
import type { Moment } from '../../../src/wins/celebration/table.ts';
import type { WaitingWins } from '../../../src/wins/celebration/waiting.ts';
import { creditOf } from '../../../src/wins/credit.ts';
import type { Win } from '../../../src/wins/read.ts';
import type { AssistedWin } from '../../../src/wins/record.ts';
import type { WinRules } from '../../../src/wins/table.ts';
import { showings, USUAL_WEIGHTS, winSizesOfPosts } from '../../../src/wins/types.ts';
import { celebrationBlocks, celebrationPost } from '../../../views/wins/celebration.ts';
import { celebrationDone, celebrationForm, draftModal } from '../../../views/wins/celebration-draft.ts';
import { creditModal } from '../../../views/wins/credit.ts';
import { keptMoment, momentForm, momentSaid } from '../../../views/wins/moment.ts';
import { winNews } from '../../../views/wins/news.ts';
import { weekPost, winOver, winPost } from '../../../views/wins/post.ts';
import { RECORD_SIZE, recordBlocks, recordModal } from '../../../views/wins/record.ts';
import { rulesForm, rulesModal } from '../../../views/wins/rules.ts';
import { winsWait } from '../../../views/wins/waiting.ts';
import { recordForm, winsModal } from '../../../views/wins/wins.ts';
import type { Builders, Given } from './given.ts';

const CLOSER = 'U0000000001';
const QUARTER = { key: '2026-Q3', from: new Date('2026-07-01T00:00:00Z'), to: new Date('2026-10-01T00:00:00Z') };

function partsOf(given: Given): AssistPart[] {
  const at = given.now;
  const items = Array.from({ length: Math.min(given.total, 50) }, (_, id) => ({ id, title: given.name(200), at }));
  return [
    { kind: 'hand_off', userId: 'U0000000000', size: 1, at },
    ...given
      .people(50)
      .map((userId): AssistPart => ({ kind: 'content', userId, size: Math.max(1, items.length), items })),
    ...given.people(50).map((userId): AssistPart => ({ kind: 'contacts', userId, size: 2, contacts: given.total, at })),
    ...given.people(50).map((userId): AssistPart => ({ kind: 'ride_along', userId, size: 1, rides: given.total, at })),
    { kind: 'close', userId: CLOSER, size: 1, at },
  ];
}

const winsOf = (given: Given): Win[] =>
  winSizesOfPosts.flatMap((size) =>
    [null, 12_000].map((amount) => {
      const parts = partsOf(given);
      return {
        lead: given.lead({ status: 'won', ownerId: amount === null ? null : CLOSER, amount }),
        wonAt: given.now,
        size,
        parts: creditOf(parts, USUAL_WEIGHTS, amount),
        showings: new Map(parts.map(({ userId }, index) => [userId, showings[index % showings.length] ?? 'named'])),
        weights: USUAL_WEIGHTS,
        rules: undefined,
      };
    }),
  );

const assistedIn = (given: Given, most: number): AssistedWin[] => {
  const [win] = winsOf(given).slice(-1);
  const wins = win ? Array.from({ length: Math.min(given.total, most) }, () => win) : [];
  return wins.map((one) => ({ ...one, mine: one.parts.slice(0, 3) }));
};

export const recordIn = (given: Given) => ({
  userId: CLOSER,
  sums: ['EUR', 'USD', 'JPY', ''].map((currency) => ({
    ...{ userId: CLOSER, currency, assisted: given.total, withContent: given.total, closed: 0 },
    ...{ cents: given.total * 100, shareCents: given.total },
  })),
  assisted: given.total,
  withContent: given.total,
  latest: assistedIn(given, 3),
});

const rulesIn = (given: Given, state: WinRules['state']): WinRules => ({
  ...{
    id: 1,
    handOff: 50,
    content: 30,
    contacts: 20,
    rideAlong: 0,
    close: 0,
    words: given.words(300),
    side: 'sales',
    state,
  },
  ...{ proposedBy: CLOSER, proposedAt: given.now, decidedBy: CLOSER, decidedAt: given.now },
});

export const waitingWins = (given: Given): WaitingWins => ({
  proposal: rulesIn(given, 'proposed'),
  quarter: QUARTER,
});

const momentsIn = (given: Given, most: number): Moment[] =>
  Array.from({ length: Math.min(given.total, most) }, (_, id) => ({
    ...{ id, channelId: 'C1', ts: `${id}`, link: 'https://northwind.slack.com/archives/C1/p1', words: given.name(200) },
    ...{ quote: given.words(1000), authorId: CLOSER, by: CLOSER, at: given.now, celebrationId: null },
  }));

function draftIn(given: Given): Draft {
  const wins = given.total === 0 ? [] : winsOf(given);
  return {
    quarter: QUARTER,
    version: 3,
    editedBy: given.total === 0 ? undefined : CLOSER,
    content: {
      opening: given.name(1000),
      leadIds: wins.map(({ lead }) => lead.id),
      momentIds: momentsIn(given, 10).map(({ id }) => id),
      learned: given.words(1500),
    },
    total: given.total,
    wins: Array.from({ length: Math.min(given.total, 10) }, () => wins[0]).filter((win) => win !== undefined),
    pairs: given.people(5).map((marketerId) => ({ marketerId, closerId: CLOSER, wins: given.total })),
    others: given.people(30),
    moments: momentsIn(given, 10),
    showings: new Map(given.people(30).map((userId, index) => [userId, showings[index % showings.length] ?? 'named'])),
  };
}

export const winViews: Record<string, Builders> = {
  'wins/news.ts': { winNews: (given) => winsOf(given).map((win) => winNews(win, given.name(200))) },
  'wins/post.ts': {
    winPost: (given) => winsOf(given).map(winPost),
    winOver: (given) => [winOver(given.lead())],
    weekPost: (given) => {
      const [win] = winsOf(given);
      return win ? [weekPost(Array.from({ length: given.total }, () => win))] : [];
    },
  },
  'wins/celebration.ts': {
    celebrationPost: (given) => [celebrationPost(draftIn(given))],
    celebrationBlocks: (given) => [celebrationBlocks(draftIn(given))],
  },
  'wins/celebration-draft.ts': {
    draftModal: (given) => [draftModal(draftIn(given), ['C0000000001', 'C0000000002'])],
    celebrationForm: (given) => {
      const wins = draftIn(given).wins.map((win, id) => ({ ...win, lead: { ...win.lead, id } }));
      return [celebrationForm(draftIn(given), { wins, moments: momentsIn(given, 20) })];
    },
    celebrationDone: () => [celebrationDone('Q3 2026 is skipped.')],
  },
  'wins/moment.ts': {
    momentForm: (given) =>
      [true, false].map((isPrivate) => momentForm({ draftId: 'd', quote: given.words(1000) ?? '', isPrivate })),
    keptMoment: (given) =>
      momentsIn(given, 1).flatMap((moment) => [keptMoment(moment, true), keptMoment(moment, false)]),
    momentSaid: () => [momentSaid('Removed.')],
  },
  'wins/record.ts': {
    recordBlocks: (given) => [recordBlocks(recordIn(given))],
    recordModal: (given) =>
      [true, false].map((isOwn) =>
        recordModal({ ...recordIn(given), wins: assistedIn(given, RECORD_SIZE), isOwn, page: 0, total: given.total }),
      ),
  },
  'wins/rules.ts': {
    rulesModal: (given) =>
      [true, false].map((mine) =>
        rulesModal({
          current: given.total === 0 ? undefined : rulesIn(given, 'agreed'),
          weights: USUAL_WEIGHTS,
          proposal: given.total === 0 ? undefined : rulesIn(given, 'proposed'),
          mayPropose: true,
          decides: mine,
          isProposer: !mine,
          record: Array.from({ length: Math.min(given.total, 8) }, () => rulesIn(given, 'declined')),
        }),
      ),
    rulesForm: () => [rulesForm(USUAL_WEIGHTS)],
  },
  'wins/waiting.ts': {
    winsWait: (given) => {
      const { proposal, quarter } = waitingWins(given);
      return [
        { proposal, quarter },
        { proposal, quarter: undefined },
        { proposal: undefined, quarter },
      ].map(winsWait);
    },
  },
  'wins/wins.ts': {
    winsModal: () => [true, false].map((isManager) => winsModal({ readerId: CLOSER, isManager, hasDraft: isManager })),
    recordForm: () => [recordForm()],
  },
  'wins/credit.ts': { creditModal: (given) => winsOf(given).map(creditModal) },
};

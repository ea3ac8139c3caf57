import { stages } from '../../../src/leads/types.ts';
import type { FoundItem } from '../../../src/library/search/search.ts';
import { type ContentKind, contentKinds } from '../../../src/library/settings.ts';
import type { ItemVersion } from '../../../src/library/table.ts';
import { itemChanges, MOST_TAGS, SUMMARY_LENGTH, TAG_LENGTH, TITLE_LENGTH } from '../../../src/library/types.ts';
import type { LibraryUse } from '../../../src/library/usage-table.ts';
import { suggestionStates, useKinds } from '../../../src/library/usage-types.ts';
import { type Browse, browseModal } from '../../../views/library/browse.ts';
import * as details from '../../../views/library/details.ts';
import * as lists from '../../../views/library/figure-lists.ts';
import { type Figures, figuresMessage, figuresModal, MOST_TEAMS } from '../../../views/library/figures.ts';
import { addedModal, addItemModal, editItemModal } from '../../../views/library/item.ts';
import { searchAlertMessage, suggestionMessage } from '../../../views/library/missing.ts';
import { REVIEW_SIZE, reviewMessage, reviewSummary } from '../../../views/library/review.ts';
import { SEARCH_PAGE_SIZE, searchModal } from '../../../views/library/search.ts';
import { passedMessage, passedTooSoon, passedWithoutFile, sendModal, useModal } from '../../../views/library/share.ts';
import type { Builders, Given } from './given.ts';

const OWNER = 'U0000000001';

/** As many kinds as the setting accepts, with the longest names. */
export const kinds = (given: Given): ContentKind[] =>
  given.amount === 'a thousand'
    ? given.people(50).map((_, at) => ({
        key: `kind_${at}`,
        label: `${at} ${given.name(37)}`,
        noticeDays: 120,
        reviewMonths: 60,
      }))
    : contentKinds.default;

/** An item with a link, and with `isFile` a file. Its kind was removed from the settings. */
export function item(given: Given, { isFile = false, id = 123_000 } = {}): FoundItem {
  const isMuch = given.amount === 'a thousand';
  return {
    id,
    title: given.name(TITLE_LENGTH),
    kind: isMuch ? `gone_${'x'.repeat(25)}` : 'deck',
    stage: given.amount === 'nothing' ? null : 'consideration',
    tags: isMuch ? Array.from({ length: MOST_TAGS }, (_, at) => `${at} ${given.name(TAG_LENGTH - 3)}`) : [],
    summary: given.words(SUMMARY_LENGTH),
    link: isFile ? null : `https://library.example/${isMuch ? 'x'.repeat(1976) : 'a'}`,
    file: isFile ? { sha256: null, name: given.name(1000), mimetype: 'application/pdf', bytes: 1 } : null,
    ownerId: OWNER,
    reviewAt: given.now,
    retiredAt: isFile ? given.now : null,
    version: 3,
    requestId: null,
    createdAt: given.now,
    createdBy: OWNER,
    updatedAt: given.now,
    updatedBy: OWNER,
    isStale: isMuch,
  };
}

/** At most this many, every other one with a file. */
const items = (given: Given, most: number) =>
  given.people(most).map((_, id) => item(given, { id, isFile: id % 2 === 1 }));

const both = (given: Given) => [item(given), item(given, { isFile: true })];

const use = (given: Given, more: Partial<LibraryUse> = {}): LibraryUse => ({
  id: 1,
  itemId: 123_000,
  kind: 'sent',
  userId: 'U0000000002',
  leadId: 7,
  channelId: given.amount === 'nothing' ? null : 'C0000000000',
  toId: given.amount === 'nothing' ? null : 'U0000000003',
  stage: null,
  requestId: null,
  words: given.words(500),
  at: given.now,
  ...more,
});

const shelves = (given: Given): Browse['rows'] =>
  [...stages, null].map((stage) => {
    const each = given.amount === 'nothing' ? [] : kinds(given).map(({ key }) => ({ kind: key, items: given.total }));
    return { stage, items: given.total, kinds: each, holes: kinds(given).map(({ key }) => key) };
  });

const figures = (given: Given): Figures => ({
  since: given.now,
  shelves: shelves(given),
  kinds: kinds(given),
  uses: new Map(),
  requests: new Map([[null, given.total]]),
  missing: given.people(10).map(() => ({ words: given.name(200), times: given.total })),
  turnarounds: given.teams(MOST_TEAMS).map(({ name: team }) => ({
    team,
    figures: {
      asked: given.total,
      delivered: given.total,
      declined: given.total,
      inTime: given.total,
      medianToClaimMs: given.total * 60_000,
      medianToDeliverMs: null,
      medianTotalMs: given.total * 3_600_000,
    },
  })),
  moreTeams: given.total,
});

const versions = (given: Given): ItemVersion[] =>
  given.people(details.VERSIONS_PAGE_SIZE + 1).map((_, at) => {
    const { reviewAt: _reviewAt, ...fields } = item(given, { isFile: at % 2 === 1 });
    return {
      id: at,
      itemId: 123_000,
      version: 1000 - at,
      change: itemChanges[at % 2 === 0 ? 1 : at % itemChanges.length] ?? 'updated',
      fields: { ...fields, title: `${at} ${fields.title}`.slice(0, TITLE_LENGTH).toWellFormed(), reviewAt: at * 1e9 },
      by: OWNER,
      at: given.now,
    };
  });

const paged = (given: Given) => ({ page: given.amount === 'a thousand' ? 7 : 0, total: given.total });

const search = (given: Given, isFound: boolean) =>
  searchModal({
    words: given.words(200) ?? '',
    kind: given.amount === 'nothing' ? null : 'gone_kind',
    stage: given.amount === 'nothing' ? null : 'none',
    tag: given.words(TAG_LENGTH),
    page: paged(given).page,
    channelId: isFound ? 'C0000000000' : null,
    shared: isFound ? [0] : [],
    items: isFound ? items(given, SEARCH_PAGE_SIZE) : [],
    total: isFound ? given.total : 0,
    exact: isFound ? given.total : 0,
    kinds: kinds(given),
    hasTags: isFound,
    mayTend: isFound,
    userId: OWNER,
    mayAsk: !isFound,
    isWished: !isFound && given.amount === 'the usual',
  });

export const libraryViews: Record<string, Builders> = {
  'library/browse.ts': {
    browseModal: (given) =>
      [true, false].map((may) =>
        browseModal({
          rows: shelves(given),
          kinds: kinds(given),
          channelId: may ? 'C0000000000' : null,
          mayAdd: may,
          maySeeFigures: may,
        }),
      ),
  },
  'library/details.ts': {
    detailsModal: (given) =>
      both(given).map((one) =>
        details.detailsModal({
          item: one,
          kinds: kinds(given),
          isStale: one.isStale,
          mayRetire: true,
          counts: { shared: given.total, sent: 0, used: given.total, helped: given.total, not_helped: given.total },
          text: {
            itemId: one.id,
            state: 'unreadable',
            text: null,
            trouble: given.words(1200),
            attempts: 1,
            at: given.now,
          },
          versions: versions(given),
          ...paged(given),
        }),
      ),
    retireModal: (given) => both(given).map((item) => details.retireModal(item)),
    retiredModal: (given) => both(given).map(details.retiredModal),
    restoredModal: (given) => both(given).map(details.restoredModal),
  },
  'library/figure-lists.ts': {
    usedModal: (given) => [
      lists.usedModal(
        items(given, lists.FIGURES_PAGE_SIZE).map((one) => {
          const { total } = given;
          return { item: one, uses: total, people: total, won: total, helped: total, notHelped: total };
        }),
        paged(given),
      ),
    ],
    unusedModal: (given) => [lists.unusedModal(items(given, lists.FIGURES_PAGE_SIZE), kinds(given), paged(given))],
    wonModal: (given) => [
      lists.wonModal(
        given.leads(lists.FIGURES_PAGE_SIZE).map((lead) => ({
          lead,
          items: items(given, 100).map(({ title }) => title),
        })),
        paged(given),
      ),
    ],
    usesModal: (given) =>
      both(given).map((one) => {
        const uses = given.people(lists.FIGURES_PAGE_SIZE).map((_, at) => ({
          use: use(given, { kind: useKinds[at % useKinds.length] ?? 'used' }),
          lead: at % 2 === 0 ? given.lead() : undefined,
        }));
        return lists.usesModal(one, uses, paged(given));
      }),
  },
  'library/figures.ts': {
    figuresMessage: (given) => [true, false].map((chart) => figuresMessage(figures(given), { chart })),
    figuresModal: (given) => [figuresModal(figures(given))],
  },
  'library/item.ts': {
    addItemModal: (given) => [
      addItemModal({}, kinds(given)),
      ...both(given).map((one) => addItemModal(one, kinds(given))),
    ],
    editItemModal: (given) =>
      both(given).map((one) =>
        editItemModal(one, { kinds: kinds(given), nextReview: given.now, review: 'U1:0:D1:1.2' }),
      ),
    addedModal: (given) => [addedModal(given.name(TITLE_LENGTH))],
  },
  'library/missing.ts': {
    suggestionMessage: (given) =>
      suggestionStates.flatMap((state) =>
        [null, given.workspaceUrl].map((link) =>
          suggestionMessage(
            {
              id: 1,
              words: given.name(200),
              times: given.total,
              state,
              by: link && OWNER,
              requestId: null,
              at: given.now,
              settledAt: null,
            },
            link && `${link}archives/C0000000000/p1763542800000100`,
          ),
        ),
      ),
    searchAlertMessage: (given) =>
      both(given).map((one) =>
        searchAlertMessage({
          alert: {
            id: 1,
            userId: OWNER,
            words: given.name(200),
            at: given.now,
            lookedAt: given.now,
            toldAt: null,
            itemId: null,
          },
          item: one,
          kinds: kinds(given),
        }),
      ),
  },
  'library/share.ts': {
    passedMessage: (given) =>
      both(given).flatMap((one) =>
        (['shared', 'sent'] as const).map((kind) =>
          passedMessage({ use: use(given, { kind }), item: one, kinds: kinds(given), isStale: one.isStale }),
        ),
      ),
    passedWithoutFile: (given) =>
      both(given).map((one) => passedWithoutFile({ use: use(given), item: one, kinds: kinds(given), isStale: false })),
    passedTooSoon: (given) => [
      passedTooSoon({ use: use(given), item: item(given, { isFile: true }), kinds: kinds(given), isStale: true }),
    ],
    sendModal: (given) => both(given).map(sendModal),
    useModal: (given) => both(given).map(useModal),
  },
  'library/review.ts': {
    reviewSummary: (given) => [reviewSummary(given.total)],
    reviewMessage: (given) =>
      [true, false].map((inPlace) =>
        reviewMessage({
          ownerId: OWNER,
          inPlace,
          items: items(given, REVIEW_SIZE),
          ...paged(given),
          kindLabel: () => given.name(40),
        }),
      ),
  },
  'library/search.ts': { searchModal: (given) => [search(given, given.total > 0), search(given, false)] },
};

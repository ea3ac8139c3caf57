/** Sections of a home for content requests, feedback and the library, with their data. */
import type { Round } from '../../../src/feedback/table.ts';
import { FEEDBACK_SIZE, type FeedbackRow, type WaitingFeedback } from '../../../src/home/feedback.ts';
import { ASKED_SIZE, REQUESTS_SIZE, type WaitingRequests } from '../../../src/home/requests.ts';
import { type DueReviews, REVIEWS_SIZE } from '../../../src/home/reviews.ts';
import { contentKinds } from '../../../src/library/settings.ts';
import type { LibraryItem } from '../../../src/library/table.ts';
import { requestActs } from '../../../src/requests/lifecycle.ts';
import type { ContentRequest } from '../../../src/requests/table.ts';
import { LIMITS, requestStatuses } from '../../../src/requests/types.ts';
import { waitingFeedbackBlocks } from '../../../views/home/feedback.ts';
import { askedBlocks, waitingRequestBlocks } from '../../../views/home/requests.ts';
import { reviewBlocks } from '../../../views/home/reviews.ts';
import type { Builders, Given } from './given.ts';

const OWNER = 'U0000000001';

const several = <T>(given: Given, most: number, one: (index: number) => T): T[] =>
  given.people(most).map((_, index) => one(index));

const request = (given: Given, index: number): ContentRequest => ({
  id: 100 + index,
  teamId: 1,
  title: given.name(LIMITS.title),
  kind: 'deck',
  stage: 'decision',
  audience: given.words(LIMITS.audience),
  leadId: null,
  customer: given.words(LIMITS.customer),
  words: given.words(LIMITS.words),
  priority: 'high',
  neededBy: '2026-12-31',
  dueAt: given.now,
  hurry: null,
  status: requestStatuses[index % requestStatuses.length] ?? 'new',
  requestedBy: OWNER,
  requestedAt: given.now,
  ownerId: OWNER,
  claimedAt: given.now,
  questionAt: given.now,
  questionBy: index % 2 === 0 ? OWNER : null,
  closedAt: given.now,
  itemId: 7,
  votes: 99,
  updatedAt: given.now,
});

const item = (given: Given, index: number): LibraryItem => ({
  id: 200 + index,
  title: given.name(150),
  kind: 'deck',
  stage: 'decision',
  tags: [],
  summary: null,
  link: index % 2 === 0 ? 'https://library.example/a?b=%3C%7C%3E' : null,
  file:
    index % 2 === 0 ? null : { sha256: 'a'.repeat(64), name: given.name(200), mimetype: 'application/pdf', bytes: 1 },
  ownerId: OWNER,
  reviewAt: given.now,
  retiredAt: null,
  version: 1,
  requestId: null,
  createdAt: given.now,
  createdBy: OWNER,
  updatedAt: given.now,
  updatedBy: OWNER,
});

const cardIn = ({ total }: Given) => (total > 5 ? { channel: 'C0000000000', ts: '1763542800.000100' } : undefined);

export const requests = (given: Given): WaitingRequests => ({
  rows: several(given, REQUESTS_SIZE, (index) => ({
    request: request(given, index),
    kindLabel: given.name(40),
    lead: given.lead(),
    amounts: [{ amount: 1e12, currency: 'EUR' }],
    item: undefined,
    may: new Set(index === 1 ? requestActs : []),
    card: cardIn(given),
    question: index === 0 ? (given.words(LIMITS.remark) ?? '') : undefined,
  })),
  questions: given.total,
  claimed: given.total,
  unclaimed: given.total,
  page: 0,
  total: given.total,
  changesAt: undefined,
});

export const asked = (given: Given) => ({
  asked: several(given, ASKED_SIZE, (index) => ({
    request: { ...request(given, index), id: 300 + index },
    item: index % 2 === 0 ? item(given, index) : undefined,
    card: cardIn(given),
  })),
  total: given.total,
  days: 30,
});

const round = (given: Given, index: number): Round => ({
  id: 400 + index,
  askerId: OWNER,
  cycleId: null,
  about: given.name(200),
  subjectKind: null,
  subjectRef: null,
  isAnonymous: index % 2 === 0,
  minimum: 5,
  keyName: null,
  placeId: null,
  fileId: 'F1',
  fileName: given.name(200),
  teamId: null,
  zone: 'Europe/Berlin',
  asked: 500,
  openedAt: given.now,
  closesAt: given.now,
  remindAt: null,
  closedAt: null,
  outcome: null,
  answered: 400,
  actionRemindAt: null,
});

export const feedback = (given: Given, needs: FeedbackRow['needs']): WaitingFeedback => ({
  rows: several(given, FEEDBACK_SIZE, (index) => ({
    shown: {
      round: round(given, index),
      title: given.name(200),
      beside: given.words(200),
      item: undefined,
      questions: [{ kind: 'text', text: 'Reason', choices: [] }],
      action: undefined,
    },
    needs,
    progress: index % 2 === 0 ? undefined : { answered: 3 },
  })),
  toAnswer: given.total,
  toDecide: given.total,
  page: 0,
  total: given.total,
  changesAt: undefined,
});

export const reviews = (given: Given): DueReviews => ({
  ownerId: OWNER,
  items: several(given, REVIEWS_SIZE, (index) => item(given, index)),
  kinds: contentKinds.default,
  page: 0,
  total: given.total,
  changesAt: undefined,
});

export const homeContentViews: Record<string, Builders> = {
  'home/requests.ts': {
    waitingRequestBlocks: (given) => [waitingRequestBlocks(requests(given), given)],
    askedBlocks: (given) => [askedBlocks(asked(given), given.workspaceUrl)],
  },
  'home/feedback.ts': {
    waitingFeedbackBlocks: (given) =>
      (['an answer', 'action', 'answers'] as const).map((needs) => waitingFeedbackBlocks(feedback(given, needs))),
  },
  'home/reviews.ts': { reviewBlocks: (given) => [reviewBlocks(reviews(given))] },
};

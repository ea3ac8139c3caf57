import type { ViewOutput } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FoundItem } from '../../../src/library/search/search.ts';
import { contentKinds } from '../../../src/library/settings.ts';
import type { FormResult } from '../../../src/platform/slack/form.ts';
import type { RequestCard } from '../../../src/requests/card.ts';
import { requestActs } from '../../../src/requests/lifecycle.ts';
import type { ContentRequest, HistoryEntry } from '../../../src/requests/table.ts';
import { type ChangeDetails, LIMITS, requestChanges, requestStatuses } from '../../../src/requests/types.ts';
import { customerOptions, leadOptions } from '../../../views/leads/options.ts';
import { requestCard } from '../../../views/requests/card.ts';
import { REQUEST_DIGEST_SIZE, requestDigest } from '../../../views/requests/digest.ts';
import { askedModal, readRequestForm, requestFormModal } from '../../../views/requests/form.ts';
import * as forms from '../../../views/requests/forms.ts';
import { REQUEST_HISTORY_SIZE, requestHistoryModal } from '../../../views/requests/history.ts';
import { REQUEST_PAGE_SIZE, requestListModal } from '../../../views/requests/list.ts';
import { requestMessage } from '../../../views/requests/message.ts';
import { decidedMessage, requestNews, requestStoryLine, votedMessage } from '../../../views/requests/news.ts';
import { readRequestSearch, requestSearchModal } from '../../../views/requests/search.ts';
import { anyText, blank, hostile, stretched, unshowable } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { AT, anyLead, anyTeam, anyWords, lead, submission } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const kinds = contentKinds.default;
const usual = { title: 'Prices', kind: 'deck', priority: 'normal' };
const formRef = { v: 1, suggestionId: null, teamId: 1 };

/** A request with any text that the form accepts in its fields. */
const anyRequest: fc.Arbitrary<ContentRequest> = fc
  .record({
    title: anyText(LIMITS.title),
    audience: anyText(LIMITS.audience),
    words: anyText(LIMITS.words),
    hurry: anyText(LIMITS.hurry),
    customer: anyText(LIMITS.customer),
    status: fc.constantFrom(...requestStatuses),
    votes: fc.constantFrom(1, 2, 99),
  })
  .map(({ customer, status, votes, ...typed }) => {
    const fields = Object.entries(typed).map(([field, text]) => [
      field,
      marked(text, LIMITS[field as keyof typeof typed]),
    ]);
    const chosen = customerOptions([], customer)[0]?.value ?? null;
    const view = submission({ ...usual, customer: chosen, ...Object.fromEntries(fields) }, formRef);
    return { form: readRequestForm(view).form, status, votes };
  })
  .filter(({ form }) => form.ok)
  .map(({ form, status, votes }) => {
    if (!form.ok) throw new Error('It was looked at before.');
    const { customer, team: _, neededBy: __, ...typed } = form.value;
    return request({ ...typed, ...customer, status, votes });
  });

function request(typed: Partial<ContentRequest>): ContentRequest {
  const isOwned = typed.status !== 'new';
  return {
    id: 123_456,
    teamId: 1,
    title: 'Prices for ten seats',
    kind: 'deck',
    stage: 'decision',
    audience: null,
    leadId: null,
    customer: null,
    words: null,
    priority: 'high',
    neededBy: '2026-12-31',
    dueAt: AT,
    hurry: null,
    status: 'new',
    requestedBy: 'U0000000003',
    requestedAt: AT,
    ownerId: isOwned ? 'U0000000001' : null,
    claimedAt: isOwned ? AT : null,
    questionAt: AT,
    questionBy: 'U0000000001',
    closedAt: null,
    itemId: null,
    votes: 9,
    updatedAt: AT,
    ...typed,
  };
}

const item = (title: string, summary: string | null = null): FoundItem =>
  ({
    id: 7,
    title,
    summary,
    kind: 'deck',
    stage: 'decision',
    tags: ['CFO'],
    link: null,
    file: { sha256: null, slackId: 'F1', name: title, mimetype: 'text/plain', bytes: 3 },
    ownerId: 'U0000000001',
    reviewAt: AT,
    isStale: true,
  }) as unknown as FoundItem;

const details = (words: string | null): ChangeDetails => ({
  asked: { teamId: 1 },
  claimed: { by: 'button' },
  released: { byTakingBack: true },
  started: {},
  asked_back: { question: words ?? 'Which one?' },
  answered: { answer: words ?? 'This one' },
  handed_over: { from: 'U0000000001', to: 'U0000000002' },
  delivered: { itemId: 7, words },
  declined: { reason: 'no_capacity', words, itemId: 7 },
  cancelled: { words },
  reopened: { words },
  voted: { by: 'reaction', leadId: null },
  vote_withdrawn: {},
  helped: { helped: false, words },
});

const everyEntry = (words: string | null): HistoryEntry[] =>
  requestChanges.map((kind, index) => ({
    id: index + 1,
    requestId: 123_456,
    kind,
    actorId: 'U0000000001',
    at: AT,
    statusAfter: 'claimed',
    details: details(words)[kind],
  }));

function card(one: ContentRequest, words: string | null, title: string): RequestCard {
  const actorId = 'U0000000001';
  return {
    request: one,
    kindLabel: 'Deck',
    lead: lead({ status: 'qualified', name: title.slice(0, 80) || 'x', company: title.slice(0, 60) || 'x' }),
    amounts: [{ amount: 1_234_567.89, currency: 'EUR' }],
    voters: ['U0000000003', ...Array.from({ length: 9 }, (_, index) => `U000000001${index}`)],
    item: item(title),
    card: { channel: 'C0000000000', ts: '1763542800.000100' },
    lastDecline: { actorId, details: details(words).declined },
    lastDelivery: { actorId, details: details(words).delivered },
    lastReopening: { actorId, details: details(words).reopened },
  };
}

const LOOK = { workspaceUrl: 'https://northwind.slack.com/', now: AT };

describe('any text that the forms accept', () => {
  test('the card shows every word', () => {
    fc.assert(
      fc.property(anyRequest, anyWords, (one, words) => {
        const message = requestCard(card(one, words, one.title), AT);
        expectPostable(message);
        for (const typed of [one.title, one.audience, one.words, one.hurry, words]) {
          if (typed !== null) expectShown(message.blocks, typed);
        }
      }),
      RUNS,
    );
  });

  test('lists, the digest and the history show it', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { minLength: 1, maxLength: 10 }), anyWords, (found, words) => {
        const rows = found.map((one, index) => ({
          ...card({ ...one, id: index + 1 }, null, one.title),
          may: new Set(requestActs),
        }));
        const list = { show: 'open' as const, rows, page: 3, total: 99, carry: 'all', ...LOOK };
        const view = requestListModal(list);
        expectOpenable(view);
        const counts = { unclaimed: 90, late: 9, total: 99 };
        const message = requestDigest({ teamId: 1, rows, ...counts, lateSince: AT, previewOf: 'Brand', ...LOOK });
        expectPostable(message);
        for (const { title } of found) for (const { blocks } of [view, message]) expectShown(blocks, title);
        const [first] = found;
        if (!first) return;
        const history = requestHistoryModal({ request: first, entries: everyEntry(words), page: 0, total: 99 });
        expectOpenable(history);
        expectShown(history.blocks, words);
      }),
      RUNS,
    );
  });

  test('each message about a change names the request and shows the typed text', () => {
    fc.assert(
      fc.property(anyRequest, anyWords, anyLead, (one, words, forLead) => {
        for (const entry of everyEntry(words)) {
          expectPostable(requestStoryLine(one, entry));
          expectPostable(requestNews(one, entry));
          for (const userId of ['U0000000001', one.requestedBy]) {
            const reader = { userId, isVoter: true, answer: undefined, last: entry };
            const message = requestMessage({ card: card(one, words, one.title), reader, ...LOOK });
            expectPostable(message);
            expectShown(message.blocks, one.title);
          }
        }
        expectPostable(votedMessage(one));
        const decided = decidedMessage({ request: one, lead: forLead, item: item(one.title) });
        expectPostable(decided);
        expectShown(decided.blocks, forLead.name);
      }),
      RUNS,
    );
  });

  test('every form opens, and names its request', () => {
    fc.assert(
      fc.property(anyRequest, anyWords, anyLead, anyTeam, (one, words, forLead, team) => {
        const views = [
          forms.askBackModal(one),
          forms.answerModal(one, null, words),
          forms.declineRequestModal(one),
          forms.handOverModal(one),
          forms.cancelRequestModal(one),
          forms.reopenRequestModal(one),
          forms.voteForLeadModal(one, null, forLead),
          forms.notQuiteModal(one),
          forms.deliverModal(one, null, { kinds, ownerId: 'U0000000001' }),
          askedModal({ title: one.title, neededBy: one.neededBy, channelId: 'C0123456789' }),
        ];
        for (const view of views) {
          expectOpenable(view);
          expectShown(view.blocks, one.title);
        }
        const start = { ...one, lead: forLead, neededBy: '2026-12-31' };
        expectOpenable(requestFormModal(start, { kinds, teams: [team, { ...team, id: 8 }] }));
        const found = [item(one.title, words)];
        const search = requestSearchModal({
          ...{ question: one.title, items: found, exact: 1, alike: [one], kinds },
          channel: 'C0123456789',
        });
        expectOpenable(search);
        expectShown(search.blocks, one.title);
      }),
      RUNS,
    );
  });

  test('a typed customer is suggested unchanged, or not at all', () => {
    fc.assert(
      fc.property(anyText(100), fc.array(anyLead, { maxLength: 3 }), (typed, leads) => {
        const options = customerOptions(leads, typed);
        expect(options.length).toBeLessThanOrEqual(leads.length + 1);
        for (const { text, value } of [...options, ...leadOptions(leads)]) {
          expect(text.text.length).toBeLessThanOrEqual(75);
          expect(value?.length).toBeLessThanOrEqual(150);
          expect(text.emoji).toBe(false);
        }
      }),
      RUNS,
    );
  });
});

type Read = (view: ViewOutput) => { form: FormResult<Record<string, unknown>> };

const fields: [
  string,
  { read: Read; field: string; limit: number; isRequired: boolean; others?: object; ref?: object },
][] = [
  [
    'title',
    {
      read: readRequestForm as Read,
      field: 'title',
      limit: LIMITS.title,
      isRequired: true,
      others: usual,
      ref: formRef,
    },
  ],
  [
    'audience',
    {
      read: readRequestForm as Read,
      field: 'audience',
      limit: LIMITS.audience,
      isRequired: false,
      others: usual,
      ref: formRef,
    },
  ],
  [
    'words',
    {
      read: readRequestForm as Read,
      field: 'words',
      limit: LIMITS.words,
      isRequired: false,
      others: usual,
      ref: formRef,
    },
  ],
  [
    'hurry',
    {
      read: readRequestForm as Read,
      field: 'hurry',
      limit: LIMITS.hurry,
      isRequired: false,
      others: usual,
      ref: formRef,
    },
  ],
  [
    'search',
    {
      read: readRequestSearch as Read,
      field: 'question',
      limit: LIMITS.title,
      isRequired: false,
      ref: { v: 1, channel: null },
    },
  ],
  ['question', { read: forms.readAskBack as Read, field: 'question', limit: LIMITS.remark, isRequired: true }],
  ['answer', { read: forms.readAnswer as Read, field: 'answer', limit: LIMITS.remark, isRequired: true }],
  [
    'decline',
    {
      read: forms.readDeclineRequest as Read,
      field: 'words',
      limit: LIMITS.remark,
      isRequired: true,
      others: { reason: 'other' },
    },
  ],
  ['cancel', { read: forms.readCancelRequest as Read, field: 'words', limit: LIMITS.remark, isRequired: false }],
  ['reopen', { read: forms.readReopenRequest as Read, field: 'words', limit: LIMITS.remark, isRequired: false }],
  ['not quite', { read: forms.readNotQuite as Read, field: 'words', limit: LIMITS.remark, isRequired: false }],
];

describe.each(fields)('the field %s', (_, { read, field, limit, isRequired, others, ref }) => {
  const form = (typed: string | null) =>
    read(submission({ ...others, [field]: typed }, ref ?? { v: 1, requestId: 1, list: null })).form;
  const kept = (text: string | null) => ({ ok: true, value: expect.objectContaining({ [field]: text }) });
  const refused = { ok: false, errors: { [field]: expect.stringMatching(/^[A-Z“][^\p{Cc}]+[.?]$/u) } };

  test('accepts valid text, and keeps it as typed', () => {
    expect(form(null)).toEqual(isRequired ? refused : kept(null));
    expect(form('x'.repeat(limit))).toEqual(kept('x'.repeat(limit)));
    expect(form('x'.repeat(limit + 1))).toEqual(refused);
    for (const text of Object.values(hostile)) {
      const long = stretched(text, limit);
      expect(form(long)).toEqual(kept(long.toWellFormed().trim().normalize('NFC')));
    }
    for (const text of Object.values(unshowable)) expect(form(text)).toEqual(refused);
    for (const text of Object.values(blank)) {
      expect(form(text)).toEqual(!isRequired && text.trim() === '' ? kept(null) : refused);
    }
  });
});

test('the longest texts fit into one message', () => {
  for (const letters of ['Jane', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const long = (max: number) => stretched(letters, max).toWellFormed();
    const typed = {
      title: long(LIMITS.title),
      audience: long(LIMITS.audience),
      customer: long(LIMITS.customer),
      words: long(LIMITS.words),
      hurry: long(LIMITS.hurry),
    };
    for (const status of requestStatuses) {
      expectPostable(requestCard(card(request({ ...typed, status }), long(LIMITS.remark), long(200)), AT));
    }
    const size = Math.max(REQUEST_PAGE_SIZE, REQUEST_DIGEST_SIZE);
    const may = new Set(requestActs);
    const rows = Array.from({ length: size }, (_, id) => ({
      ...card(request({ ...typed, id }), null, long(200)),
      may,
    }));
    expectPostable(requestDigest({ teamId: 1, rows, unclaimed: 999, late: 999, total: 999, lateSince: AT, ...LOOK }));
    expectOpenable(requestListModal({ show: 'open', rows, page: 9, total: 999, carry: 'all', ...LOOK }));
    const entries = Array.from({ length: REQUEST_HISTORY_SIZE }, (_, id) => {
      const [, , , , asked] = everyEntry(long(LIMITS.remark));
      if (!asked) throw new Error('There is no such change.');
      return { ...asked, id };
    });
    expectOpenable(requestHistoryModal({ request: request(typed), entries, page: 3, total: 999 }));
  }
});

test('choices that are not from the form are refused', () => {
  const read = (given: Record<string, string>) => readRequestForm(submission({ ...usual, ...given }, formRef)).form;
  expect(read({ customer: 'lead:1; drop' })).toMatchObject({ ok: false });
  expect(read({ customer: `name:${'x'.repeat(61)}` })).toMatchObject({ ok: false });
  expect(read({ priority: 'highest' })).toMatchObject({ ok: false });
  expect(read({ neededBy: 'tomorrow' })).toMatchObject({ ok: false, errors: { neededBy: 'Please choose a day.' } });
  expect(read({ customer: 'lead:12' })).toMatchObject({
    ok: true,
    value: { customer: { leadId: 12, customer: null } },
  });
});

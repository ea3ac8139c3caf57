import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../src/library/search/meaning.ts';
import type { FoundItem } from '../../../src/library/search/search.ts';
import { contentKinds } from '../../../src/library/settings.ts';
import type { ItemVersion } from '../../../src/library/table.ts';
import { itemChanges, SUMMARY_LENGTH, TAG_LENGTH, TITLE_LENGTH } from '../../../src/library/types.ts';
import type { LibraryUse } from '../../../src/library/usage-table.ts';
import { useKinds } from '../../../src/library/usage-types.ts';
import { tidyTags } from '../../../src/library/words.ts';
import { itemOptions } from '../../../views/kit/item-choice.ts';
import { browseModal, readShelf } from '../../../views/library/browse.ts';
import { detailsModal, retiredModal, retireModal, VERSIONS_PAGE_SIZE } from '../../../views/library/details.ts';
import * as lists from '../../../views/library/figure-lists.ts';
import * as figures from '../../../views/library/figures.ts';
import { readItem } from '../../../views/library/item.ts';
import { searchAlertMessage, suggestionMessage } from '../../../views/library/missing.ts';
import {
  readSearch,
  SEARCH_PAGE_SIZE,
  type SearchLook,
  searchModal,
  tagChoices,
} from '../../../views/library/search.ts';
import {
  passedMessage,
  passedTooSoon,
  passedWithoutFile,
  readSend,
  readUse,
  sendModal,
  useModal,
} from '../../../views/library/share.ts';
import { anyText, stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { AT, anyLead, anyTeam, submission } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const kinds = contentKinds.default;
const OWNER = 'U0000000001';

/** An item with any text that the form accepts in its fields. */
const anyItem: fc.Arbitrary<FoundItem> = fc
  .record({
    title: anyText(TITLE_LENGTH),
    summary: anyText(SUMMARY_LENGTH),
    tags: fc.array(anyText(TAG_LENGTH), { maxLength: 4 }),
    hasFile: fc.boolean(),
    fileName: anyText(200).filter((name) => name !== ''),
    isStale: fc.boolean(),
  })
  .map(({ title, summary, tags, ...more }) => {
    const view = submission({
      title: marked(title, TITLE_LENGTH),
      summary: marked(summary, SUMMARY_LENGTH),
      tags: tags.map((tag) => marked(tag, TAG_LENGTH)),
      kind: 'deck',
      stage: 'decision',
      owner: OWNER,
      link: 'https://library.example/a?b=%3C%7C%3E&c=1',
    });
    return { form: readItem(view, { now: AT }), ...more };
  })
  .filter(({ form }) => form.ok)
  .map(({ form, hasFile, fileName, isStale }) => {
    if (!form.ok) throw new Error('It was looked at before.');
    const { content, reviewAt, ...typed } = form.value;
    const file = { sha256: 'a'.repeat(64), name: marked(fileName, 200), mimetype: 'application/pdf', bytes: 1 };
    return item({
      ...typed,
      ...(hasFile ? { link: null, file } : { link: content?.link ?? null, file: null }),
      isStale,
    });
  });

const item = (typed: Partial<FoundItem>): FoundItem => ({
  id: 123_456,
  title: 'A deck',
  kind: 'deck',
  stage: 'decision',
  summary: null,
  link: null,
  file: null,
  ownerId: OWNER,
  reviewAt: AT,
  retiredAt: null,
  version: 3,
  requestId: null,
  createdAt: AT,
  createdBy: OWNER,
  updatedAt: AT,
  updatedBy: OWNER,
  isStale: true,
  ...typed,
  tags: tidyTags(typed.tags ?? []),
});

const use = (more: Partial<LibraryUse> = {}): LibraryUse => ({
  id: 1,
  itemId: 123_456,
  kind: 'sent',
  userId: 'U0000000002',
  leadId: 7,
  channelId: null,
  toId: 'U0000000003',
  stage: 'awareness',
  requestId: null,
  words: null,
  at: AT,
  ...more,
});

const search = (more: Partial<SearchLook>): SearchLook => ({
  words: '',
  kind: null,
  stage: null,
  tag: null,
  page: 0,
  channelId: 'C0123456789',
  shared: [],
  items: [],
  total: 0,
  exact: 0,
  kinds,
  hasTags: true,
  mayTend: true,
  userId: OWNER,
  mayAsk: true,
  isWished: false,
  ...more,
});

/** Submissions of `send` and `use` with these words. */
const sent = (words: string) =>
  readSend(submission({ to: OWNER, words: marked(words, 500) }, { v: 1, itemId: 1 })).form;

describe('any text that the forms accept', () => {
  test('a search shows its items and its words, and Slack accepts it', () => {
    const found = fc.array(anyItem, { maxLength: SEARCH_PAGE_SIZE });
    fc.assert(
      fc.property(
        found,
        anyText(200),
        fc.boolean(),
        fc.nat(3),
        fc.boolean(),
        (items, words, mayAsk, exact, isWished) => {
          const tags = items.flatMap((one) => one.tags);
          const all = items.map((one, id) => ({ ...one, id }));
          const look = {
            items: all,
            words: marked(words, 200),
            mayAsk,
            exact,
            isWished,
            total: 12,
          };
          const view = searchModal(search({ ...look, tag: tags[0] ?? null, kind: 'gone_kind', page: 1, shared: [0] }));
          expectOpenable(view);
          for (const { title } of items) expectShown(view.blocks, title);
          for (const { text } of tagChoices(tags)) expect(text.text.length).toBeLessThanOrEqual(75);
        },
      ),
      RUNS,
    );
  });

  test('invalid values from a view are limited to valid ones', () => {
    fc.assert(
      fc.property(anyText(200), anyText(150), anyText(150), (words, kind, stage) => {
        const values = {
          words: { words: { type: 'plain_text_input', value: words } },
          filters: {
            content_kind: { type: 'static_select', selected_option: { value: kind } },
            content_stage: { type: 'static_select', selected_option: { value: stage } },
          },
        };
        const ref = JSON.stringify({ v: 1, channel: null, page: 0, shared: '' });
        const state = readSearch({ state: { values }, private_metadata: ref } as never);
        expectOpenable(searchModal(search({ ...state, total: 0 })));
        readShelf(`${stage}:${kind}`);
        expect(meaningOf(words)).not.toMatch(/[<>@#*`&]/);
      }),
      RUNS,
    );
  });

  test('a shared item shows its title and the words with it', () => {
    fc.assert(
      fc.property(anyItem, anyText(500), fc.constantFrom('shared', 'sent'), (one, typed, kind) => {
        const form = sent(typed);
        const words = form.ok ? form.value.words : null;
        const passed = { use: use({ kind, words }), item: one, kinds, isStale: one.isStale };
        for (const message of [passedMessage(passed), passedWithoutFile(passed), passedTooSoon(passed)]) {
          expectPostable(message);
          expectShown(message.blocks, one.title);
          if (words !== null) expectShown(message.blocks, words);
        }
        for (const view of [sendModal(one), useModal(one), retireModal(one), retiredModal(one)]) {
          expectOpenable(view);
          expectShown(view.blocks, one.title);
        }
        for (const { text } of itemOptions([one])) expect(text.text.length).toBeLessThanOrEqual(75);
      }),
      RUNS,
    );
  });

  test('details show the whole summary and every version', () => {
    const versions = fc.array(fc.tuple(anyItem, fc.constantFrom(...itemChanges)), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(versions, (all) => {
        const [[one]] = all as [[FoundItem, ItemVersion['change']]];
        const told = all.map(
          ([fields, change], at): ItemVersion => ({
            id: at,
            itemId: one.id,
            version: all.length - at,
            change,
            fields: { ...fields, reviewAt: at },
            by: OWNER,
            at: AT,
          }),
        );
        const counts = { shared: 1, sent: 2, used: 3, helped: 1, not_helped: 1 };
        const text = { itemId: 1, state: 'unreadable', text: null, trouble: one.title, attempts: 1, at: AT } as const;
        const look = {
          item: one,
          kinds,
          isStale: one.isStale,
          counts,
          text,
          versions: told,
          page: 1,
          total: 30,
          mayRetire: false,
        };
        const view = detailsModal(look);
        expectOpenable(view);
        if (one.summary) expectShown(view.blocks, one.summary);
        expect(all.length > VERSIONS_PAGE_SIZE || view.blocks.length > all.length).toBe(true);
      }),
      RUNS,
    );
  });

  test('figures and their lists', () => {
    const paged = { page: 1, total: 99 };
    fc.assert(
      fc.property(anyItem, anyLead, anyTeam, anyText(200), (one, lead, team, looked) => {
        const named = [
          { key: 'deck', label: marked(one.title, 40).slice(0, 40).toWellFormed(), noticeDays: 1, reviewMonths: 1 },
        ];
        const shelves = [
          {
            stage: 'awareness' as const,
            items: 3,
            kinds: [
              { kind: 'deck', items: 2 },
              { kind: 'gone', items: 1 },
            ],
            holes: [],
          },
          { stage: null, items: 0, kinds: [], holes: ['deck'] },
        ];
        const words = meaningOf(looked);
        const turnaround = {
          asked: 1,
          delivered: 1,
          declined: 1,
          inTime: 1,
          medianToClaimMs: 1,
          medianToDeliverMs: 2,
          medianTotalMs: 9e7,
        };
        const all = {
          since: AT,
          shelves,
          kinds: named,
          uses: new Map([[null, 1]]),
          requests: new Map([['awareness' as const, 1]]),
          missing: [{ words, times: 3 }],
          turnarounds: [{ team: team.name, figures: turnaround }],
          moreTeams: 1,
        };
        for (const chart of [true, false]) expectPostable(figures.figuresMessage(all, { chart }));
        const itemUse = { item: one, uses: 2, people: 1, won: 1, helped: 1, notHelped: 0 };
        const uses = useKinds.map((kind) => ({
          use: use({ kind, words: lead.need.slice(0, 500).toWellFormed() }),
          lead,
        }));
        const views = [
          figures.figuresModal(all),
          lists.usedModal([itemUse], paged),
          lists.unusedModal([one], named, paged),
          lists.wonModal([{ lead, items: [one.title] }], paged),
          lists.usesModal(one, uses, paged),
          browseModal({ rows: shelves, kinds: named, channelId: null, mayAdd: true, maySeeFigures: true }),
        ];
        for (const view of views) expectOpenable(view);
      }),
      RUNS,
    );
  });

  test('missing content, and content that exists now', () => {
    fc.assert(
      fc.property(anyItem, anyText(200), fc.constantFrom('open', 'requested', 'put_away'), (one, typed, state) => {
        const words = meaningOf(typed) || 'deck';
        const suggestion = {
          id: 1,
          words,
          times: 3,
          state,
          by: OWNER,
          requestId: 1,
          channel: null,
          ts: null,
          at: AT,
          settledAt: null,
        };
        const link = 'https://northwind.slack.com/archives/C0123456789/p1763542800000100';
        expectPostable(suggestionMessage(suggestion, link));
        const alert = {
          id: 1,
          userId: OWNER,
          words: marked(typed, 200).slice(0, 200) || 'x',
          at: AT,
          lookedAt: AT,
          toldAt: AT,
          itemId: 1,
        };
        const message = searchAlertMessage({ alert, item: one, kinds });
        expectPostable(message);
        expectShown(message.blocks, one.title);
      }),
      RUNS,
    );
  });
});

describe('the forms', () => {
  test('accept the words with an item as typed, or show the error at the field', () => {
    fc.assert(
      fc.property(anyText(500), (typed) => {
        for (const form of [
          sent(typed),
          readUse(submission({ lead: 'lead:1', words: typed }, { v: 1, itemId: 1 })).form,
        ]) {
          if (!form.ok) expect(Object.keys(form.errors)).toEqual(['words']);
        }
      }),
      RUNS,
    );
  });

  test('accept only a lead from the list', () => {
    const read = (lead: string | null) => readUse(submission({ lead, words: null }, { v: 1, itemId: 1 })).form;
    expect(read(null)).toEqual({ ok: false, errors: { lead: 'Choose a lead.' } });
    expect(read('name:Acme')).toMatchObject({ ok: false });
    expect(read('lead:7')).toEqual({ ok: true, value: { leadId: 7, words: null } });
  });
});

test('the five longest items, and forty kinds, fit into one modal', () => {
  for (const letters of ['Deck', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const long = (max: number) => stretched(letters, max).toWellFormed();
    const many = Array.from({ length: 50 }, (_, at) => ({
      key: `k${at}`,
      label: `${at} ${long(36)}`,
      noticeDays: 1,
      reviewMonths: 1,
    }));
    const one = item({
      title: long(TITLE_LENGTH),
      summary: long(SUMMARY_LENGTH),
      tags: Array.from({ length: 12 }, (_, at) => `${at} ${long(36)}`),
    });
    const items = Array.from({ length: SEARCH_PAGE_SIZE }, (_, id) => ({ ...one, id }));
    expectOpenable(searchModal(search({ items, kinds: many, total: 50, exact: 50 })));
    const rows = [null, 'awareness', 'consideration', 'decision'].map((stage) => ({
      stage: stage as null,
      items: 50,
      kinds: many.map(({ key }) => ({ kind: key, items: 1 })),
      holes: many.map(({ key }) => key),
    }));
    expectOpenable(browseModal({ rows, kinds: many, channelId: null, mayAdd: true, maySeeFigures: true }));
    const shown = {
      since: AT,
      shelves: rows,
      kinds: many,
      uses: new Map(),
      requests: new Map(),
      missing: [],
      turnarounds: [],
      moreTeams: 0,
    };
    expectPostable(figures.figuresMessage(shown, { chart: false }));
  }
});

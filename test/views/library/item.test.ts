import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentKinds } from '../../../src/library/settings.ts';
import type { LibraryItem } from '../../../src/library/table.ts';
import { LINK_LENGTH, SUMMARY_LENGTH, TAG_LENGTH, TITLE_LENGTH } from '../../../src/library/types.ts';
import { addedModal, addItemModal, editItemModal, readItem, tagOptions } from '../../../views/library/item.ts';
import {
  REVIEW_SIZE,
  readReviewPlace,
  readReviewValue,
  reviewMessage,
  writeReviewPlace,
} from '../../../views/library/review.ts';
import { anyText, blank, hostile, stretched, unshowable } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { AT, submission } from '../submitted.ts';

const usual = { title: 'A deck', kind: 'deck', owner: 'U0000000001', link: 'https://library.example/a' };
const read = (given: Record<string, string | string[] | null>, before?: Pick<LibraryItem, 'link' | 'file'>) =>
  readItem(submission({ ...usual, ...given }), { before, now: AT });

/** The same with a value in its file input. */
function readFile(
  files: unknown,
  given: Record<string, string | null> = {},
  before?: Pick<LibraryItem, 'link' | 'file'>,
) {
  const view = submission({ ...usual, link: null, ...given });
  Object.assign(view.state.values, { file: { file: { type: 'file_input', files } } });
  return readItem(view, { before, now: AT });
}

const kept = (value: object) => ({ ok: true, value: expect.objectContaining(value) });
const refusedAt = (...fields: string[]) => ({
  ok: false,
  errors: Object.fromEntries(fields.map((field) => [field, expect.stringMatching(/^[A-Z][^\p{Cc}]+[.?]$/u)])),
});
const KEPT = { link: 'https://library.example/a', file: null };

describe('the form of an item', () => {
  test.each([
    ['title', TITLE_LENGTH, true],
    ['summary', SUMMARY_LENGTH, false],
  ])('keeps typed text as its %s, or refuses it there', (field, limit, isRequired) => {
    for (const text of Object.values(hostile)) {
      expect(read({ [field]: text.slice(0, limit) })).toEqual(
        kept({ [field]: text.slice(0, limit).trim().normalize('NFC') }),
      );
    }
    for (const text of Object.values(unshowable)) expect(read({ [field]: text })).toEqual(refusedAt(field));
    expect(read({ [field]: 'x'.repeat(limit + 1) })).toEqual(refusedAt(field));
    expect(read({ [field]: blank.spaces })).toEqual(isRequired ? refusedAt(field) : kept({ [field]: null }));
  });

  test('accepts a link or a file, and can keep the existing one', () => {
    expect(read({})).toEqual(kept({ content: { link: 'https://library.example/a' } }));
    expect(read({ link: null })).toEqual(refusedAt('link'));
    expect(read({ link: null }, KEPT)).toEqual(kept({ content: null }));
    expect(read({}, KEPT)).toEqual(kept({ content: null }));
    const upload = {
      id: 'F0123',
      name: 'a.pdf',
      mimetype: 'application/pdf',
      size: 3,
      url_private: 'https://evil.example',
    };
    const file = { sha256: null, slackId: 'F0123', name: 'a.pdf', mimetype: 'application/pdf', bytes: 3 };
    expect(readFile([upload])).toEqual(kept({ content: { file } }));
    expect(readFile([upload], { link: KEPT.link }, KEPT)).toEqual(kept({ content: { file } }));
    expect(readFile([upload], { link: 'https://library.example/new' }, KEPT)).toEqual(refusedAt('link'));
    for (const nonsense of [null, 'F1', [{ id: '../etc' }], [{}]])
      expect(readFile(nonsense)).toEqual(refusedAt('link'));
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'library.example/a',
    'https://',
    'https://sam:secret@library.example',
    'https://library.example/\u202egnp.exe',
    'https://library.example/a b',
    `https://library.example/${'x'.repeat(LINK_LENGTH)}`,
    `https://library.example/${'ü'.repeat(LINK_LENGTH / 4)}`,
    ...Object.values(hostile),
  ])('does not accept %j as a link', (link) => {
    expect(read({ link })).toEqual(refusedAt('link'));
  });

  test('keeps a link as browsers write it', () => {
    expect(read({ link: ' HTTPS://Library.Example/ä|<b> '.trim() })).toEqual(
      kept({ content: { link: 'https://library.example/%C3%A4|%3Cb%3E' } }),
    );
  });

  test('needs a review date in the future', () => {
    expect(read({ reviewOn: null })).toEqual(kept({ reviewAt: null }));
    expect(read({ reviewOn: '2026-11-20' })).toEqual(kept({ reviewAt: new Date('2026-11-20T00:00:00Z') }));
    for (const reviewOn of ['2026-11-19', '2026-02-30', 'soon'])
      expect(read({ reviewOn })).toEqual(refusedAt('reviewOn'));
  });

  test('reads tags as typed, and leaves out invalid ones', () => {
    expect(read({ tags: ['CFO', hostile['a link that lies'].slice(0, 20)] })).toMatchObject({ ok: true });
    expect(read({ tags: ['x'.repeat(TAG_LENGTH + 1)] })).toEqual(refusedAt('tags'));
    expect(read({ tags: Array.from({ length: 13 }, (_, at) => `tag ${at}`) })).toEqual(refusedAt('tags'));
    fc.assert(
      fc.property(anyText(100), (typed) => {
        const offered = tagOptions(['CFO'], typed);
        for (const { value } of offered) expect(read({ tags: [value ?? ''] })).toMatchObject({ ok: true });
      }),
    );
  });
});

const item = (typed: Partial<LibraryItem> = {}): LibraryItem => ({
  id: 123_456,
  title: 'A deck',
  kind: 'deck',
  stage: 'decision',
  tags: [],
  summary: null,
  link: 'https://library.example/a?b=%3C%7C%3E&c=1',
  file: null,
  ownerId: 'U0000000001',
  reviewAt: AT,
  retiredAt: null,
  version: 3,
  requestId: null,
  createdAt: AT,
  createdBy: 'U0000000001',
  updatedAt: AT,
  updatedBy: 'U0000000001',
  ...typed,
});

const kinds = contentKinds.default;
const manyKinds = Array.from({ length: 120 }, (_, at) => ({
  key: `kind_${at}`,
  label: `Kind ${at}`,
  noticeDays: 1,
  reviewMonths: 1,
}));
const look = { ownerId: 'U0000000001', total: 99, page: 1, kindLabel: (key: string) => key };

describe('any text that the form accepts', () => {
  const anyItem = fc
    .record({
      title: anyText(TITLE_LENGTH),
      summary: anyText(SUMMARY_LENGTH),
      tag: anyText(TAG_LENGTH),
      file: anyText(255),
    })
    .map(({ file, ...typed }) => ({
      file,
      form: read({
        title: marked(typed.title, TITLE_LENGTH),
        summary: marked(typed.summary, SUMMARY_LENGTH),
        tags: [marked(typed.tag, TAG_LENGTH)],
      }),
    }))
    .filter(({ form }) => form.ok)
    .map(({ form, file }) => {
      const { title, summary, tags } = form.ok ? form.value : { title: '', summary: null, tags: [] };
      const withFile = { sha256: null, name: marked(file, 255) || 'x', mimetype: '', bytes: 1 };
      return item({ title, summary, tags, ...(file.length % 2 ? { file: withFile, link: null } : {}) });
    });

  test('its forms open', () => {
    fc.assert(
      fc.property(anyItem, (one) => {
        expectOpenable(editItemModal(one, { kinds, nextReview: AT, review: 'U1:0:D1:1.2' }));
        expectOpenable(addItemModal(one, manyKinds));
        expectOpenable(addedModal(one.title));
      }),
      { numRuns: 60 },
    );
  });

  test('the review list can be posted, and names each item', () => {
    const page = fc.array(anyItem, { minLength: 1, maxLength: REVIEW_SIZE });
    fc.assert(
      fc.property(page, fc.boolean(), (found, inPlace) => {
        const items = found.map((one, index) => ({ ...one, id: index + 1 }));
        const message = reviewMessage({ ...look, items, inPlace });
        expectPostable(message);
        for (const { title } of items) expectShown(message.blocks, title);
      }),
      { numRuns: 60 },
    );
  });
});

test('a list of items with the longest titles fits into one message', () => {
  for (const letters of ['Deck', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const title = stretched(letters, TITLE_LENGTH).toWellFormed();
    const link = `https://library.example/${'x'.repeat(LINK_LENGTH - 24)}`;
    const items = Array.from({ length: REVIEW_SIZE }, (_, id) => item({ id, title, link }));
    expectPostable(reviewMessage({ ...look, items, inPlace: true }));
  }
});

test('the value of a button is read back, and an invalid one is empty', () => {
  const place = { messageId: 2 ** 48 - 2, ownerId: 'U0000000001', page: 3 };
  expect(readReviewPlace(writeReviewPlace(place))).toEqual(place);
  for (const nonsense of [undefined, '', 'U1:2', 'U1:x:D1:1.2', '<!channel>:1:D1:1']) {
    expect(readReviewPlace(nonsense)).toBeUndefined();
    expect(readReviewValue(nonsense)).toEqual({ itemId: 0, page: 0, ownerId: '' });
  }
});

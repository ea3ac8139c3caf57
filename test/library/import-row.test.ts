/** One row of a list of content, as people and spreadsheets write it. */
import { describe, expect, test } from 'vitest';
import { kindNamed, readImportRow, stageNamed } from '../../src/library/import.ts';
import { contentKinds } from '../../src/library/settings.ts';

const kinds = contentKinds.default;
const read = (cells: Record<string, string>, dates?: 'day-first' | 'month-first') =>
  readImportRow({ title: 'Deck', link: 'https://example.com/a', ...cells }, { kinds, ownerId: 'U0', dates });
const faults = (cells: Record<string, string>) => {
  const result = read(cells);
  return result.ok ? [] : result.faults;
};

test('a row with everything', () => {
  const cells = {
    ...{ title: ' Pricing ', kind: 'Case Studies', stage: 'Decision', tags: 'CFO; Banking|EU,', summary: ' Short. ' },
    ...{ owner: 'U012AB3CD', review_on: '2027-01-31', link: 'https://example.com/a b'.replace(' ', '') },
  };
  expect(read(cells)).toEqual({
    ok: true,
    row: {
      ...{
        title: 'Pricing',
        kind: 'case_study',
        stage: 'decision',
        tags: ['CFO', 'Banking', 'EU', ''],
        summary: 'Short.',
      },
      ...{
        ownerId: 'U012AB3CD',
        reviewAt: new Date('2027-01-31T00:00:00Z'),
        content: { link: 'https://example.com/ab' },
      },
    },
  });
});

test('a title and a file are enough, and empty cells count as missing', () => {
  const empty = { kind: ' ', stage: '', tags: '', summary: ' ', owner: '', review_on: '', link: '' };
  expect(read({ ...empty, file: 'decks/a.pdf' })).toEqual({
    ok: true,
    row: {
      ...{ title: 'Deck', kind: 'other', stage: null, tags: [], summary: null, ownerId: 'U0', reviewAt: null },
      content: { path: 'decks/a.pdf' },
    },
  });
});

describe('a fault is told', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ title: ' ' }, ['The title is missing.']],
    [{ title: 'a\nb' }, ['The title spans several lines: is a quote left open?']],
    [{ title: 'x'.repeat(201) }, ['title: This is too long: at most 200 characters.']],
    [{ kind: 'poem' }, [expect.stringMatching(/^There is no kind "poem"\. Choose from: Case study, .*Other\.$/)]],
    [{ stage: 'soon' }, ['There is no stage "soon". Choose from: awareness, consideration, decision.']],
    [{ tags: 'x'.repeat(41) }, ['A tag has at most 40 characters.']],
    [{ tags: 'x;'.repeat(13) }, ['There are at most 12 tags, with semicolons between them.']],
    [{ link: 'example' }, ['link: This must be an address that starts with https:// or http://.']],
    [{ link: '' }, ['It needs a link or a file.']],
    [{ file: 'a.pdf' }, ['It has a link and a file: keep one of them.']],
    [{ owner: 'Ana' }, ['The owner must be a Slack member ID, such as U012AB3CD.']],
    [{ review_on: 'soon' }, ['Write the review date as 2027-01-31.']],
    [{ review_on: '1/2/2027' }, [expect.stringContaining('may be')]],
    [{ kind: 'poem', stage: 'soon', link: '' }, [expect.any(String), expect.any(String), 'It needs a link or a file.']],
  ])('%j', (cells, told) => expect(faults(cells)).toEqual(told));

  test('an invisible character is named with its column', () => {
    expect(faults({ summary: 'a\u0007' })).toEqual([
      'summary: There is an invisible control character in this. Please type it again.',
    ]);
  });

  test('of a title that is wrong, the link is not asked for too', () => {
    expect(faults({ title: '', link: '' })).toEqual(['The title is missing.']);
  });
});

test('a date is read in the given order', () => {
  const day = (dates: 'day-first' | 'month-first') => {
    const result = read({ review_on: '1/2/2027' }, dates);
    return result.ok && result.row.reviewAt?.toISOString().slice(0, 10);
  };
  expect([day('day-first'), day('month-first')]).toEqual(['2027-02-01', '2027-01-02']);
});

test.each([
  ['case_study', 'case_study'],
  ['CASE STUDY', 'case_study'],
  ['Case studies', 'case_study'],
  ['decks', 'deck'],
  ['One pager', 'one_pager'],
  ['case stud', undefined],
  ['', 'other'],
  [' - ', 'other'],
])('the kind %j is %s', (name, key) => expect(kindNamed(kinds, name)).toBe(key));

test('without a kind for all others, the last one is it', () => {
  const some = kinds.filter(({ key }) => key !== 'other');
  expect(kindNamed(some, '')).toBe('pricing');
  expect(kindNamed([], '')).toBeUndefined();
});

test.each([
  ['', null],
  ['Decision', 'decision'],
  ['decisions', undefined],
])('the stage %j is %s', (name, stage) => expect(stageNamed(name)).toBe(stage));

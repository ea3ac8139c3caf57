/** How an import reads a list: encodings, dates and links. */
import { describe, expect, test } from 'vitest';
import { createWriter } from '../../src/platform/db/write.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { shell } from './shell.ts';

const OWNER = ['--owner', 'U0OWNER'];

describe('an encoding that the file does not tell', () => {
  // Übersicht für Ärzte, as programs on a Mac and on Windows wrote it.
  const mac = Buffer.from(
    'title,link\nPlain,https://example.com/0\n\x86bersicht f\x9fr \x80rzte,https://example.com/1\n',
    'latin1',
  );
  const windows = Buffer.from('title,link\nÜbersicht für Ärzte,https://example.com/1\n', 'latin1');

  test.each([
    ['macintosh', mac],
    ['windows-1252', windows],
  ])('%s is named with a row, and nothing is stored before it is confirmed', async (encoding, bytes) => {
    const { baton, put, items } = shell();
    const list = put('list.csv', bytes);
    const { code, out, err } = await baton('library', 'import', list, ...OWNER);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(
      `list.csv does not say its encoding. In ${encoding}, one of its rows is:\n  Übersicht für Ärzte,`,
    );
    expect(err).toContain(`add --encoding ${encoding}`);
    expect(items()).toEqual([]);
    expect(await baton('library', 'import', list, ...OWNER, '--encoding', encoding)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(items().at(-1)?.title).toBe('Übersicht für Ärzte');
  });

  test('is shown in a dry run, which goes on', async () => {
    const { baton, put, items } = shell();
    const { code, out, err } = await baton('library', 'import', put('list.csv', mac), ...OWNER, '--dry-run');
    expect({ code, out }).toEqual({ code: 0, out: '2 would be added, 0 already there, 0 skipped, 0 with errors.' });
    expect(err).toContain('In macintosh');
    expect(items()).toEqual([]);
  });

  test('must be one that exists', async () => {
    const { baton, put } = shell();
    const { code, err } = await baton('library', 'import', put('list.csv', mac), ...OWNER, '--encoding', 'klingon');
    expect(code).toBe(2);
    expect(err).toContain('There is no encoding "klingon". Examples: utf-8, windows-1252, macintosh');
  });
});

describe('review dates of a spreadsheet', () => {
  const rows = (...dates: string[]) =>
    `title;link;review_on\n${dates.map((date, at) => `Item ${at};https://example.com/${at};${date}`).join('\n')}\n`;

  async function company(zone: string) {
    const all = shell();
    const hours = { workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
    const team = { kind: 'sales', name: 'Sales', channelId: 'C1', userGroupId: null, managerId: 'U1', zone } as const;
    await createWriter(all.db)((tx) =>
      saveTeam(tx, { ...team, ...hours, digestCron: null }, { id: null, by: 'U1' }, new Date()),
    );
    return all;
  }

  test.each([
    ['Europe/Berlin', [], '2027-01-12'],
    ['America/Chicago', [], '2027-12-01'],
    ['America/Chicago', ['--dates', 'day-first'], '2027-01-12'],
  ])('12/1/2027 in %s %j', async (zone, options, day) => {
    const { baton, put, items } = await company(zone);
    const list = put('list.csv', rows('12/1/2027', '01.12.27', '12/1/27 0:00'));
    expect(await baton('library', 'import', list, ...OWNER, ...options)).toMatchObject({ code: 0, err: '' });
    expect(items().map(({ reviewAt }) => reviewAt.toISOString().slice(0, 10))).toEqual([day, '2027-12-01', day]);
  });

  test('are asked about when no team tells their order', async () => {
    const { baton, put, items } = shell();
    const { code, err } = await baton('library', 'import', put('list.csv', rows('12/1/2027')), ...OWNER);
    expect(code).toBe(1);
    expect(err).toContain('Row 2 (Item 0): 12/1/2027 may be 12 January 2027 or 1 December 2027. Set --dates');
    expect(items()).toEqual([]);
  });

  test('--dates takes two values', async () => {
    const { baton, put } = shell();
    const { code, err } = await baton(
      'library',
      'import',
      put('list.csv', rows('12/1/2027')),
      ...OWNER,
      '--dates',
      'us',
    );
    expect(code).toBe(2);
    expect(err).toContain('--dates is day-first or month-first.');
  });
});

test('links that lead to one page are one item, also in a dry run', async () => {
  const { baton, put, items } = shell();
  const same = [
    'https://www.Example.com/pricing',
    'https://www.example.com/pricing/',
    'http://www.example.com/pricing#plans',
    'https://www.example.com/pricing/?utm_source=mail&utm_medium=x#top',
    'https://www.example.com/pricing?fbclid=abc',
  ];
  const other = [
    'https://www.example.com/pricing/2027',
    'https://www.example.com/pricing?plan=pro',
    'https://www.example.com/pricing-old',
    'https://www.example.com/#/pricing',
    'https://www.example.com/',
  ];
  const list = put(
    'list.csv',
    `title,link\n${[...same, ...other].map((link, at) => `Item ${at},${link}`).join('\n')}\n`,
  );
  expect((await baton('library', 'import', list, ...OWNER, '--dry-run')).out).toContain('6 would be added, 4 already');
  expect((await baton('library', 'import', list, ...OWNER)).out).toContain('6 added, 4 already there');
  expect(items().map(({ link }) => link)).toEqual(['https://www.example.com/pricing', ...other]);
  expect((await baton('library', 'import', list, ...OWNER)).out).toContain('0 added, 10 already there');
});

import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { retireItem } from '../../src/library/review.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { NOW, shell } from './shell.ts';

const OWNER = ['--owner', 'U0OWNER'];

describe('a list is imported', () => {
  test('with every value of an item, and files next to the list', async () => {
    const { baton, put, items } = shell();
    put('docs/Überblick.pdf', 'a file');
    const list = put(
      'list.csv',
      [
        'Title,Kind,Stage,Tags,Summary,Link,File,Owner,Review on,Something else',
        'Overview,Case studies,decision,"Banking; CFO; banking","In short, a lot",,docs/Überblick.pdf,U0SAM,2027-05-01,x',
        'A page,,,,,HTTPS://Example.com/a b,,,,',
        'Another page,one_pager,,,,https://example.com/b,,,,',
      ].join('\n'),
    );
    const { code, out, err } = await baton('library', 'import', list, ...OWNER);
    expect(out).toContain('2 added, 0 already there, 0 skipped, 1 with errors.');
    expect(err).toBe('Row 3 (A page): link: This must be an address that starts with https:// or http://.');
    expect(code).toBe(1);
    expect(items()).toMatchObject([
      {
        title: 'Overview',
        kind: 'case_study',
        stage: 'decision',
        tags: ['Banking', 'CFO'],
        summary: 'In short, a lot',
        link: null,
        file: { name: 'Überblick.pdf', mimetype: 'application/pdf', bytes: 6 },
        ownerId: 'U0SAM',
        reviewAt: new Date('2027-05-01T00:00:00Z'),
        createdBy: 'U0SAM',
      },
      { title: 'Another page', kind: 'one_pager', link: 'https://example.com/b', ownerId: 'U0OWNER', createdAt: NOW },
    ]);
  });

  test.each<[string, string, BufferEncoding]>([
    ['UTF-8 with a mark and semicolons', '\ufefftitle;link\r\nGrüße;https://example.com\r\n', 'utf8'],
    ['UTF-16 with tabs', '\ufefftitle\tlink\nGrüße\thttps://example.com\n', 'utf16le'],
    ['UTF-16 without a mark', 'title,link\nGrüße,https://example.com', 'utf16le'],
    ['semicolons that the first line names', 'sep=;\r\ntitle;link;a,b,c\r\nGrüße;https://example.com;\r\n', 'utf8'],
    ['tabs that the first line names', '\ufeffSEP=\t\ntitle\tlink\nGrüße\thttps://example.com\n', 'utf16le'],
    ['lines of an old Mac', 'title,link\rGrüße,https://example.com\r', 'utf8'],
    ['semicolons, and commas in quotes', '"title";"link";"a,b,c,d"\n"Grüße";"https://example.com";""', 'utf8'],
  ])('in %s', async (_, text, encoding) => {
    const { baton, put, items } = shell();
    const { err } = await baton('library', 'import', put('list.csv', Buffer.from(text, encoding)), ...OWNER);
    expect(err).toBe('');
    expect(items().map(({ title }) => title)).toEqual(['Grüße']);
  });

  test('without its invalid rows, each of which is reported', async () => {
    const { baton, put, items, folder } = shell();
    const rows = [
      'title,kind,stage,tags,link,file,owner,review_on',
      'Good,deck,,,https://example.com/1,,,',
      ',deck,,,https://example.com/2,,,',
      'No kind,poem,,,https://example.com/3,,,',
      'No stage,deck,bought,,https://example.com/4,,,',
      'No content,deck,,,,,,',
      'Both,deck,,,https://example.com/5,a.pdf,,',
      'Script,deck,,,javascript:alert(1),,,',
      'Gone,deck,,,,gone.pdf,,',
      'Bad owner,deck,,,https://example.com/6,,sam,',
      'No day,deck,,,https://example.com/7,,,31.02.2027',
      'Too, many, cells,deck,,,https://example.com/8,,,',
      'N\0L,deck,,,https://example.com/9,,,',
      'Quo"te,deck,,,https://example.com/10,,,',
      '"Bad" quote,deck,,,https://example.com/11,,,',
      `${'x'.repeat(201)},deck,,,https://example.com/12,,,`,
      ',,,,,,,',
      'Last,deck,,,https://example.com/13,,,',
    ];
    const report = join(folder, 'report.csv');
    const { code, out, err } = await baton(
      'library',
      'import',
      put('list.csv', rows.join('\n')),
      ...OWNER,
      '--report',
      report,
    );
    expect(code).toBe(1);
    expect(items().map(({ title }) => title)).toEqual(['Good', 'Quo"te', '"Bad" quote', 'Last']);
    expect(out).toContain('4 added, 0 already there, 0 skipped, 12 with errors.');
    for (const said of [
      'Row 3: The title is missing.',
      'Row 4 (No kind): There is no kind "poem". Choose from: Case study, Data sheet,',
      'Row 5 (No stage): There is no stage "bought". Choose from: awareness, consideration, decision.',
      'Row 6 (No content): It needs a link or a file.',
      'Row 7 (Both): It has a link and a file: keep one of them.',
      'Row 8 (Script): link: This must be an address',
      'Row 9 (Gone): File not found: gone.pdf.',
      'Row 10 (Bad owner): The owner must be a Slack member ID',
      'Row 11 (No day): Write the review date as 2027-01-31.',
      'Row 12: It has 10 cells, but the header has 8. Put texts with "," in quotes.',
      'Row 13 (N\0L): title: There is an invisible control character',
      `Row 16 (${'x'.repeat(201)}): title: This is too long: at most 200 characters.`,
    ]) {
      expect(err).toContain(said);
    }
    const lines = readFileSync(report, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 16);
    expect(lines[0]).toBe('\ufeffrow,title,result,words');
    expect(lines[1]).toBe('2,Good,added,');
  });

  test('with an unclosed quote, which costs its own row and the rows inside it', async () => {
    const { baton, put, items } = shell();
    const list = put('list.csv', 'title,link\nFirst,https://example.com/1\n"Open,https://example.com/2\nSwallowed,x\n');
    const { err, code } = await baton('library', 'import', list, ...OWNER);
    expect(code).toBe(1);
    expect(err).toBe('Row 3: A quote that starts here is not closed. The lines after it were not read.');
    expect(items().map(({ title }) => title)).toEqual(['First']);
  });

  test('a second time without duplicates, also under another name', async () => {
    const { baton, put, items, db } = shell();
    put('a.txt', 'one text');
    put('b.txt', 'one text');
    const list = put('list.csv', 'title,link,file\nA page,https://example.com,\nA file,,a.txt\nThe same file,,b.txt\n');
    expect((await baton('library', 'import', list, ...OWNER)).out).toContain('2 added, 1 already there');
    await createWriter(db)((tx) => retireItem(tx, { itemId: 1, by: 'U1' }, NOW));
    put('list.csv', 'title,link,file\nRenamed,https://EXAMPLE.com/,\nA file,,a.txt\n');
    const again = await baton('library', 'import', list, ...OWNER);
    expect(again).toMatchObject({ code: 0, out: '0 added, 2 already there, 0 skipped, 0 with errors.' });
    expect(items()).toHaveLength(2);
  });

  test('as a dry run, which changes nothing', async () => {
    const { baton, put, items, path } = shell();
    put('a.txt', 'text');
    const list = put(
      'list.csv',
      'title,link,file\nOne,https://example.com,\nTwo,https://example.com,\nThree,,a.txt\nFour,,b.txt',
    );
    const { out, err } = await baton('library', 'import', list, ...OWNER, '--dry-run');
    expect(out).toBe('2 would be added, 1 already there, 0 skipped, 1 with errors.');
    expect(err).toContain('File not found: b.txt.');
    expect(items()).toEqual([]);
    expect(existsSync(`${path}.files/3f`)).toBe(false);
  });

  test('without files from other places', async () => {
    const { baton, put, items, folder, path } = shell();
    put('secret.txt', 'a secret');
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'secret-link.txt'));
    put('lists/in.txt', 'fine');
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'lists/link.txt'));
    const named = ['../secret.txt', path, 'link.txt', '.', 'in.txt', '..\\secret.txt'];
    const list = put('lists/list.csv', ['title,file', ...named.map((name) => `x,${name}`)].join('\n'));
    const { err } = await baton('library', 'import', list, ...OWNER);
    expect(err.match(/outside the folder of the CSV file/g)).toHaveLength(5);
    expect(items().map(({ file }) => file?.name)).toEqual(['in.txt']);
  });
});

test('a folder of files becomes items with the names of the files, sorted by folder', async () => {
  const { baton, put, items, folder } = shell();
  put('Case Studies/Banking/Regional_bank-saves-time.pdf', 'one');
  put('decision/Decks/Healthcare/Offer.pptx', 'two');
  put('Loose file.txt', 'three');
  for (const junk of ['.DS_Store', '~$Offer.pptx', 'Thumbs.db', '.git/config']) put(junk, 'junk');
  put('empty.txt', '');
  const { err, out } = await baton('library', 'import', folder, ...OWNER);
  expect(out).toContain('3 added');
  expect(err).toBe('Row 4 (empty): This file is empty.');
  expect(items().map(({ title, kind, stage, tags }) => ({ title, kind, stage, tags }))).toEqual([
    { title: 'Regional bank saves time', kind: 'case_study', stage: null, tags: ['Banking'] },
    { title: 'Loose file', kind: 'other', stage: null, tags: [] },
    { title: 'Offer', kind: 'deck', stage: 'decision', tags: ['Healthcare'] },
  ]);
});

test('an import waits while Baton writes', async () => {
  const { baton, put, db, items } = shell();
  const list = put('list.csv', 'title,link\nOne,https://example.com\n');
  db.$client.exec('BEGIN IMMEDIATE');
  const running = baton('library', 'import', list, ...OWNER);
  await sleep(300);
  db.$client.exec('ROLLBACK');
  expect(await running).toMatchObject({ code: 0 });
  expect(items()).toHaveLength(1);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, test } from 'vitest';
import { importById } from '../../src/imports/queries.ts';
import { imports } from '../../src/imports/table.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { sellers } from '../../src/leads/routing/table.ts';
import { escalations } from '../../src/leads/sla/table.ts';
import { leadHistory, leads } from '../../src/leads/table.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { NOW, type Shell, shell } from './shell.ts';

const BY = ['--by', 'UMIA'];
let it: Shell & ReturnType<typeof reads>;

beforeEach(async () => {
  const made = shell();
  await createWriter(made.db)((tx) => {
    const hours = {
      zone: 'Europe/Berlin',
      workDays: [1, 2, 3, 4, 5],
      worksFrom: '09:00',
      worksUntil: '17:00',
      holidays: [],
    };
    const form = {
      kind: 'sales',
      name: 'Sales',
      channelId: 'CSALES',
      managerId: 'UMAX',
      digestCron: null,
      routing: 'round_robin',
    } as const;
    const team = saveTeam(tx, { ...form, ...hours }, { id: null, by: 'UMAX' }, NOW);
    saveRoster(
      tx,
      team.id,
      ['USAM', 'USUE'].map((userId) => ({ userId, absence: null, undisturbedUntil: null })),
      NOW,
    );
    tx.update(sellers).set({ name: 'Sam Seller' }).run();
  });
  it = { ...made, ...reads(made) };
});

function reads({ db }: Shell) {
  return {
    all: () => db.select().from(leads).orderBy(leads.id).all(),
    kinds: () =>
      db
        .select()
        .from(outbox)
        .all()
        .map(({ kind }) => kind),
    history: () => db.select().from(leadHistory).orderBy(leadHistory.id).all(),
  };
}

const csv = (...lines: string[]) => `${lines.join('\n')}\n`;
const people = (count: number) => Array.from({ length: count }, (_, at) => `Person ${at},p${at}@firm${at}.example,`);

test('good rows come in like hand-offs, and bad ones are named with the reason', async () => {
  const list = it.put(
    'fair.csv',
    csv(
      'Full name;Company;Email;Phone;Notes;Score;Country;Employees',
      'Jane Doe;Acme;jane@acme.example;;Wants a demo;87;Germany;51-200',
      'Joe Roe;Fenwick;;030 901820;;;Atlantis;',
      'No Contact;Acme;;;;;;',
      'Bad Mail;Acme;not an address;;;;;',
      'Jane Doe;Acme;jane@acme.example;;again;;;',
      "'=Ann Sum;;ann@ann.example;;;;;",
    ),
  );
  const report = join(it.folder, 'report.csv');
  const { code, out, err } = await it.baton('import', list, ...BY, '--source', 'Trade fair', '--report', report);
  expect([code, out]).toEqual([
    1,
    `3 added, 1 known already, 2 with errors.\nTo undo it within a day: baton import --undo 1`,
  ]);
  expect(err).toContain('1 × It has no email address and no phone number. (rows 4)');
  expect(it.all()).toMatchObject([
    {
      ...{ name: 'Jane Doe', company: 'Acme', email: 'jane@acme.example', need: 'Wants a demo', score: 87 },
      ...{ temperature: 'hot', country: 'DE', companySize: '51-200', source: 'Trade fair', handedOffBy: 'UMIA' },
    },
    { name: 'Joe Roe', phone: '+4930901820', need: 'From the list fair.csv', country: null, temperature: 'warm' },
    { name: '=Ann Sum', company: 'Ann' },
  ]);
  expect(it.kinds().filter((kind) => kind === 'lead_card')).toHaveLength(3);
  expect(it.all().every(({ dueAt }) => dueAt !== null)).toBe(true);
  const rows = readFileSync(report, 'utf8').split('\n');
  expect(rows[0]).toContain('Row,Result,Why,Lead,Full name,Company');
  expect(rows[3]).toContain('4,not imported,It has no email address and no phone number.,,No Contact,Acme');
  expect(rows[2]).toContain('The country is left out');
  expect(rows[6]).toContain("'=Ann Sum");
});

test('a dry run says the same and adds nothing', async () => {
  const list = it.put('list.csv', csv('Name,Email,Notes', ...people(3), 'Person 1,p1@firm1.example,', 'X,,'));
  const { code, out } = await it.baton('import', list, ...BY, '--dry-run', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ...{ dryRun: true, rows: 5, added: 3, known: 1, bad: 1, asList: false },
    columns: { Name: 'name', Email: 'email', Notes: 'need' },
    faults: [
      { words: 'This person is in an earlier row.', rows: 1, lines: [5] },
      { words: 'It has no email address and no phone number.', rows: 1, lines: [6] },
    ],
  });
  expect(it.all()).toEqual([]);
});

test('many leads come in as a list: shared out, without cards, messages or deadlines, until someone acts', async () => {
  const list = it.put('list.csv', csv('Name,Email,Notes', ...people(21)));
  expect(await it.baton('import', list, ...BY)).toMatchObject({ code: 0 });
  const found = it.all();
  expect(found).toHaveLength(21);
  expect(found.every(({ dueAt, isUnhurried, status }) => dueAt === null && isUnhurried && status === 'new')).toBe(true);
  expect(it.kinds().filter((kind) => kind.startsWith('lead'))).toEqual([]);
  expect(it.db.select().from(escalations).all()).toEqual([]);
  const shares = Map.groupBy(found, ({ assigneeId }) => assigneeId);
  expect([...shares].map(([userId, theirs]) => [userId, theirs.length]).sort()).toEqual([
    ['USAM', 11],
    ['USUE', 10],
  ]);
});

test('the same file again, and after an interruption, adds no one twice', async () => {
  const list = it.put('list.csv', csv('Name,Email,Notes', ...people(30)));
  await it.baton('import', list, ...BY);
  const { code, out } = await it.baton('import', list, ...BY);
  expect([code, out]).toEqual([0, '0 added, 30 known already, 0 with errors.']);
  expect(it.all()).toHaveLength(30);
});

test('an import that was interrupted before its first row goes on', async () => {
  const list = it.put('list.csv', csv('Name,Email,Notes', ...people(30)));
  await it.baton('import', list, ...BY, '--dry-run');
  const counts = { added: 0, known: 0, bad: 0 };
  await createWriter(it.db)((tx) => tx.update(imports).set({ state: 'running', position: 0, counts }).run());
  expect((await it.baton('import', list, ...BY)).out).toContain('30 added, 0 known already, 0 with errors.');
  expect(it.all()).toHaveLength(30);
});

describe('leads that were worked elsewhere', () => {
  const HEADER = 'Name,Email,Notes,Owner,Lead status,Created,First contact,Close date,Amount,Lost reason';
  const worked = (...rows: string[]) =>
    it.baton('import', it.put('crm.csv', csv(HEADER, ...rows)), ...BY, '--worked', '--owner', 'USUE');

  test('come with owner, status and dates, start no deadline, and post nothing', async () => {
    await createWriter(it.db)((tx) => void tx.update(sellers).set({ name: 'Sue Seller' }).run());
    const { code, out } = await worked(
      'Won One,won@a.example,,sue.seller@northwind.example,Closed Won,2026-01-05,2026-01-07,2026-03-01,"12,000",',
      'Lost One,lost@b.example,,Pat Gone,Closed Lost,2026-02-01,,2026-04-01,,Too dear',
      'Open One,open@c.example,,,Contacted,2026-05-01,2026-05-02,,,',
      'New One,new@d.example,,,New,2026-11-01,,,,',
      'Odd One,odd@e.example,,,Whatever,2026-11-01,,,,',
      'Late One,late@f.example,,,Won,2031-11-01,,2031-12-01,,',
    );
    expect([code, out.split('\n')[0]]).toEqual([1, '4 added, 0 known already, 2 with errors.']);
    const day = (at: Date | null) => at?.toISOString().slice(0, 10);
    const found = it
      .all()
      .map(({ name, status, ownerId, amount, handedOffAt, touchedAt, dueAt }) => [
        ...[name, status, ownerId, amount, day(handedOffAt), day(touchedAt), dueAt],
      ]);
    expect(found).toEqual([
      ['Won One', 'won', 'USUE', 12_000, '2026-01-05', '2026-01-07', null],
      ['Lost One', 'lost', 'USUE', null, '2026-02-01', '2026-02-01', null],
      ['Open One', 'working', 'USUE', null, '2026-05-01', '2026-05-02', null],
      ['New One', 'new', null, null, '2026-11-01', undefined, null],
    ]);
    expect(it.kinds()).toEqual([]);
    expect(it.db.select().from(escalations).all()).toEqual([]);
    const won = it.history().filter(({ leadId }) => leadId === 1);
    expect(won.map(({ kind, at }) => `${kind} ${day(at)}`)).toEqual([
      ...[
        'handed_off 2026-01-05',
        'accepted 2026-01-05',
        'touched 2026-01-07',
        'qualified 2026-01-07',
        'won 2026-03-01',
      ],
    ]);
  });

  test('are not added again', async () => {
    const row = 'Won One,won@a.example,,,Closed Won,2026-01-05,,2026-03-01,,';
    await worked(row);
    expect(await worked(row)).toMatchObject({ code: 0, out: '0 added, 1 known already, 0 with errors.' });
  });
});

describe('undo', () => {
  test('takes the leads back, but not those that people have worked on', async () => {
    const list = it.put('list.csv', csv('Name,Email,Notes', ...people(25)));
    await it.baton('import', list, ...BY);
    const [first] = it.all();
    const actor = { id: 'USAM', isSeller: true, isManager: false, isMarketer: false, teamChannelId: 'CSALES' };
    const touch = { leadId: first?.id ?? 0, actor, kind: 'call', outcome: null, words: null } as const;
    await createWriter(it.db)((tx) => touchLead(tx, touch, NOW));
    const { code, out } = await it.baton('import', '--undo', '1');
    expect([code, out]).toEqual([0, '24 removed, 1 kept because people have worked on them.']);
    expect(it.all().map(({ id }) => id)).toEqual([first?.id]);
    expect(importById(it.db, 1)).toMatchObject({ state: 'undone', kept: 1 });
    expect(await it.baton('import', list, ...BY)).toMatchObject({ code: 0 });
    expect(it.all()).toHaveLength(25);
  });

  test('is refused for an import that is not done', async () => {
    expect(await it.baton('import', '--undo', '7')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no longer exists'),
    });
  });
});

describe('files', () => {
  test('an Excel file is read, dates and numbers included', async () => {
    const rows = [
      ['Name', 'Email', 'Status', 'Created', 'Close date', 'Amount'],
      [
        'Jane Doe',
        'jane@acme.example',
        'Won',
        new Date('2026-02-03T00:00:00Z'),
        new Date('2026-03-04T00:00:00Z'),
        12_000.5,
      ],
    ];
    const list = it.put('crm.xlsx', await writeXlsx({ sheets: [{ name: 'Leads', rows }] }));
    expect(await it.baton('import', list, ...BY, '--worked')).toMatchObject({ code: 0 });
    expect(it.all()).toMatchObject([
      { name: 'Jane Doe', status: 'won', amount: 12_000.5, handedOffAt: new Date('2026-02-03T12:00:00Z') },
    ]);
  });

  test.each([
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('%s is recognised', async (_, encode) => {
    const list = it.put('list.csv', encode(csv('Name\tEmail\tNotes', 'Jürgen Groß\tj@gross.example\t')));
    expect(await it.baton('import', list, ...BY)).toMatchObject({ code: 0 });
    expect(it.all()).toMatchObject([{ name: 'Jürgen Groß' }]);
  });

  test('an encoding that has to be guessed is asked about', async () => {
    const list = it.put('list.csv', Buffer.from(csv('Name,Email,Notes', 'Jürgen Groß,j@gross.example,'), 'latin1'));
    expect(await it.baton('import', list, ...BY)).toMatchObject({
      code: 1,
      err: expect.stringContaining('add --encoding windows-1252'),
    });
    expect(await it.baton('import', list, ...BY, '--encoding', 'windows-1252')).toMatchObject({ code: 0 });
    expect(it.all()).toMatchObject([{ name: 'Jürgen Groß' }]);
  });

  test.each([
    ['broken.xlsx', Buffer.from('PK\u0003\u0004 and then nothing'), 'It is damaged, or not what its name says.'],
    ['old.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'It is protected by a password, or from before 2007.'],
    ['empty.csv', 'Name,Email\n', 'It has no rows below its header.'],
    ['list.pdf', '%PDF', 'I read CSV and Excel files'],
  ])('%s is refused with a sentence', async (name, content, words) => {
    const list = it.put(name, content);
    expect(await it.baton('import', list, ...BY)).toMatchObject({ code: 1, err: expect.stringContaining(words) });
  });
});

test.each([
  [[], 2, '--by is the member ID'],
  [['--by', 'mia'], 2, '--by is a member ID'],
  [[...BY, '--map', 'Nothing=email'], 2, 'there is no column "Nothing". Columns: Name, Wo'],
  [[...BY, '--map', 'Name=mail'], 2, 'there is no field "mail"'],
  [[...BY, '--team', 'Nobody'], 2, '--team is one of: "Sales"'],
  [[...BY, '--map', 'Wo=none'], 1, 'Choose the column of the email or of the phone.'],
  [[...BY, '--map', 'Wo=email'], 0, ''],
])('options %j end with %s', async (options, code, words) => {
  const list = it.put('list.csv', csv('Name,Wo', 'Jane Doe,jane@acme.example'));
  expect(await it.baton('import', list, ...options)).toMatchObject({ code, err: expect.stringContaining(words) });
});

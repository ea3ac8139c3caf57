import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { datasetNames, datasets } from '../../src/exports/list.ts';
import { feedbackAnswers, feedbackQuestions, feedbackResults, feedbackRounds } from '../../src/feedback/table.ts';
import { proposedFields } from '../../src/imports/columns.ts';
import { leadHistory, leads } from '../../src/leads/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { contentRequests, requestHistory } from '../../src/requests/table.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { leadIn } from '../leads/leads.ts';
import { requestIn } from '../requests/requests.ts';
import { hostile } from '../views/hostile.ts';
import { NOW, type Shell, shell } from './shell.ts';

const OLD = new Date('2026-01-05T10:00:00Z');

async function company(): Promise<Shell> {
  const sh = shell();
  await createWriter(sh.db)((tx) => {
    const hours = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
    const team = { channelId: 'CSALES', managerId: 'UMAX', digestCron: null, ...hours };
    saveTeam(tx, { kind: 'sales', name: 'Sales', routing: 'pool', ...team }, { id: null, by: 'UMAX' }, NOW);
  });
  return sh;
}

const TEXTS = [
  ...Object.values(hostile).map((text) => text.normalize('NFC')),
  '=1+1',
  "'=1+1",
  '-5',
  '@sum',
  '“Ünïcode” 数据',
];

function addLeads({ db }: Shell): void {
  for (const [at, need] of TEXTS.entries()) {
    const more = {
      id: at + 1,
      name: `Jo P${at}`,
      email: `p${at}@acme${at}.example`,
      need,
      phone: at === 0 ? '+4930123456' : null,
    };
    db.insert(leads)
      .values(leadIn('accepted', { ...more, score: at, handedOffAt: OLD, updatedAt: at === 1 ? NOW : OLD }))
      .run();
  }
}

const jsonLines = (out: string) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const idsOf = (out: string) => jsonLines(out).map(({ id }) => id);

describe('leads', () => {
  test.each(['csv', 'xlsx'])('from %s they are imported elsewhere unchanged', async (format) => {
    const from = await company();
    addLeads(from);
    const file = join(from.folder, `leads.${format}`);
    expect(await from.baton('export', 'leads', file)).toMatchObject({
      code: 0,
      out: `${TEXTS.length} rows written to ${file}.`,
    });
    const to = await company();
    const imported = await to.baton('import', file, '--by', 'UMIA', '--worked', '--owner', 'UOWNER');
    expect(imported).toMatchObject({ code: 0, out: expect.stringContaining(`${TEXTS.length} added`) });
    const what = ({ db }: Shell) =>
      db
        .select()
        .from(leads)
        .orderBy(leads.email)
        .all()
        .map(({ name, company, email, phone, need, score, status, ownerId, handedOffAt }) => {
          const plain = need.replaceAll('\r\n', '\n').trim();
          return { name, company, email, phone, need: plain, score, status, ownerId, handedOffAt };
        });
    expect(what(to)).toEqual(what(from));
  });

  test('each column that the import reads is taken for what it is', () => {
    const fields = proposedFields(datasets.leads.columns, []);
    const found = datasets.leads.columns.flatMap((column, at) => (fields[at] ? [[column, fields[at]]] : []));
    expect(Object.fromEntries(found)).toEqual({
      ...Object.fromEntries(
        ['name', 'company', 'email', 'phone', 'role', 'need', 'temperature', 'score'].map((one) => [one, one]),
      ),
      ...{
        buyer_stage: 'stage',
        source: 'source',
        campaign: 'campaign',
        country: 'country',
        company_size: 'companySize',
      },
      ...{
        status: 'status',
        owner: 'owner',
        created_at: 'createdOn',
        contacted_at: 'contactedOn',
        closed_at: 'closedOn',
      },
      ...{ amount: 'amount', currency: 'currency', lost_reason: 'reason' },
    });
  });

  test('CSV has no cell that a spreadsheet runs, and a workbook has numbers and dates', async () => {
    const sh = await company();
    addLeads(sh);
    const csv = (await sh.baton('export', 'leads')).out;
    expect(csv.startsWith('\ufeffid,name,')).toBe(true);
    const cells = (parse(csv, { bom: true }) as string[][]).flat();
    expect(cells).toContain("'=1+1");
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const file = join(sh.folder, 'leads.xlsx');
    await sh.baton('export', 'leads', file);
    const [sheet] = (await readXlsx(readFileSync(file))).sheets;
    const [header = [], first = []] = sheet?.rows ?? [];
    expect(header).toEqual([...datasets.leads.columns]);
    expect([first[0], first[4], first[16]]).toEqual([1, '+4930123456', OLD]);
    // A moment has 16 characters.
    expect(sheet?.columns?.[16]?.width).toBeGreaterThan(16);
  });

  test('a lost lead has its day and its reason', async () => {
    const { db, baton } = await company();
    db.insert(leads)
      .values(leadIn('lost', { updatedAt: NOW }))
      .run();
    const details = { reason: 'price', label: 'Too expensive', words: null };
    db.insert(leadHistory).values({ leadId: 1, kind: 'lost', at: OLD, statusAfter: 'lost', details }).run();
    const [lead] = jsonLines((await baton('export', 'leads', '--format', 'jsonl')).out);
    expect(lead).toMatchObject({
      closed_at: OLD.toISOString(),
      lost_reason: 'Too expensive',
      team: 'Sales',
      score: null,
    });
  });

  test('--since has changed leads, and those that were imported with an older past', async () => {
    const sh = await company();
    addLeads(sh);
    const since = async (day: string, what = 'leads') =>
      (await sh.baton('export', what, '--format', 'jsonl', '--since', day)).out;
    expect(idsOf(await since('2026-11-01'))).toEqual([2]);
    expect(idsOf(await since('2026-01-01'))).toHaveLength(TEXTS.length);
    const file = sh.put('past.csv', 'Name,Email,Status,Created\nJo Past,jo@past.example,won,2025-03-03\n');
    await sh.baton('import', file, '--by', 'UMIA', '--worked', '--owner', 'UOWNER');
    const imported = TEXTS.length + 1;
    expect(idsOf(await since('2026-11-01'))).toEqual([2, imported]);
    expect(idsOf(await since('2026-11-01', 'history'))).toEqual(Array(5).fill(imported));
  });
});

test('history has the changes of leads and requests, with their details', async () => {
  const { db, baton } = await company();
  db.insert(leads).values(leadIn('working')).run();
  const details = { words: '=cmd()' };
  db.insert(leadHistory).values({ leadId: 1, kind: 'noted', at: NOW, statusAfter: 'working', details }).run();
  db.insert(contentRequests).values(requestIn('new')).run();
  db.insert(requestHistory).values({ requestId: 1, kind: 'asked', at: OLD, statusAfter: 'new' }).run();
  const all = jsonLines((await baton('export', 'history', '--format', 'jsonl')).out);
  expect(all).toMatchObject([
    { of: 'lead', id: 1, change: 'noted', status_after: 'working', details },
    { of: 'request', id: 1, change: 'asked', details: null },
  ]);
  expect(jsonLines((await baton('export', 'requests', '--format', 'jsonl')).out)).toMatchObject([
    { id: 1, title: 'One-pager for banks', team: 'Sales', votes: 1, needed_by: '2026-12-01' },
  ]);
});

test('feedback has counts and comments, never a person’s answers, and nothing of open surveys or rituals', async () => {
  const { db, baton } = await company();
  const round = { askerId: 'UADA', minimum: 5, zone: 'UTC', asked: 6, openedAt: OLD, closesAt: NOW, about: 'Fair' };
  const ended = { ...round, closedAt: NOW, outcome: 'summary' } as const;
  const rounds = [
    { ...ended, isAnonymous: true },
    { ...ended, isAnonymous: false },
    { ...round, isAnonymous: false },
    { ...ended, isAnonymous: false, outcome: 'too_few' as const },
    { ...ended, isAnonymous: true, cycleId: 3 },
  ];
  db.insert(feedbackRounds).values(rounds).run();
  for (const [at] of rounds.entries()) {
    const of = { roundId: at + 1 };
    db.insert(feedbackQuestions)
      .values([
        { ...of, place: 0, kind: 'choice', text: 'Again?', choices: ['Yes', 'No'] },
        { ...of, place: 1, kind: 'text', text: 'Why?', choices: [] },
      ])
      .run();
    db.insert(feedbackAnswers)
      .values({ ...of, userId: 'USECRET', answers: [1, '=because'], at: NOW })
      .run();
  }
  const tally = { all: [4, 2], sales: null, marketing: null, others: null };
  const words = [{ words: 'So', userId: null }];
  const results = { answered: 6, questions: [{ tally }, { words }] };
  for (const roundId of [1, 5]) db.insert(feedbackResults).values({ roundId, results }).run();
  const ofBob = { userId: 'UBOB', teamIds: 'every' } as const;
  expect([...datasets.feedback.rows(db, { sight: ofBob })]).toEqual([]);
  const { out } = await baton('export', 'feedback', '--format', 'jsonl');
  expect(out).not.toContain('USECRET');
  expect(jsonLines(out).map((one) => [one.survey, one.choice, one.answers, one.from_sales, one.comment])).toEqual([
    [1, 'Yes', 4, null, null],
    [1, 'No', 2, null, null],
    [1, null, null, null, 'So'],
    [2, 'Yes', 0, null, null],
    [2, 'No', 1, null, null],
    [2, null, null, null, '=because'],
  ]);
});

test('a person gets the leads of their teams, those they handed off or own, and their history alone', async () => {
  const sh = await company();
  const theirs = { teamId: 1, handedOffBy: 'UMIA', ownerId: 'USAM' };
  for (const id of [1, 2])
    sh.db
      .insert(leads)
      .values(leadIn('accepted', { ...theirs, id }))
      .run();
  sh.db.update(leads).set({ ownerId: 'UEVE' }).where(eq(leads.id, 2)).run();
  const entry = { kind: 'noted', at: NOW, statusAfter: 'accepted' } as const;
  for (const leadId of [1, 2])
    sh.db
      .insert(leadHistory)
      .values({ ...entry, leadId })
      .run();
  const seen = (userId: string, teamIds: number[] | 'every') =>
    (['leads', 'history'] as const).map(
      (what) => [...datasets[what].rows(sh.db, { sight: { userId, teamIds } })].length,
    );
  expect(seen('UEVE', [])).toEqual([1, 1]);
  expect(seen('UEVE', [1])).toEqual([2, 2]);
  expect(seen('UADA', 'every')).toEqual([2, 2]);
  expect(seen('UJOE', [7])).toEqual([0, 0]);
});

test('an empty file has its columns, and each export is in the audit log', async () => {
  const { baton, folder } = shell();
  for (const what of datasetNames) {
    expect((await baton('export', what)).out.split('\n')[0]).toBe(`\ufeff${datasets[what].columns.join(',')}`);
    const file = join(folder, `${what}.xlsx`);
    expect(await baton('export', what, file, '--json')).toMatchObject({ code: 0 });
    const [sheet] = (await readXlsx(readFileSync(file))).sheets;
    expect(sheet?.rows[0]).toEqual([...datasets[what].columns]);
  }
  const entries = jsonLines((await baton('export', 'audit', '--format', 'jsonl')).out);
  expect(entries).toHaveLength(2 * datasetNames.length + 1);
  expect(entries[0]).toMatchObject({ kind: 'data.exported', subject: 'leads', details: { format: 'csv' } });
  const settings = jsonLines((await baton('export', 'settings', '--format', 'jsonl')).out);
  expect(settings).toContainEqual(expect.objectContaining({ key: 'leads.hot_score', is_default: true }));
});

test('wrong usage is said', async () => {
  const { baton } = shell();
  for (const words of [
    ['export', 'people'],
    ['export', 'leads', 'a.pdf'],
    ['export', 'leads', '--format', 'xlsx'],
  ])
    expect(await baton(...words)).toMatchObject({ code: 2 });
  expect(await baton('export', 'leads', '--since', 'yesterday')).toMatchObject({ code: 2 });
});

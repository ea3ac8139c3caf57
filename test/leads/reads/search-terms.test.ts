import { copyFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { handOff } from '../../../src/leads/acts/handoff.ts';
import { listLeads } from '../../../src/leads/reads/list.ts';
import { leadsLike } from '../../../src/leads/reads/typeahead.ts';
import { indexedThrough, indexLeads, TOGETHER } from '../../../src/leads/search-index.ts';
import { sourcesLike } from '../../../src/leads/sources.ts';
import { leads } from '../../../src/leads/table.ts';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { type Db, openDatabase } from '../../../src/platform/db/open.ts';
import { insertRow } from '../../../src/platform/db/rows.ts';
import { createWriter, type Tx } from '../../../src/platform/db/write.ts';
import { teams } from '../../../src/teams/table.ts';
import { earlierDatabase } from '../../support/earlier-database.ts';
import { memoryDatabase, tempDatabase } from '../../support/temp-database.ts';

const AT = new Date('2026-03-02T09:00:00Z');
const calendar = { zone: 'UTC', workDays: [1], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
const sight = { userId: 'ADA', teamIds: 'every' } as const;

type Row = Partial<typeof leads.$inferInsert>;

/** Leads of which all are in the index, or none is: both are searched, with the same result. */
async function withLeads(rows: Row[]) {
  const [one, other] = [await databaseWith(rows), await databaseWith(rows)];
  await other.write((tx) => indexLeads(tx, 0, rows.length));
  const both = (search: (db: Db) => string[]) => {
    expect(search(other.db)).toEqual(search(one.db));
    return search(one.db);
  };
  return {
    ...other,
    found: (words: string) => both((db) => found(db, words)),
    typed: (words: string) => both((db) => typed(db, words)),
    write: async (change: (tx: Tx) => unknown) => {
      await one.write(change);
      await other.write(change);
    },
  };
}

const found = (db: Db, words: string) =>
  listLeads(db, { show: 'search', words, sight }, { limit: 50, offset: 0 }).leads.map(({ name }) => name);
const typed = (db: Db, words: string) => leadsLike(db, { typed: words, sight, limit: 50 }).map(({ name }) => name);

function addTeam(tx: Tx): number {
  const team = { kind: 'sales', name: 'A', channelId: 'C1', managerId: 'U1', ...calendar } as const;
  return insertRow(tx, teams, { ...team, updatedAt: AT, updatedBy: 'U1' }).id;
}

async function databaseWith(rows: Row[]) {
  const db = memoryDatabase();
  const write = createWriter(db);
  await write((tx) => {
    const teamId = addTeam(tx);
    for (const row of rows) {
      const of = { teamId, status: 'new', temperature: 'warm', need: 'n', handedOffBy: 'U1' } as const;
      const about = { name: 'Jane Doe', company: 'Acme', handedOffAt: AT, updatedAt: AT };
      insertRow(tx, leads, { ...of, ...about, ...row });
    }
  });
  return { db, write };
}

describe('a name is found with and without its own letters', () => {
  test.each([
    ['Jörg Müller', ['Müller', 'Muller', 'Mueller', 'muell', 'MÜLLER', 'Mu\u0308ller', 'Joerg Mueller', 'Jorg']],
    ['Uwe Mueller', ['Müller', 'Mueller', 'müll']],
    ['Eva Weiß', ['Weiss', 'Weiß', 'WEISS', 'weis']],
    ['Eva Weiss', ['Weiß', 'Weiss']],
    ['Łukasz Wałęsa', ['Lukasz', 'Łukasz', 'Walesa', 'lukasz walesa', 'łuk']],
    ['Lukasz Walesa', ['Łukasz', 'Wałęsa']],
    ['Søren Ærø', ['Soren', 'Soeren', 'Søren', 'Aero']],
    ['Đorđe Jović', ['Dorde', 'Jovic', 'Đorđe']],
    ['José Peña', ['Jose', 'Pena', 'PEÑA']],
    ["Kate O'Neill", ["O'Neill", 'neill', 'kate o']],
  ])('%s by %j', async (name, typed) => {
    const all = await withLeads([{ name, email: 'a@acme.example' }, { email: 'b@acme.example' }]);
    for (const words of typed) {
      expect([words, all.found(words)]).toEqual([words, [name]]);
      expect([words, all.typed(words)]).toEqual([words, [name]]);
    }
  });

  test('and so is a company', async () => {
    const { found } = await withLeads([{ company: 'Straßenbau Köln', email: 'a@x.example' }]);
    for (const words of ['strassenbau', 'Koeln', 'Koln strasse']) expect(found(words)).toEqual(['Jane Doe']);
  });

  test('short names are not mixed up', async () => {
    const { found } = await withLeads(
      ['Joe', 'Jo', 'John', 'Sue', 'Susan'].map((name) => ({ name, email: 'a@x.example' })),
    );
    expect(found('Joe')).toEqual(['Joe']);
    expect(found('Sue')).toEqual(['Sue']);
  });
});

describe('a phone number finds its lead', () => {
  test.each([
    [
      '+14155550132',
      [
        '+14155550132',
        '(415) 555-0132',
        '415.555.0132',
        '1-415-555-0132',
        '001 415 555 0132',
        '415 555',
        'tel:+1-415-555-0132',
      ],
    ],
    [
      '+493012345678',
      ['+49 30 12345678', '030 12345678', '030/12345678', '0049 30 1234 5678', '+49 (0)30 12345678', '30 1234'],
    ],
    ['+16502530000;ext=136', ['650 253 0000', '+1 650 253 0000 ext. 136', '+1 650 253 0000 x136', '6502530000']],
    ['+390612345678', ['06 12345678', '+39 06 1234 5678']],
    ['+442079460018', ['020 7946 0018', '+44 20 7946 0018', '+44 (0)20 7946 0018']],
    ['+358401234567', ['040 1234567', '+358 40 123 4567']],
  ])('%s by %j', async (phone, typed) => {
    const all = await withLeads([
      { name: 'Called', phone },
      { name: 'Other', phone: '+33123456789' },
      { name: 'No number', email: 'a@x.example' },
    ]);
    for (const words of typed) {
      expect([words, all.found(words)]).toEqual([words, ['Called']]);
      expect([words, all.typed(words)]).toEqual([words, ['Called']]);
    }
  });

  test('a short number is a word', async () => {
    const { found } = await withLeads([
      { name: 'Studio 2027', email: 'a@x.example' },
      { name: 'Called', phone: '+12027555013' },
    ]);
    expect(found('2027')).toEqual(['Studio 2027']);
  });

  test('a number that is in a name is found too', async () => {
    const { found } = await withLeads([{ company: 'Agency 180100', email: 'a@x.example' }]);
    expect(found('180100')).toEqual(['Jane Doe']);
  });
});

test('a lead is found in the moment of its hand-off, by a process that follows a kill too, and joins the index with many', async () => {
  const { db, path } = tempDatabase();
  const write = createWriter(db);
  const teamId = await write((tx) => addTeam(tx));
  const handOffs = (from: number, to: number) =>
    write((tx) => {
      for (let number = from; number <= to; number += 1) handOff(tx, handedOff(number, teamId), AT);
    });
  await handOffs(1, TOGETHER + 5);
  expect(indexedThrough(db)).toBe(TOGETHER);
  const names = (number: number) => [[`Jane Doe${number}`], [`Jane Doe${number}`]];
  for (const number of [9, TOGETHER, TOGETHER + 1, TOGETHER + 5])
    expect([found(db, `doe${number}`), typed(db, `jane${number}@`)]).toEqual(names(number));
  // Of the five that are not counted yet, three came from webinars.
  expect(sourcesLike(db, '', 9)).toEqual(['Webinar', 'Fair']);

  // The files as a killed process leaves them.
  const left = `${path}.left`;
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${left}${end}`);
  const next = openDatabase(left);
  onTestFinished(() => void next.$client.close());
  expect(found(next, `doe${TOGETHER + 5}`)).toEqual(names(TOGETHER + 5)[0]);
  expect(found(next, 'jane')).toHaveLength(50);
  const uses = () => next.$client.prepare("select uses from sources where name = 'Fair'").pluck().get();
  expect(uses()).toBe(TOGETHER / 2);
  await createWriter(next)((tx) => {
    for (let number = TOGETHER + 6; number <= 2 * TOGETHER; number += 1) handOff(tx, handedOff(number, teamId), AT);
  });
  expect([indexedThrough(next), uses()]).toEqual([2 * TOGETHER, TOGETHER]);
  expect(found(next, `doe${TOGETHER + 5}`)).toEqual(names(TOGETHER + 5)[0]);
});

const handedOff = (number: number, teamId: number) => ({
  form: {
    ...{
      name: `Jane Doe${number}`,
      company: `Acme ${number}`,
      email: `jane${number}@acme${number}.example`,
      phone: null,
    },
    ...{
      role: null,
      source: number % 2 === 0 ? 'Fair' : 'Webinar',
      stage: null,
      temperature: 'warm' as const,
      need: 'n',
    },
  },
  ...{ teamId, assigneeId: null, marketerId: 'UMIA', messageLink: null, earlierLeadId: null },
});

test('changes and erasures are in the search at once', async () => {
  const { db, write, found } = await withLeads([{ name: 'Eva Weiß', phone: '+14155550132' }]);
  await write((tx) => tx.update(leads).set({ name: 'Eva Schwarz', phone: '+493012345678' }).run());
  expect([found('Weiss'), found('415 555 0132')]).toEqual([[], []]);
  expect([found('Schwarz'), found('030 12345678')]).toEqual([['Eva Schwarz'], ['Eva Schwarz']]);
  await write((tx) => tx.delete(leads).where(eq(leads.id, 1)).run());
  const left = db.$client.prepare("select count(*) from leads_search where leads_search match 'schwarz'").pluck();
  expect(left.get()).toBe(0);
});

test.each(['"', '*', 'AND', 'a"b', 'phone : x', '(', '+', '\0', '-', ') OR (', '0'])(
  '%j is plain text',
  async (words) => {
    const { found } = await withLeads([{ email: 'a@x.example' }]);
    expect(() => found(words)).not.toThrow();
  },
);

test('leads of an earlier version are found', () => {
  const { path, insert } = earlierDatabase(31);
  const of = {
    temperature: 'warm',
    need: 'n',
    status: 'new',
    team_id: 1,
    handed_off_by: 'U1',
    handed_off_at: 0,
    updated_at: 0,
  };
  const calendar = { zone: 'UTC', work_days: '[1]', works_from: '09:00', works_until: '17:00', holidays: '[]' };
  insert('teams', {
    id: 1,
    kind: 'sales',
    name: 'A',
    channel_id: 'C1',
    manager_id: 'U1',
    ...calendar,
    updated_at: 0,
    updated_by: 'U1',
  });
  insert('leads', { ...of, name: 'Eva Weiß', company: 'Acme', phone: '+493012345678' });
  const db = openDatabase(path);
  for (const words of ['Weiss', 'acme', '030 12345678']) {
    expect(listLeads(db, { show: 'search', words, sight }, { limit: 5, offset: 0 }).total).toBe(1);
  }
  db.$client.close();
});

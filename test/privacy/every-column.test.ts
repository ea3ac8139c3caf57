/** A contact's name stands in every text of the database, and is gone from all after they were forgotten. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dropRemovedTexts } from '../../src/library/search/removed-texts.ts';
import { openErasureLog } from '../../src/platform/db/erasure-log.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { textTables } from '../../src/platform/db/text-columns.ts';
import { truncateWal } from '../../src/platform/db/truncate-wal.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { forgetContact, planForContact } from '../../src/privacy/contact.ts';
import { eraseOtherTexts, NOT_SEARCHED } from '../../src/privacy/mentions.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { NOW, stock } from '../library/stock.ts';
import { tempDatabase } from '../support/temp-database.ts';

const CANARY = /canar/i;
const contact = { name: 'Cole Canary', email: 'cole@canary.example', phone: '+4930901820' };
const TEXT = `Says Cole Canary, cole@canary.example, 030 90 18 20: yes`;
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}

/** A row with the words in every text column, and with something valid in the others. */
function plant({ $client }: Db, table: string, given: Record<string, unknown> = {}): void {
  const columns = $client.prepare('select * from pragma_table_info(?)').all(table) as Column[];
  const isNumbered = columns.filter(({ pk }) => pk > 0).length === 1;
  const values = columns
    .filter(({ name, type, pk }) => name in given || !(isNumbered && type === 'INTEGER' && pk === 1))
    .map(({ name, type }) => [
      name,
      given[name] ?? (type === 'TEXT' ? JSON.stringify([TEXT]) : type === 'BLOB' ? Buffer.from('x') : 1),
    ]);
  const row = Object.fromEntries(values);
  const names = Object.keys(row);
  $client
    .prepare(`insert into "${table}" (${names.map((name) => `"${name}"`)}) values (${names.map((name) => `@${name}`)})`)
    .run(row);
}

/** The texts with the canary, by table and column. */
const withCanary = (db: Db): string[] =>
  textTables(db).flatMap(({ name, columns }) =>
    columns.flatMap((column) => {
      const texts = db.$client.prepare(`select "${column}" from "${name}"`).pluck().all() as (string | null)[];
      return texts.some((text) => text !== null && CANARY.test(text)) ? [`${name}.${column}`] : [];
    }),
  );

async function planted() {
  const library = stock(tempDatabase().db);
  const { db } = library;
  const write = createWriter(db);
  const team = {
    kind: 'sales' as const,
    name: 'Sales',
    channelId: 'C1',
    userGroupId: null,
    managerId: 'U1',
    zone: 'UTC',
  };
  const hours = { workDays: [1], worksFrom: '09:00', worksUntil: '17:00', holidays: [], digestCron: null };
  await write((tx) => saveTeam(tx, { ...team, ...hours }, { id: null, by: 'U1' }, NOW));
  await library.add({ title: 'A story of Cole Canary', summary: 'By cole@canary.example', tags: ['Cole Canary'] });
  db.$client.pragma('foreign_keys = OFF');
  db.$client.pragma('ignore_check_constraints = ON');
  const other = { name: 'Ole', company: 'A', email: 'ole@a.example', company_domain: 'a.example', phone: '+4930111' };
  for (const { name } of textTables(db)) {
    if (!NOT_SEARCHED.has(name)) plant(db, name, name === 'leads' ? other : {});
  }
  const words = {
    role: 'CEO',
    source: null,
    need: TEXT,
    status: 'new',
    temperature: 'hot',
    handed_off_by: 'U1',
    marketer_id: 'U1',
  };
  plant(db, 'leads', {
    ...words,
    ...contact,
    company: 'Canary Ltd',
    company_domain: 'canary.example',
    owner_id: 'U1',
    assignee_id: 'U1',
  });
  return { db, write, path: db.$client.name };
}

test('a forgotten contact is gone from every text, from the search and from the file', async () => {
  const { db, write, path } = await planted();
  const before = withCanary(db);
  const all = textTables(db).filter(({ name }) => !NOT_SEARCHED.has(name));
  const everywhere = all.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`));
  // A phone number is no text.
  expect(before).toEqual(expect.arrayContaining(everywhere.filter((column) => column !== 'leads.phone')));
  const { leads } = await planForContact(db, { email: contact.email });
  await write((tx) => forgetContact(tx, openErasureLog(path, undefined), leads, 'UADA', NOW));
  // Baton ends here: the next start goes on.
  const pending = () => db.$client.prepare('select contact from erasures where contact is not null').pluck().all();
  expect(pending()).toEqual([JSON.stringify(contact)]);
  await eraseOtherTexts({ db, write, now: () => NOW });
  expect(pending()).toEqual([]);
  expect(withCanary(db)).toEqual([]);
  await dropRemovedTexts({ db, write });
  truncateWal(db);
  for (const end of ['', '-wal', '.erasures.jsonl']) {
    const file = `${path}${end}`;
    if (existsSync(file)) expect(readFileSync(file, 'latin1')).not.toMatch(CANARY);
  }
});

test('columns about a contact are never in a table that is not searched, and those tables exist', () => {
  const { db } = stock();
  const inventory = PAGE.split('## Inventory\n')[1]?.split('\n## ')[0] ?? '';
  const ofContacts = inventory.split('\n').flatMap((line) => {
    const [, table = '', , about = ''] = line.split('|').map((cell) => cell.trim());
    return /^contact|, contact/.test(about) ? [table.replaceAll('`', '')] : [];
  });
  expect(ofContacts).toContain('lead_history');
  expect(ofContacts.filter((table) => NOT_SEARCHED.has(table) && table !== 'erasures')).toEqual([]);
  const known = textTables(db).map(({ name }) => name);
  expect([...NOT_SEARCHED].filter((table) => !known.includes(table))).toEqual([]);
});

test('a namesake is left: their lead, and what was written about it', async () => {
  const { db, write, path } = await planted();
  const namesake = {
    name: contact.name,
    company: 'B',
    email: 'cole@b.example',
    company_domain: 'b.example',
    phone: contact.phone,
  };
  const words = {
    role: 'CTO',
    source: null,
    status: 'new',
    temperature: 'hot',
    handed_off_by: 'U1',
    marketer_id: 'U1',
  };
  const need = 'Cole Canary wants a demo. Not cole@canary.example.';
  plant(db, 'leads', { ...words, ...namesake, need, owner_id: 'U1', assignee_id: 'U1' });
  const { leads } = await planForContact(db, { email: contact.email });
  expect(leads.map(({ email }) => email)).toEqual([contact.email]);
  await write((tx) => forgetContact(tx, openErasureLog(path, undefined), leads, 'UADA', NOW));
  await eraseOtherTexts({ db, write, now: () => NOW });
  const left = db.$client.prepare('select name, phone, need from leads where email = ?').get(namesake.email);
  expect(left).toEqual({ name: contact.name, phone: contact.phone, need: 'Cole Canary wants a demo. Not Erased.' });
});

test('two texts that have to differ are both erased', async () => {
  const { db, write, path } = await planted();
  for (const words of ['cole canary', 'Cole  Canary']) {
    db.$client.prepare("insert into library_misses (words, day, times) values (?, '2026-11-19', 1)").run(words);
  }
  const { leads } = await planForContact(db, { email: contact.email });
  await write((tx) => forgetContact(tx, openErasureLog(path, undefined), leads, 'UADA', NOW));
  await eraseOtherTexts({ db, write, now: () => NOW });
  const left = db.$client.prepare("select words from library_misses where day = '2026-11-19'").pluck().all();
  expect(left).toEqual(['Erased', expect.stringMatching(/^Erased \d+$/)]);
});

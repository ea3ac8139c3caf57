import { expect, test } from 'vitest';
import { rangesOfRows } from '../../../src/platform/db/text-columns.ts';
import { memoryDatabase } from '../../support/temp-database.ts';

test('ranges have every row once, however far apart their numbers are', () => {
  const db = memoryDatabase();
  db.$client.exec('create table notes (id integer primary key, words text)');
  expect([...rangesOfRows(db, 'notes')]).toEqual([]);
  for (const id of [3, 4, 9, 1_795_078_802_598, 1_795_078_803_695]) {
    db.$client.prepare('insert into notes values (?, ?)').run(id, 'some');
  }
  expect([...rangesOfRows(db, 'notes', 2)]).toEqual([
    { first: 3, last: 4 },
    { first: 9, last: 1_795_078_802_598 },
    { first: 1_795_078_803_695, last: 1_795_078_803_695 },
  ]);
});

test('rows that come meanwhile are left out, so that it ends', () => {
  const db = memoryDatabase();
  db.$client.exec('create table notes (id integer primary key, words text); insert into notes (words) values (0), (0)');
  let ranges = 0;
  for (const _ of rangesOfRows(db, 'notes', 1)) {
    ranges += 1;
    db.$client.exec('insert into notes (words) values (0)');
  }
  expect(ranges).toBe(2);
});

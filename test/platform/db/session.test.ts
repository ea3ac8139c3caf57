import { expect, test } from 'vitest';
import { eq, integer, isNull, Param, sql, sqliteTable, text } from '../../../src/platform/db/drizzle.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const tasks = sqliteTable('tasks', {
  id: integer().primaryKey(),
  title: text(),
  isDone: integer({ mode: 'boolean' }).notNull(),
  dueAt: integer({ mode: 'timestamp_ms' }),
  tags: text({ mode: 'json' }).$type<string[]>(),
});
const notes = sqliteTable('notes', { taskId: integer().notNull(), words: text().notNull() });

const DUE = new Date('2026-03-02T09:00:00Z');

function filled() {
  const { db } = tempDatabase();
  db.$client.exec(`
    create table tasks (id integer primary key, title text, is_done integer not null, due_at integer, tags text);
    create table notes (task_id integer not null, words text not null);`);
  db.insert(tasks)
    .values([
      { id: 1, title: 'Call', isDone: true, dueAt: DUE, tags: ['phone'] },
      { id: 2, title: null, isDone: false, dueAt: null, tags: null },
    ])
    .run();
  db.insert(notes).values({ taskId: 1, words: 'twice' }).run();
  return db;
}

const FIRST = { id: 1, title: 'Call', isDone: true, dueAt: DUE, tags: ['phone'] };
const SECOND = { id: 2, title: null, isDone: false, dueAt: null, tags: null };

test('a column of each kind is read as its table says, and an empty one is null', () => {
  const db = filled();
  expect(db.select().from(tasks).orderBy(tasks.id).all()).toEqual([FIRST, SECOND]);
  expect(db.select().from(tasks).where(eq(tasks.id, 2)).get()).toEqual(SECOND);
  expect(db.select().from(tasks).where(eq(tasks.id, 3)).get()).toBeUndefined();
});

test('an expression is read by its own decoder, with a name and without one', () => {
  const db = filled();
  const newest = sql<Date>`max(${tasks.dueAt})`.mapWith(tasks.dueAt);
  const fields = { newest, named: newest.as('latest'), plain: sql<number>`count(*)` };
  expect(db.select(fields).from(tasks).get()).toEqual({ newest: DUE, named: DUE, plain: 2 });
});

test('a prepared statement takes other values each time, as its column stores them', () => {
  const db = filled();
  const due = db
    .select({ id: tasks.id })
    .from(tasks)
    .where(eq(tasks.dueAt, new Param(sql.placeholder('at'), tasks.dueAt)))
    .prepare();
  expect([due.get({ at: DUE }), due.get({ at: new Date(0) }), due.all({ at: DUE })]).toEqual([
    { id: 1 },
    undefined,
    [{ id: 1 }],
  ]);
  expect(() => due.get({})).toThrow('No value for placeholder "at" was provided');
});

test('joined tables stay objects of their own, also when one has no row', () => {
  const db = filled();
  const joined = db.select().from(tasks).leftJoin(notes, eq(notes.taskId, tasks.id)).orderBy(tasks.id);
  expect(joined.all()).toEqual([
    { tasks: FIRST, notes: { taskId: 1, words: 'twice' } },
    { tasks: SECOND, notes: null },
  ]);
});

test('rows that a change returns are read too', () => {
  const db = filled();
  const change = db.update(tasks).set({ isDone: true, dueAt: DUE }).where(isNull(tasks.dueAt));
  expect(change.returning({ id: tasks.id, dueAt: tasks.dueAt }).all()).toEqual([{ id: 2, dueAt: DUE }]);
});

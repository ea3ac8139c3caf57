import { expect, test } from 'vitest';
import { and, eq, index, integer, sql, sqliteTable } from '../../../src/platform/db/drizzle.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const tasks = sqliteTable(
  'tasks',
  { id: integer().primaryKey(), isDone: integer().notNull(), dueAt: integer().notNull() },
  (task) => [index('tasks_due').on(task.dueAt).where(sql`is_done = 0`)],
);

function tasksTable() {
  const { db } = tempDatabase();
  db.$client.exec(`
    create table tasks (id integer primary key, is_done integer not null, due_at integer not null);
    create index tasks_due on tasks (due_at) where is_done = 0;`);
  const planOf = (query: { toSQL(): { sql: string; params: unknown[] } }): string => {
    const { sql: text, params } = query.toSQL();
    const steps = db.$client.prepare(`explain query plan ${text}`).all(...params) as { detail: string }[];
    return steps.map(({ detail }) => detail).join(', ');
  };
  return { db, planOf };
}

test('a bound value has a plus before it, so that SQLite does not recompile the statement for each value', () => {
  const { db } = tasksTable();
  expect(db.select().from(tasks).where(eq(tasks.dueAt, 5)).toSQL().sql).toContain('"due_at" = +?');
});

test('a plan is the same for every value: a partial index needs its condition in the statement', () => {
  const { db, planOf } = tasksTable();
  const written = db
    .select()
    .from(tasks)
    .where(and(eq(tasks.dueAt, 5), sql`is_done = 0`));
  expect(planOf(written)).toContain('INDEX tasks_due');
  const bound = db
    .select()
    .from(tasks)
    .where(and(eq(tasks.dueAt, 5), eq(tasks.isDone, 0)));
  expect(planOf(bound)).toBe('SCAN tasks');
});

test('the primary key is found by a bound value', () => {
  const { db, planOf } = tasksTable();
  expect(planOf(db.select().from(tasks).where(eq(tasks.id, 7)))).toBe(
    'SEARCH tasks USING INTEGER PRIMARY KEY (rowid=?)',
  );
});

/** docs/privacy.md names every column of the database once: as about a person, with its reason, or as about no person. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDatabase } from '../support/temp-database.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
/** drizzle's own, and the parts that SQLite keeps behind a full-text index. */
const OF_MACHINERY = /^__drizzle|_(?:config|data|docsize|idx|content)$/;

function columnsOfDatabase(): string[] {
  const { db } = tempDatabase();
  const rows = db.$client
    .prepare(
      `select t.name || '.' || c.name from sqlite_master t, pragma_table_info(t.name) c
       where t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\'`,
    )
    .pluck()
    .all() as string[];
  return rows.filter((column) => !OF_MACHINERY.test(column.split('.')[0] ?? '')).sort();
}

/** `table.column` of each row; with fewer cells after the columns than asked, the row counts for nothing. */
function columnsOfPage(heading: string, cells: number): string[] {
  const section = PAGE.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section.split('\n').flatMap((line) => {
    const [, table, columns, ...rest] = line.split('|').map((cell) => cell.trim());
    const name = /^`(\w+)`$/.exec(table ?? '')?.[1];
    if (!name || rest.filter((cell) => cell !== '').length < cells) return [];
    return [...(columns ?? '').matchAll(/`(\w+)`/g)].map(([, column]) => `${name}.${column}`);
  });
}

test('every column stands in the inventory with its reason and its end, or among the ones about no person', () => {
  const listed = [...columnsOfPage('Inventory', 3), ...columnsOfPage('Columns about no person', 0)].sort();
  expect(listed).toEqual(columnsOfDatabase());
});

test('columns that name a person by their Slack id are in the inventory', () => {
  const others = columnsOfPage('Columns about no person', 0);
  expect(
    others.filter((column) =>
      /(?:\.|_)(?:user_ids?|owner_id|(?<!needed_)by|actor_id|asker(?:_id)?|email|phone)$/.test(column),
    ),
  ).toEqual([]);
});

import { desc, eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { Setting } from './setting.ts';
import { type SettingChange, settingChanges, settings } from './table.ts';

const byKey = prepared((db) =>
  db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key')))
    .prepare(),
);

/** The company's value, or the default; also the default if a stored value is no longer valid. */
export function settingOf<Value>(db: Db, { key, schema, default: defaultValue }: Setting<Value>): Value {
  const row = byKey(db).get({ key });
  if (!row) return defaultValue;
  const chosen = schema.safeParse(row.value);
  return chosen.success ? chosen.data : defaultValue;
}

/** Whether the company has not set a value. */
export const isDefault = (db: Db, { key }: Pick<Setting<unknown>, 'key'>): boolean =>
  byKey(db).get({ key }) === undefined;

/** Newest first. */
export const changesOf = (db: Db, key: string, limit: number): SettingChange[] =>
  db
    .select()
    .from(settingChanges)
    .where(eq(settingChanges.key, key))
    .orderBy(desc(settingChanges.id))
    .limit(limit)
    .all();

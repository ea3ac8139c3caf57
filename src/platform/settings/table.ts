import { index, integer, sqliteTable, text } from '../db/drizzle.ts';

/** Values that a company set; settings without a row have their default. */
export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text({ mode: 'json' }).$type<unknown>().notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedBy: text().notNull(),
});

/** Changes of settings. Rows are only ever added; a null value is a reset to the default. */
export const settingChanges = sqliteTable(
  'setting_changes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    key: text().notNull(),
    value: text({ mode: 'json' }).$type<unknown>(),
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (change) => [index('setting_changes_of_key').on(change.key, change.id)],
);

export type SettingChange = typeof settingChanges.$inferSelect;

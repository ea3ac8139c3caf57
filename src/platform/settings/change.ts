import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../audit/record.ts';
import { eq } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { settingOf } from './queries.ts';
import type { Setting } from './setting.ts';
import { settingChanges, settings } from './table.ts';

/**
 * Sets a value for the whole company and records who did it; an equal value changes nothing.
 * @returns whether it changed.
 * @throws ZodError for an invalid value: forms and imports validate with the setting's schema first.
 */
export function changeSetting<Value>(
  tx: Tx,
  { setting, value, by }: { setting: Setting<Value>; value: Value; by: string },
  now: Date,
): boolean {
  const { key, schema, default: defaultValue } = setting;
  const wanted = schema.parse(value);
  const before = settingOf(tx, setting);
  if (isDeepStrictEqual(wanted, before)) return false;
  const isDefault = isDeepStrictEqual(wanted, defaultValue);
  if (isDefault) tx.delete(settings).where(eq(settings.key, key)).run();
  else {
    const row = { value: wanted, updatedAt: now, updatedBy: by };
    tx.insert(settings)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: settings.key, set: row })
      .run();
  }
  tx.insert(settingChanges)
    .values({ key, value: isDefault ? null : wanted, by, at: now })
    .run();
  const details = { from: before, to: wanted };
  recordAudit(tx, { kind: 'setting.changed', actor: by, subject: key, details }, now);
  return true;
}

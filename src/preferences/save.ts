import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Preferences } from './queries.ts';
import { preferences } from './table.ts';

/** Applies to every message posted from now on. */
export function savePreferences(tx: Tx, userId: string, chosen: Preferences, now: Date): void {
  const values = { ...chosen, updatedAt: now };
  tx.insert(preferences)
    .values({ userId, ...values })
    .onConflictDoUpdate({ target: preferences.userId, set: values })
    .run();
  noteChange(tx, { people: [userId] }, now);
}

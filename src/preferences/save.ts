import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import { type Preferences, preferencesOf } from './queries.ts';
import { preferences } from './table.ts';

type Chosen = { [Choice in keyof Preferences]?: Preferences[Choice] | undefined };

/** Applies to every message posted from now on. Choices that the form did not show stay as they are. */
export function savePreferences(tx: Tx, userId: string, chosen: Chosen, now: Date): void {
  const made = Object.fromEntries(Object.entries(chosen).filter(([, choice]) => choice !== undefined));
  const values = { ...preferencesOf(tx, userId), ...made, updatedAt: now };
  tx.insert(preferences)
    .values({ userId, ...values })
    .onConflictDoUpdate({ target: preferences.userId, set: values })
    .run();
  noteChange(tx, { people: [userId] }, now);
}

import { eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { preferences } from './table.ts';
import type { MorningPlace, ReminderLevel } from './terms.ts';

export interface Preferences {
  morning: MorningPlace;
  reminders: ReminderLevel;
}

/** Defaults of product.md: a direct message to the person who must act. */
const DEFAULTS: Preferences = { morning: 'message', reminders: 'all' };

const ofPerson = prepared((db) =>
  db
    .select({ morning: preferences.morning, reminders: preferences.reminders })
    .from(preferences)
    .where(eq(preferences.userId, sql.placeholder('userId')))
    .prepare(),
);

export const preferencesOf = (db: Db, userId: string): Preferences => ofPerson(db).get({ userId }) ?? DEFAULTS;

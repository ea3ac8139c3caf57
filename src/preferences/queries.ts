import { eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { preferences } from './table.ts';
import type {
  AcceptedLevel,
  IntroductionChoice,
  MorningPlace,
  ReminderLevel,
  RideProposals,
  WeeklyPlace,
  WinName,
} from './types.ts';

export interface Preferences {
  morning: MorningPlace;
  reminders: ReminderLevel;
  quality: WeeklyPlace;
  accepted: AcceptedLevel;
  managing: WeeklyPlace;
  rideAlongs: RideProposals;
  wins: WinName;
  bookingLink: string | null;
  introductions: IntroductionChoice;
}

/** Defaults: a direct message for everything that the person must act on. */
const DEFAULTS: Preferences = {
  morning: 'message',
  reminders: 'all',
  quality: 'message',
  accepted: 'each',
  managing: 'message',
  rideAlongs: 'monthly',
  wins: 'named',
  bookingLink: null,
  introductions: 'on',
};

const ofPerson = prepared((db) =>
  db
    .select({
      morning: preferences.morning,
      reminders: preferences.reminders,
      quality: preferences.quality,
      accepted: preferences.accepted,
      managing: preferences.managing,
      rideAlongs: preferences.rideAlongs,
      wins: preferences.wins,
      bookingLink: preferences.bookingLink,
      introductions: preferences.introductions,
    })
    .from(preferences)
    .where(eq(preferences.userId, sql.placeholder('userId')))
    .prepare(),
);

export const preferencesOf = (db: Db, userId: string): Preferences => ofPerson(db).get({ userId }) ?? DEFAULTS;

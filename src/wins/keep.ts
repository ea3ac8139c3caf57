/** Keeps the rows of wins up to date with the history of their leads, in the background. */

import { lastEntry, leadById } from '../leads/queries.ts';
import { type HistoryEntry, type Lead, winMarks } from '../leads/table.ts';
import type { ChangeDetails } from '../leads/types.ts';
import { markWin, winKey } from '../leads/win-mark.ts';
import { noteChange } from '../platform/changes/changes.ts';
import { asc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import type { Services } from '../platform/services.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { assistOf } from './assist.ts';
import { creditOf } from './credit.ts';
import { announceWeek, announceWin } from './post.ts';
import { creditsOfLead, removeCredits, saveCredits } from './records.ts';
import { rulesAt } from './rules.ts';
import { hasChangedPeople, notePeople } from './shown.ts';
import { sizeOf } from './size.ts';
import { type WinRow, wins } from './table.ts';
import type { Posting, WinSize } from './types.ts';
import { weekById } from './weeks.ts';
import { weightsOf } from './weights.ts';

/** Leads in one transaction. */
const AT_ONCE = 20;
/** A win that Baton hears of later than this is no news. */
const NEWS_MS = 7 * DAY_MS;

const marked = prepared((db) =>
  db.select({ leadId: winMarks.leadId }).from(winMarks).orderBy(asc(winMarks.leadId)).limit(AT_ONCE).prepare(),
);

interface Keeping extends Pick<Services, 'db' | 'write' | 'now'> {
  /** Called for each win that was read again, in its transaction. */
  also?: (tx: Tx, leadId: number, now: Date) => void;
}

/** A task: resolves when every marked lead is read, or soon after `stop` is aborted. */
export async function keepWins({ db, write, now, also }: Keeping, stop?: AbortSignal): Promise<void> {
  while (marked(db).all().length > 0 && !stop?.aborted) await write((tx) => keepSome(tx, also, now()));
  if (hasChangedPeople(db)) {
    await write((tx) => notePeople(tx, (leadId) => markWin(tx, leadId)));
    while (marked(db).all().length > 0 && !stop?.aborted) await write((tx) => keepSome(tx, also, now()));
  }
}

function keepSome(tx: Tx, also: Keeping['also'], now: Date): void {
  for (const { leadId } of marked(tx).all()) {
    keepWin(tx, leadId, now);
    also?.(tx, leadId, now);
    tx.delete(winMarks).where(eq(winMarks.leadId, leadId)).run();
  }
}

const byLead = preparedRows(wins, eq(wins.leadId, sql.placeholder('leadId')));

/** Undefined unless the lead is won. */
export const winById = (db: Db, leadId: number): WinRow | undefined => byLead(db).get({ leadId });

function keepWin(tx: Tx, leadId: number, now: Date): void {
  const lead = leadById(tx, leadId);
  if (!lead) return;
  const before = winById(tx, leadId);
  const entry = lead.status === 'won' ? lastEntry(tx, leadId, 'won') : undefined;
  const people = creditsOfLead(tx, leadId).map(({ userId }) => userId);
  if (entry) {
    saveWin(tx, lead, { won: entry, before }, now);
    people.push(...creditsOfLead(tx, leadId).map(({ userId }) => userId));
  } else if (before) {
    removeCredits(tx, leadId);
    tx.delete(wins).where(eq(wins.leadId, leadId)).run();
  } else return;
  noteChange(tx, { people }, now);
  // After an update of Baton, the posts of earlier wins stay as they are.
  if (before || isNews(entry, now)) announce(tx, lead, before, now);
}

function saveWin(tx: Tx, lead: Lead, { won, before }: { won: WonEntry; before: WinRow | undefined }, now: Date): void {
  const { at: wonAt } = won;
  const { amount, currency } = lead;
  const cents = amount === null || currency === null ? null : Math.round(amount * 100);
  const rules = rulesAt(tx, wonAt);
  const valued = { leadId: lead.id, wonAt, cents, currency: cents === null ? null : currency };
  const size = sizeOf(tx, valued);
  const isSame = before?.wonAt.getTime() === wonAt.getTime();
  const place =
    isSame && before
      ? kept(before, size)
      : { posting: postingOf(tx, { leadId: lead.id, won }, size, now), weekId: null };
  const row = { ...valued, rulesId: rules?.id ?? null, size, ...place };
  // A win of a new day has no parts of the one before.
  removeCredits(tx, lead.id);
  tx.insert(wins).values(row).onConflictDoUpdate({ target: wins.leadId, set: row }).run();
  saveCredits(tx, row, creditOf(assistOf(tx, lead, wonAt), weightsOf(rules), cents));
}

type WonEntry = Pick<HistoryEntry, 'at' | 'details'>;

/** A win that waits for the post of its week may turn out to be larger. */
const kept = ({ posting, weekId }: WinRow, size: WinSize): { posting: Posting; weekId: number | null } =>
  posting === 'week' && weekId === null && size !== 'small' ? { posting: 'own', weekId } : { posting, weekId };

const isNews = (won: WonEntry | undefined, now: Date): boolean =>
  won !== undefined && !(won.details as ChangeDetails['won']).wasBefore && now.getTime() - won.at.getTime() <= NEWS_MS;

function postingOf(tx: Tx, { leadId, won }: { leadId: number; won: WonEntry }, size: WinSize, now: Date): Posting {
  if (placeOfPosted(tx, winKey(leadId))) return 'own';
  if (!isNews(won, now)) return 'none';
  return size === 'small' ? 'week' : 'own';
}

function announce(tx: Tx, lead: Lead, before: WinRow | undefined, now: Date): void {
  const win = winById(tx, lead.id);
  if (win?.posting === 'own' || placeOfPosted(tx, winKey(lead.id))) announceWin(tx, lead, now);
  for (const weekId of new Set([before?.weekId, win?.weekId])) {
    const week = weekId == null ? undefined : weekById(tx, weekId);
    if (week) announceWeek(tx, week, now);
  }
}

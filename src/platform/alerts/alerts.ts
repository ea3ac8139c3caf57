import { and, asc, eq, isNull, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { withdraw } from '../outbox/queries.ts';
import { alerts } from './table.ts';

/** A fault that an admin has to fix, such as a channel that takes no messages. */
export interface Alert {
  /** `<error>:<place>` */
  key: string;
  /** Slack's error code, such as `is_archived`, or one of Baton's own. */
  error: string;
  place: string;
  since: Date;
}

/** Sends the alert to the people who can fix it, and returns them. */
export type NotifyOfAlert = (tx: Tx, alert: Alert) => string[];

export const alertKey = ({ error, place }: Pick<Alert, 'error' | 'place'>): string => `${error}:${place}`;

/** Stores the alert, and calls `notify` in the same transaction. An alert that is open already changes nothing. */
export function raiseAlert(
  tx: Tx,
  { place, error }: Pick<Alert, 'error' | 'place'>,
  now: Date,
  notify: NotifyOfAlert,
): void {
  const key = alertKey({ place, error });
  const open = tx
    .select({ key: alerts.key })
    .from(alerts)
    .where(and(eq(alerts.key, key), isNull(alerts.endedAt)))
    .get();
  if (open) return;
  const notified = notify(tx, { key, error, place, since: now });
  tx.insert(alerts)
    .values({ key, since: now, endedAt: null, notified })
    .onConflictDoUpdate({ target: alerts.key, set: { since: now, endedAt: null, notified } })
    .run();
}

const dedupeKeyOf = (alert: Pick<Alert, 'error' | 'place'>, userId: string) => `alert:${alertKey(alert)}:${userId}`;

/** Puts the alert for one person into the outbox. `endAlert` withdraws it if it has not been posted by then. */
export function sendAlert(tx: Tx, { place, error }: Pick<Alert, 'error' | 'place'>, userId: string, now: Date): void {
  const dedupeKey = dedupeKeyOf({ place, error }, userId);
  enqueue(tx, 'alert', { place, error, userId }, { orderingKey: userId, dedupeKey }, now);
}

/** Ends every open alert about a place that took a message. A new failure there is a new alert. */
export function endAlertsOf(tx: Tx, place: string, now: Date): void {
  for (const alert of listOpenAlerts(tx)) if (alert.place === place) endAlert(tx, alert, now);
}

/** Ends the alert, and tells the people who were notified. */
export function endAlert(tx: Tx, { error, place }: Pick<Alert, 'error' | 'place'>, now: Date): void {
  for (const userId of dropAlert(tx, { error, place }, now)) {
    enqueue(tx, 'alert_over', { place, error, userId }, { orderingKey: userId }, now);
  }
}

/**
 * Ends the alert without a word: it is not fixed, and no longer matters.
 * @returns the people who have read it.
 */
export function dropAlert(tx: Tx, { error, place }: Pick<Alert, 'error' | 'place'>, now: Date): string[] {
  const key = alertKey({ error, place });
  const row = tx.select({ notified: alerts.notified }).from(alerts).where(eq(alerts.key, key)).get();
  tx.update(alerts).set({ endedAt: now }).where(eq(alerts.key, key)).run();
  return (row?.notified ?? []).filter((userId) => !withdraw(tx, dedupeKeyOf({ error, place }, userId)));
}

const open = prepared((db) =>
  db
    .select({ key: alerts.key, since: alerts.since })
    .from(alerts)
    .where(and(isNull(alerts.endedAt), sql`instr(${alerts.key}, ':') > 0`))
    .orderBy(asc(alerts.since))
    .prepare(),
);

/** Oldest first. The table has one row per thing that ever broke. */
export const listOpenAlerts = (db: Db): Alert[] =>
  open(db)
    .all()
    .map(({ key, since }) => ({
      key,
      since,
      error: key.slice(0, key.indexOf(':')),
      place: key.slice(key.indexOf(':') + 1),
    }));

/** Whether no alert is open about a channel or person: messages arrive there, as far as is known. */
export const takesMessages = (db: Db, place: string): boolean =>
  !listOpenAlerts(db).some((alert) => alert.place === place);

import { recordAudit } from '../audit/record.ts';
import type { Keys } from '../crypto/keys.ts';
import { and, eq, inArray, isNull, notExists, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import { UserError } from '../errors.ts';
import { DAY_MS } from '../time/units.ts';
import { newSecret, sealEndpoint, unsealEndpoint } from './sealed.ts';
import {
  hasFailed,
  isWaiting,
  type WebhookEndpoint,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
} from './table.ts';
import type { OffReason, Payload } from './types.ts';

/** Which events go to an endpoint, and how. */
export interface Choice {
  /** Null for all. */
  events: string[] | null;
  teamIds: number[] | null;
  payload: Payload;
}

/** The former secret signs for so long after a new one was made. */
const ROTATION_MS = 2 * DAY_MS;

const listening = prepared((db) => db.select().from(webhookEndpoints).where(isNull(webhookEndpoints.offAt)).prepare());

/** Endpoints that are on. Without any, this reads one empty page. */
export const openEndpoints = (db: Db): WebhookEndpoint[] => listening(db).all();

export const allEndpoints = (db: Db): WebhookEndpoint[] =>
  db.select().from(webhookEndpoints).orderBy(webhookEndpoints.id).all();

export const endpointById = (db: Db, id: number): WebhookEndpoint | undefined =>
  db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)).get();

/** @throws UserError once it is removed. */
export function requireEndpoint(db: Db, id: number): WebhookEndpoint {
  const endpoint = endpointById(db, id);
  if (!endpoint) throw new UserError('This webhook was removed.');
  return endpoint;
}

/** An act on an endpoint, by an admin. */
interface By {
  id: number;
  by: string;
}

/** @returns the secret, which is shown once. */
export function addEndpoint(
  tx: Tx,
  keys: Keys,
  { url, by, ...choice }: Choice & { url: string; by: string },
  now: Date,
): { id: number; secret: string } {
  const secret = newSecret();
  const { host } = new URL(url);
  const { id } = tx
    .insert(webhookEndpoints)
    .values({ host, sealed: sealEndpoint(keys, { url, secret }), ...choice, createdBy: by, createdAt: now })
    .returning({ id: webhookEndpoints.id })
    .get();
  recordAudit(tx, { kind: 'webhook.added', actor: by, subject: host, details: { webhook: id, ...choice } }, now);
  return { id, secret };
}

export function changeEndpoint(tx: Tx, { id, by, ...choice }: Choice & By, now: Date): void {
  const { host } = requireEndpoint(tx, id);
  tx.update(webhookEndpoints).set(choice).where(eq(webhookEndpoints.id, id)).run();
  recordAudit(tx, { kind: 'webhook.changed', actor: by, subject: host, details: { webhook: id, ...choice } }, now);
}

/**
 * Makes a new secret. Both sign for two days.
 * @returns the secret, which is shown once.
 */
export function rotateSecret(tx: Tx, keys: Keys, { id, by }: By, now: Date): string {
  const { host, sealed } = requireEndpoint(tx, id);
  const content = unsealEndpoint(keys, sealed);
  if (!content)
    throw new UserError('The address of this webhook cannot be read any more. Remove it, and add it again.');
  const secret = newSecret();
  tx.update(webhookEndpoints)
    .set({
      sealed: sealEndpoint(keys, { url: content.url, secret, former: content.secret }),
      rotatingUntil: new Date(now.getTime() + ROTATION_MS),
    })
    .where(eq(webhookEndpoints.id, id))
    .run();
  recordAudit(tx, { kind: 'webhook.rotated', actor: by, subject: host, details: { webhook: id } }, now);
  return secret;
}

/** Sends nothing more. Waiting events count as failed, so that they can be replayed. */
export function turnOff(tx: Tx, { id, by, why }: By & { why: OffReason }, now: Date): void {
  const endpoint = requireEndpoint(tx, id);
  if (endpoint.offAt !== null) return;
  tx.update(webhookEndpoints).set({ offAt: now, offWhy: why }).where(eq(webhookEndpoints.id, id)).run();
  tx.update(webhookDeliveries)
    .set({ failedAt: now, reason: sql`coalesce(${webhookDeliveries.reason}, 'turned_off')` })
    .where(and(isWaiting, eq(webhookDeliveries.endpointId, id)))
    .run();
  recordAudit(tx, { kind: 'webhook.off', actor: by, subject: endpoint.host, details: { webhook: id, why } }, now);
}

export function turnOn(tx: Tx, { id, by }: By, now: Date): void {
  const { host } = requireEndpoint(tx, id);
  const on = { offAt: null, offWhy: null, restsUntil: null };
  tx.update(webhookEndpoints).set(on).where(eq(webhookEndpoints.id, id)).run();
  recordAudit(tx, { kind: 'webhook.on', actor: by, subject: host, details: { webhook: id } }, now);
}

/** With everything that waits for it. */
export function removeEndpoint(tx: Tx, { id, by }: By, now: Date): void {
  const { host } = requireEndpoint(tx, id);
  tx.delete(webhookDeliveries).where(eq(webhookDeliveries.endpointId, id)).run();
  tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id)).run();
  dropDelivered(tx);
  recordAudit(tx, { kind: 'webhook.removed', actor: by, subject: host, details: { webhook: id } }, now);
}

/** Deletes events that no endpoint waits for, or these of them. */
export function dropDelivered(tx: Tx, sequences?: readonly number[]): void {
  const awaited = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.sequence, webhookEvents.sequence));
  const these = sequences && inArray(webhookEvents.sequence, [...sequences]);
  tx.delete(webhookEvents)
    .where(and(these, notExists(awaited)))
    .run();
}

/** The numbers of an endpoint's events that wait, and that failed for good. */
export function backlogOf(db: Db, endpointId: number): { waiting: number; failed: number } {
  const ofEndpoint = eq(webhookDeliveries.endpointId, endpointId);
  const number = (state: typeof isWaiting) =>
    db.select({ rows: sql<number>`count(*)` }).from(webhookDeliveries).where(and(state, ofEndpoint)).get()?.rows ?? 0;
  return { waiting: number(isWaiting), failed: number(hasFailed) };
}

/**
 * The connection to the company's CRM, and what admins do with it. Links between leads and records, and orders that wait, belong to a
 * connection: they stay when it is stopped or disconnected, until their lead is erased or their record is gone. The same account,
 * connected again, takes them up again.
 */
import { recordAudit } from '../platform/audit/record.ts';
import { BATON } from '../platform/audit/types.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import { and, desc, eq, isNotNull } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { refreshProgress } from './announce.ts';
import { sealCredentials } from './credentials.ts';
import type { Credentials, CrmCheck, CrmName, CrmPlan } from './crm.ts';
import { beginSync } from './progress.ts';
import { type CrmConnection, crmConnections, isOpen } from './table.ts';

const open = prepared((db) => db.select().from(crmConnections).where(isOpen).prepare());

/** The connection that is not disconnected, in any state. */
export const openConnection = (db: Db): CrmConnection | undefined => open(db).get();

/** @throws UserError without one. */
export function requireConnection(db: Db): CrmConnection {
  const connection = openConnection(db);
  if (!connection) throw new UserError('No CRM is connected. An admin connects one with `/baton crm`.');
  return connection;
}

/** The open connection, if Baton is to sync now. */
export function runningConnection(db: Db): (CrmConnection & { plan: CrmPlan }) | undefined {
  const connection = openConnection(db);
  return connection?.state === 'on' && connection.plan !== null ? { ...connection, plan: connection.plan } : undefined;
}

export const connectionById = (db: Db, id: number): CrmConnection | undefined =>
  db.select().from(crmConnections).where(eq(crmConnections.id, id)).get();

/** An act of an admin. */
interface By {
  by: string;
}

/**
 * A draft, before its key is tested.
 * @param credentials null if the environment has them.
 * @throws UserError while another one is open.
 */
export function connectCrm(
  tx: Tx,
  keys: Keys,
  { kind, credentials, by }: { kind: CrmName; credentials: Credentials | null } & By,
  now: Date,
): CrmConnection {
  const known = openConnection(tx);
  if (known && (known.state !== 'draft' || known.plan !== null))
    throw new UserError('A CRM is connected already. Disconnect it first.');
  if (known) tx.delete(crmConnections).where(eq(crmConnections.id, known.id)).run();
  const connection = tx
    .insert(crmConnections)
    .values({
      kind,
      state: 'draft',
      sealed: credentials && sealCredentials(keys, credentials),
      missing: [],
      notes: [],
      connectedBy: by,
      connectedAt: now,
    })
    .returning()
    .get();
  recordAudit(tx, { kind: 'crm.connected', actor: by, subject: kind, details: { connection: connection.id } }, now);
  return connection;
}

/**
 * Keeps the outcome of a test. If the account of a draft was connected before, its former connection is opened again, with its links and
 * its plan.
 */
export function keepCheck(tx: Tx, { account, missing, notes }: CrmCheck, now: Date): CrmConnection {
  const { id } = reopened(tx, requireConnection(tx), account);
  return change(tx, id, { account, missing, notes, testedAt: now });
}

function reopened(tx: Tx, draft: CrmConnection, account: string): CrmConnection {
  const { kind } = draft;
  const former =
    draft.state === 'draft' && draft.account === null
      ? tx
          .select()
          .from(crmConnections)
          .where(
            and(eq(crmConnections.kind, kind), eq(crmConnections.account, account), isNotNull(crmConnections.closedAt)),
          )
          .orderBy(desc(crmConnections.id))
          .get()
      : undefined;
  if (!former) return draft;
  tx.delete(crmConnections).where(eq(crmConnections.id, draft.id)).run();
  const { sealed, connectedBy, connectedAt } = draft;
  return change(tx, former.id, { state: 'draft', sealed, connectedBy, connectedAt, closedAt: null });
}

/** Another key for the same account. After a refusal the sync goes on. */
export function replaceKey(
  tx: Tx,
  keys: Keys,
  { credentials, check, by }: { credentials: Credentials; check: CrmCheck } & By,
  now: Date,
): CrmConnection {
  const { id, kind, state, account, missing } = requireConnection(tx);
  if (account !== null && account !== check.account)
    throw new UserError(
      `This key is of ${check.account}, and Baton is connected to ${account}. To change the account, disconnect it first.`,
    );
  recordAudit(tx, { kind: 'crm.key_replaced', actor: by, subject: kind, details: { connection: id, missing } }, now);
  const on = state === 'refused' && { state: 'on' as const, stoppedAt: null, refusal: null, switchedOnAt: now };
  return moved(tx, id, { ...check, testedAt: now, sealed: sealCredentials(keys, credentials), ...on }, now);
}

/** The choices of an admin. While it runs, they hold from the next sync. */
export function setPlan(tx: Tx, { plan, by }: { plan: CrmPlan } & By, now: Date): CrmConnection {
  const { id, kind } = requireConnection(tx);
  recordAudit(tx, { kind: 'crm.changed', actor: by, subject: kind, details: { connection: id, ...plan } }, now);
  return change(tx, id, { plan });
}

/**
 * Starts the sync, or goes on after a stop.
 * @throws UserError without a plan, or after the key was refused.
 */
export function switchOn(tx: Tx, { by }: By, now: Date): CrmConnection {
  const { id, kind, state, plan } = requireConnection(tx);
  if (state === 'on') return requireConnection(tx);
  if (state === 'refused') throw new UserError('The key is not accepted any more. Replace the key first.');
  if (plan === null) throw new UserError('Save what comes in and what goes out first.');
  recordAudit(tx, { kind: 'crm.on', actor: by, subject: kind, details: { connection: id } }, now);
  beginSync(tx, id);
  return moved(tx, id, { state: 'on', stoppedAt: null, stoppedBy: null, switchedOnAt: now }, now);
}

/** Nothing is read or written until someone switches it on again. Changes of leads wait as orders. */
export function stopCrm(tx: Tx, { by }: By, now: Date): CrmConnection {
  const { id, kind, state } = requireConnection(tx);
  if (state !== 'on') return requireConnection(tx);
  recordAudit(tx, { kind: 'crm.stopped', actor: by, subject: kind, details: { connection: id } }, now);
  return moved(tx, id, { state: 'stopped', stoppedAt: now, stoppedBy: by }, now);
}

/**
 * Everything stops, because the CRM does not accept the key any more.
 * @param words the CRM's own
 * @returns whether this is news.
 */
export function refuseKey(tx: Tx, { words }: { words: string }, now: Date): boolean {
  const connection = openConnection(tx);
  if (connection?.state !== 'on') return false;
  const { id, kind } = connection;
  recordAudit(tx, { kind: 'crm.key_refused', actor: BATON, subject: kind, details: { connection: id } }, now);
  moved(tx, id, { state: 'refused', stoppedAt: now, stoppedBy: null, refusal: words }, now);
  return true;
}

/** Forgets the key. Links and orders stay, see the top. */
export function disconnectCrm(tx: Tx, { by }: By, now: Date): CrmConnection {
  const { id, kind, account } = requireConnection(tx);
  recordAudit(tx, { kind: 'crm.disconnected', actor: by, subject: kind, details: { connection: id, account } }, now);
  return moved(tx, id, { sealed: null, closedAt: now, stoppedAt: now, stoppedBy: by, refusal: null }, now);
}

function change(tx: Tx, id: number, values: Partial<CrmConnection>): CrmConnection {
  return tx.update(crmConnections).set(values).where(eq(crmConnections.id, id)).returning().get();
}

/** The same for a change that its message shows. */
function moved(tx: Tx, id: number, values: Partial<CrmConnection>, now: Date): CrmConnection {
  const connection = change(tx, id, values);
  refreshProgress(tx, connection, now);
  return connection;
}

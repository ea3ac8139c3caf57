import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { progressKey } from '../../src/crm/announce.ts';
import {
  connectCrm,
  disconnectCrm,
  keepCheck,
  openConnection,
  refuseKey,
  replaceKey,
  requireConnection,
  runningConnection,
  setPlan,
  stopCrm,
  switchOn,
} from '../../src/crm/connection.ts';
import { credentialsOf, givenIn } from '../../src/crm/credentials.ts';
import type { CrmKind, CrmPlan } from '../../src/crm/crm.ts';
import { syncOf } from '../../src/crm/progress.ts';
import { auditLog } from '../../src/platform/audit/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { tempDatabase } from '../support/temp-database.ts';

const now = new Date('2026-11-19T09:00:00Z');
const by = 'U1';
const plan: CrmPlan = {
  rule: 'lifecycle:mql',
  teamId: 1,
  marketerId: 'U2',
  addsLeads: false,
  status: null,
  deals: null,
  fields: {},
  writesOwner: true,
  writesNotes: true,
  masters: {},
};
const check = { account: 'Northwind (4711)', missing: [], notes: [] };

function setUp() {
  const { db, path } = tempDatabase();
  const keys = createKeys(path);
  const write = createWriter(db);
  const connect = (key = 'pat-secret-1', account = check.account) =>
    write((tx) => {
      connectCrm(tx, keys, { kind: 'hubspot', credentials: { key }, by }, now);
      return keepCheck(tx, { ...check, account }, now);
    });
  const start = (tx: Tx) => {
    setPlan(tx, { plan, by }, now);
    return switchOn(tx, { by }, now);
  };
  const audited = () =>
    db
      .select({ kind: auditLog.kind })
      .from(auditLog)
      .orderBy(auditLog.id)
      .all()
      .map(({ kind }) => kind);
  return { db, path, keys, write, connect, start, audited };
}

describe('a connection', () => {
  test('runs once it has a plan and is switched on, and each act is audited', async () => {
    const { db, write, connect, start, audited } = setUp();
    await connect();
    expect(runningConnection(db)).toBeUndefined();
    await expect(write((tx) => switchOn(tx, { by }, now))).rejects.toThrow('Save what comes in');
    await write(start);
    expect(runningConnection(db)).toMatchObject({ plan, account: check.account });
    // Changes of leads count from now on.
    expect(syncOf(db, openConnection(db)?.id ?? 0)).toMatchObject({ entryId: 0, readAt: null });
    await write((tx) => stopCrm(tx, { by }, now));
    expect(runningConnection(db)).toBeUndefined();
    expect(openConnection(db)).toMatchObject({ state: 'stopped', stoppedBy: by });
    await write((tx) => stopCrm(tx, { by: 'U9' }, now));
    expect(openConnection(db)?.stoppedBy).toBe(by);
    await write((tx) => switchOn(tx, { by }, now));
    await write((tx) => switchOn(tx, { by }, now));
    expect(openConnection(db)).toMatchObject({ state: 'on', stoppedBy: null });
    expect(audited()).toEqual(['crm.connected', 'crm.changed', 'crm.on', 'crm.stopped', 'crm.on']);
  });

  test('is the only one that is open', async () => {
    const { db, write, keys, connect, start } = setUp();
    const { id } = await connect('first');
    const again = await connect('second');
    expect(credentialsOf({ keys, given: {} }, again)).toEqual({ key: 'second' });
    expect(again.id).not.toBe(id);
    await write(start);
    const other = { kind: 'salesforce', credentials: null, by } as const;
    await expect(write((tx) => connectCrm(tx, keys, other, now))).rejects.toThrow('connected already');
    expect(() =>
      db.$client
        .prepare(
          `insert into crm_connections (kind, state, missing, notes, connected_by, connected_at)
           values ('salesforce', 'on', '[]', '[]', 'U1', 1)`,
        )
        .run(),
    ).toThrow('UNIQUE');
  });

  test('is not replaced by another once it has a plan', async () => {
    const { write, connect, keys } = setUp();
    await connect();
    await write((tx) => setPlan(tx, { plan, by }, now));
    const other = { kind: 'salesforce', credentials: null, by } as const;
    await expect(write((tx) => connectCrm(tx, keys, other, now))).rejects.toThrow('connected already');
  });

  test('that was tested before stays itself, also when it finds the account of a former one', async () => {
    const { write, connect } = setUp();
    await connect();
    await write((tx) => disconnectCrm(tx, { by }, now));
    const { id } = await connect('other', 'Another (1)');
    expect(await write((tx) => keepCheck(tx, check, now))).toMatchObject({ id, account: check.account });
  });

  test('keeps its message up to date, if it has one', async () => {
    const { db, write, connect, start } = setUp();
    const { id } = await connect();
    const told = async () => {
      const found = db.select().from(outbox).all();
      await write((tx) => tx.delete(outbox).run());
      return found.map(({ kind, orderingKey, payload }) => [kind, orderingKey, payload]);
    };
    await write(start);
    expect(await told()).toEqual([]);
    await write((tx) => savePosted(tx, progressKey(id), { channel: 'D1', ts: '1.1' }));
    await write((tx) => stopCrm(tx, { by }, now));
    expect(await told()).toEqual([['crm_progress', by, { connectionId: id }]]);
  });

  test('stops when the key is refused, once, and goes on with another key of the same account', async () => {
    const { db, write, keys, connect, start, audited } = setUp();
    await connect();
    await write(start);
    expect(await write((tx) => refuseKey(tx, { words: 'The key was revoked.' }, now))).toBe(true);
    expect(await write((tx) => refuseKey(tx, { words: 'Again.' }, now))).toBe(false);
    expect(openConnection(db)).toMatchObject({ state: 'refused', refusal: 'The key was revoked.', stoppedBy: null });
    await expect(write((tx) => switchOn(tx, { by }, now))).rejects.toThrow('Replace the key first');

    const credentials = { key: 'pat-secret-2' };
    const other = { ...check, account: 'Another (1)' };
    await expect(write((tx) => replaceKey(tx, keys, { credentials, check: other, by }, now))).rejects.toThrow(
      'disconnect it first',
    );
    const replaced = await write((tx) => replaceKey(tx, keys, { credentials, check, by }, now));
    expect(replaced).toMatchObject({ state: 'on', refusal: null });
    expect(credentialsOf({ keys, given: {} }, replaced)).toEqual(credentials);
    expect(audited().slice(-2)).toEqual(['crm.key_refused', 'crm.key_replaced']);
  });

  test('forgets its key when it is disconnected, and the same account takes up its links and plan', async () => {
    const { db, write, connect, start, audited } = setUp();
    const { id } = await connect();
    await write(start);
    expect(await write((tx) => disconnectCrm(tx, { by }, now))).toMatchObject({ id, sealed: null });
    expect(audited().at(-1)).toBe('crm.disconnected');
    expect(() => requireConnection(db)).toThrow('No CRM is connected');
    expect(await connect()).toMatchObject({ id, state: 'draft', plan, closedAt: null });
  });
});

describe('a key', () => {
  test('is neither in the database nor in the audit log', async () => {
    const { db, path, connect, write, start } = setUp();
    await connect('pat-canary-4711');
    await write(start);
    db.$client.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(path).includes('pat-canary-4711')).toBe(false);
    expect(readFileSync(path).includes('Northwind (4711)')).toBe(true);
  });

  test('cannot be read on a machine without the folder of keys', async () => {
    const { connect } = setUp();
    const connection = await connect();
    expect(credentialsOf({ keys: createKeys(':memory:'), given: {} }, connection)).toBeUndefined();
  });

  test('can come from the environment, whole and without faults', () => {
    const field = { label: 'Key', hint: '', isSecret: true };
    const fault = (value: string) => (value.startsWith('pat-') ? undefined : 'A key begins with pat-.');
    const kind: CrmKind = {
      name: 'hubspot',
      label: 'HubSpot',
      credentials: [
        { ...field, name: 'key', variable: 'HUBSPOT_KEY', fault },
        { ...field, name: 'portal', variable: 'HUBSPOT_PORTAL', fault: () => undefined },
        { ...field, name: 'region', variable: 'HUBSPOT_REGION', isOptional: true, fault: () => undefined },
      ],
      open: () => Promise.reject(new Error('not opened here')),
    };
    expect(givenIn([kind], { OTHER: 'x', HUBSPOT_KEY: ' ' })).toEqual({ given: {}, faults: [] });
    expect(givenIn([kind], { HUBSPOT_KEY: 'pat-1', HUBSPOT_PORTAL: '2' })).toEqual({
      given: { hubspot: { key: 'pat-1', portal: '2' } },
      faults: [],
    });
    expect(givenIn([kind], { HUBSPOT_KEY: 'x' }).faults).toEqual([
      'HUBSPOT_KEY: A key begins with pat-.',
      'HUBSPOT_PORTAL is missing. HUBSPOT_KEY needs it.',
    ]);
    const { given } = givenIn([kind], { HUBSPOT_KEY: 'pat-1', HUBSPOT_PORTAL: '2' });
    const connection = { kind: 'hubspot', sealed: null } as const;
    expect(credentialsOf({ keys: createKeys(':memory:'), given }, connection)).toEqual(given.hubspot);
  });
});

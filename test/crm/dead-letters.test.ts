/** Writes that the CRM refused: shown, tried again or left out, each on record. */
import { expect, test } from 'vitest';
import { deadLetters, leaveOut, tryAgain } from '../../src/crm/dead-letters.ts';
import { dueOrders, order, orderOf, updateOrder } from '../../src/crm/orders.ts';
import { auditLog } from '../../src/platform/audit/table.ts';
import { minutesAfter } from '../leads/world.ts';
import { syncedWorld } from './world.ts';

async function refused(...leadIds: number[]) {
  const { db, write, connection, clock } = await syncedWorld();
  const { id: connectionId } = connection;
  await write((tx) => {
    for (const leadId of [...leadIds, 99]) {
      order(tx, { connectionId, leadId, since: clock() }, clock());
      updateOrder(tx, { connectionId, leadId }, { attempts: 3, failedAt: minutesAfter(clock(), leadId) });
    }
    updateOrder(tx, { connectionId, leadId: 99 }, { failedAt: null, notBefore: minutesAfter(clock(), 60) });
  });
  const act = (how: typeof tryAgain, leadId?: number) =>
    write((tx) => how(tx, { connectionId, by: 'ADA', ...(leadId !== undefined && { leadId }) }, clock()));
  return {
    act,
    page: (limit: number, offset = 0) => {
      const { rows, total } = deadLetters(db, connectionId, { limit, offset });
      return [rows.map(({ leadId }) => leadId), total];
    },
    order: (leadId: number) => orderOf(db, { connectionId, leadId }),
    due: () => dueOrders(db, connectionId, clock(), 10).map(({ leadId }) => leadId),
    audited: () =>
      db
        .select()
        .from(auditLog)
        .all()
        .filter(({ kind }) => kind === 'crm.tried_again' || kind === 'crm.left_out')
        .map(({ kind, actor, subject, details }) => [kind, actor, subject, (details as { orders: number }).orders]),
  };
}

test('they are listed newest first, without what still waits', async () => {
  const { page } = await refused(1, 2, 3);
  expect([page(2), page(2, 2)]).toEqual([
    [[3, 2], 3],
    [[1], 3],
  ]);
});

test('one or all of them are tried again, at once and from the first try', async () => {
  const { act, page, order, due, audited } = await refused(1, 2, 3);
  expect(await act(tryAgain, 2)).toBe(1);
  expect(order(2)).toMatchObject({ failedAt: null, attempts: 0 });
  expect([page(9)[0], due()]).toEqual([[3, 1], [2]]);
  expect([await act(tryAgain), await act(tryAgain), await act(tryAgain, 2)]).toEqual([2, 0, 0]);
  expect(due().toSorted()).toEqual([1, 2, 3]);
  expect(audited()).toEqual([
    ['crm.tried_again', 'ADA', 'lead:2', 1],
    ['crm.tried_again', 'ADA', null, 2],
  ]);
});

test('one or all of them are left out, and nothing that waits', async () => {
  const { act, page, order, audited } = await refused(1, 2, 3);
  expect([await act(leaveOut, 2), await act(leaveOut, 99), await act(leaveOut), await act(leaveOut)]).toEqual([
    1, 0, 2, 0,
  ]);
  expect([page(9), order(1), order(99)?.leadId]).toEqual([[[], 0], undefined, 99]);
  expect(audited()).toEqual([
    ['crm.left_out', 'ADA', 'lead:2', 1],
    ['crm.left_out', 'ADA', null, 2],
  ]);
});

import { UserError } from '../errors.ts';
import { prepared } from './prepared.ts';
import type { Tx } from './write.ts';

export type SavepointResult<T> = { ok: true; value: T } | { ok: false; refusal: UserError };

const savepoint = prepared((db) => db.$client.prepare('SAVEPOINT part'));
const release = prepared((db) => db.$client.prepare('RELEASE part'));
const undo = prepared((db) => db.$client.prepare('ROLLBACK TO part'));

/**
 * Runs a part of a transaction that may be refused. A refused part is rolled back; the rest stays.
 * @throws everything but a UserError: a bug ends the whole transaction.
 */
export function withSavepoint<T>(tx: Tx, part: () => T): SavepointResult<T> {
  savepoint(tx).run();
  try {
    const value = part();
    release(tx).run();
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    undo(tx).run();
    release(tx).run();
    return { ok: false, refusal: error };
  }
}

/**
 * A refusal for the person who acted, in a sentence: the problem and what to do instead. Any other error is a bug and
 * is shown as an apology with a reference.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** A request that arrives while Baton stops is not acknowledged: the person or Slack tries again. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** A condition is not met yet, such as data that is still loading. The inbox tries the event again until it is. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** A refusal of a submitted form, by field: Slack shows each sentence below its field. */
export class FormError extends UserError {
  readonly fields: Record<string, string>;

  constructor(fields: Record<string, string>) {
    super(Object.values(fields).join(' '));
    this.fields = fields;
  }
}

/** A disk that fails by itself: a read, or a sync after which no one knows what is on it. */
const FAULTY = /^(?:EIO|SQLITE_IOERR_(?:FSYNC|DIR_FSYNC|READ|SHORT_READ|CORRUPTFS))$/;

/** SQLite gives no reason for a write that failed. Usually the disk is full (https://www.sqlite.org/rescode.html#ioerr). */
const NO_ROOM = /^(?:ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR)/;

function hasCode(error: unknown, isMeant: (code: string) => boolean): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && isMeant(String(error.code))) || hasCode(error.cause, isMeant);
}

/** Whether something failed because a disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  hasCode(error, (code) => NO_ROOM.test(code) && !FAULTY.test(code));

/** Whether something failed because of a fault of a disk. */
export const isDiskFaulty = (error: unknown): boolean => hasCode(error, (code) => FAULTY.test(code));

/** The refusal of an act that the disk kept from being saved; undefined if the disk was not the reason. */
export function notSaved(cause: unknown): UserError | undefined {
  const problem = isDiskFull(cause) ? 'is full' : isDiskFaulty(cause) ? 'has a fault' : undefined;
  if (problem === undefined) return undefined;
  return new UserError(`My disk ${problem}, so nothing was saved. Please tell your admin, then try again.`, { cause });
}

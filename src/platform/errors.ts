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

/** Some writes of SQLite to a full disk fail as I/O errors (https://www.sqlite.org/rescode.html#ioerr). */
const NO_ROOM = /^(?:ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR)/;

/** Whether something failed because a disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && NO_ROOM.test(String(error.code))) || isDiskFull(error.cause);
}

/** The refusal of an act that a full disk kept from being saved. */
export const diskFull = (cause: unknown): UserError =>
  new UserError('My disk is full, so nothing was saved. Please tell your admin, then try again.', { cause });

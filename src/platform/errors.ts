/**
 * A refusal in a sentence for the person who acted: what is the matter and what to do instead.
 * Anything else that is thrown is a bug, and is shown as an apology with a reference.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** A request that arrives while Baton stops is not acknowledged: the person or Slack tries again. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** A refusal of a submitted form, by field: Slack shows each sentence below its field. */
export class FormError extends UserError {
  readonly fields: Record<string, string>;

  constructor(fields: Record<string, string>) {
    super(Object.values(fields).join(' '));
    this.fields = fields;
  }
}

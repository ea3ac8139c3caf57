import { FormError, UserError } from '../../src/platform/errors.ts';

/** A refusal at a field: Slack opens no fourth modal for it on top of the third. */
export function atField(field: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw error instanceof UserError ? new FormError({ [field]: error.message }) : error;
  }
}

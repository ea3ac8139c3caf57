/** HubSpot has a first and a last name, a lead has one name. */
import { oneLine } from './values.ts';

export interface NameParts {
  firstname: string | null;
  lastname: string | null;
}

export const joinName = (first: string | null | undefined, last: string | null | undefined): string | null =>
  oneLine(`${first ?? ''} ${last ?? ''}`);

/**
 * The parts of a name, so that they join to it again. Parts that the record has stay as they are where the new name allows it:
 * `Ana Maria` + `de Reis` is not divided again when only the last name changes.
 */
export function splitName(name: string | null, had: NameParts = { firstname: null, lastname: null }): NameParts {
  const whole = oneLine(name);
  if (!whole) return { firstname: null, lastname: null };
  if (whole === joinName(had.firstname, had.lastname)) return had;
  const [first, last] = [oneLine(had.firstname), oneLine(had.lastname)];
  if (first && whole.startsWith(`${first} `)) return { firstname: first, lastname: whole.slice(first.length + 1) };
  if (last && whole.endsWith(` ${last}`)) return { firstname: whole.slice(0, -last.length - 1), lastname: last };
  const at = whole.lastIndexOf(' ');
  return at < 0
    ? { firstname: whole, lastname: null }
    : { firstname: whole.slice(0, at), lastname: whole.slice(at + 1) };
}

/** From a body to a lead. */

import type { LeadFields } from '../leads/lead-fields.ts';
import { phoneCountryOf } from '../leads/phone-country.ts';
import type { Lead } from '../leads/table.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { requireTeam } from '../teams/queries.ts';
import { handOffByProgram } from './hand-off.ts';
import { formOf } from './lead-form.ts';
import { readLead } from './mapping/read.ts';
import { readOwn } from './own-fields.ts';
import type { Source } from './table.ts';

/** `isNew` is false if the person was a lead already, which got the new information. */
export type TakenIn = { lead: Lead; isNew: boolean } | { reasons: string[] } | { ignored: string };

/** The lead that a body would be, by the mapping of its source. */
export function formIn(
  db: Db,
  source: Source,
  body: unknown,
): { form: LeadFields } | { reasons: string[] } | { ignored: string } {
  const reading = source.mapping === null ? readOwn(body) : readLead(source.mapping, body);
  if (!('fields' in reading)) return reading;
  const country = phoneCountryOf(db, [requireTeam(db, source.teamId)]);
  return formOf(db, reading.fields, { source, country });
}

/**
 * Hands a lead off in the name of the source's marketer, or adds to the lead that this person is already: in the way that
 * a marketer would be offered first.
 */
export function takeIn(tx: Tx, source: Source, body: unknown, now: Date): TakenIn {
  const read = formIn(tx, source, body);
  if (!('form' in read)) return read;
  try {
    const { teamId, marketerId } = source;
    return handOffByProgram(tx, { form: read.form, teamId, marketerId }, now);
  } catch (error) {
    if (error instanceof UserError) return { reasons: [error.message] };
    throw error;
  }
}

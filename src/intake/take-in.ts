/** From a body to a lead. */

import type { Actor } from '../leads/actor.ts';
import { handOff } from '../leads/acts/handoff.ts';
import { handOffKnown, waysWith } from '../leads/acts/known.ts';
import { blockedDomainOf, keepBlocked } from '../leads/blocked.ts';
import type { LeadFields } from '../leads/lead-fields.ts';
import { phoneCountryOf } from '../leads/phone-country.ts';
import { findDuplicate, isSurelySame } from '../leads/queries.ts';
import { chooseTeam } from '../leads/routing/team-rules.ts';
import type { Lead } from '../leads/table.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { requireSalesTeam, teamById } from '../teams/queries.ts';
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
  const team = teamById(db, source.teamId);
  return formOf(db, reading.fields, { source, country: phoneCountryOf(db, team ? [team] : []) });
}

/**
 * Hands a lead off in the name of the source's marketer, or adds to the lead that this person is already: in the way that
 * a marketer would be offered first.
 */
export function takeIn(tx: Tx, source: Source, body: unknown, now: Date): TakenIn {
  const read = formIn(tx, source, body);
  if (!('form' in read)) return read;
  try {
    const { teamId, by: byRule } = chooseTeam(tx, read.form, source.teamId);
    const team = requireSalesTeam(tx, teamId);
    const { marketerId } = source;
    const handoff = { form: read.form, teamId: team.id, assigneeId: null, marketerId, messageLink: null, byRule };
    const known = findDuplicate(tx, read.form);
    const domain = blockedDomainOf(tx, read.form.email);
    if (domain !== undefined) {
      if (known && isSurelySame(known, read.form)) return { lead: known, isNew: false };
      return { lead: keepBlocked(tx, { ...handoff, earlierLeadId: null, domain }, now), isNew: true };
    }
    if (!known || !isSurelySame(known, read.form)) {
      return { lead: handOff(tx, { ...handoff, earlierLeadId: null }, now), isNew: true };
    }
    const actor: Actor = {
      id: marketerId,
      isMarketer: true,
      isSeller: false,
      isManager: false,
      teamChannelId: team.channelId,
    };
    const [way = 'again'] = waysWith(known, { teamId: team.id, actor });
    const knownHandOff = { ...handoff, earlierLeadId: null, way, knownLeadId: known.id, actor };
    return { lead: handOffKnown(tx, knownHandOff, now), isNew: way === 'again' };
  } catch (error) {
    if (error instanceof UserError) return { reasons: [error.message] };
    throw error;
  }
}

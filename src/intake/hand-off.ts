import type { Actor } from '../leads/actor.ts';
import { handOff } from '../leads/acts/handoff.ts';
import { handOffKnown, waysWith } from '../leads/acts/known.ts';
import { handOffFromList } from '../leads/acts/list.ts';
import { blockedDomainOf, keepBlocked } from '../leads/blocked.ts';
import type { LeadFields } from '../leads/lead-fields.ts';
import { findDuplicate, isSurelySame } from '../leads/queries.ts';
import { chooseTeam } from '../leads/routing/team-rules.ts';
import type { Lead } from '../leads/table.ts';
import type { Tx } from '../platform/db/write.ts';
import { requireSalesTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';

/** A hand-off by a program, in the name of a person in marketing. */
interface ProgramHandOff {
  form: LeadFields;
  /** Unless a rule of a team chooses another. */
  teamId: number;
  marketerId: string;
  /** The message in Slack that it comes from. */
  messageLink?: string;
  /** The CRM that it comes from, by its name. */
  crm?: string;
  /** The seller who is to have it, in the team that gets it. */
  sellerIn?: (team: Team) => string | null;
  /** One of many, without a card and a deadline. */
  isOfList?: boolean;
}

/**
 * Hands a lead off, or adds to the lead that this person is already: in the way that a marketer would be offered first. `isNew` is
 * false if the person was a lead already.
 */
export function handOffByProgram(
  tx: Tx,
  { form, marketerId, ...wanted }: ProgramHandOff,
  now: Date,
): { lead: Lead; isNew: boolean } {
  const { teamId, by: byRule } = chooseTeam(tx, form, wanted.teamId);
  const team = requireSalesTeam(tx, teamId);
  const handoff = {
    form,
    teamId: team.id,
    assigneeId: wanted.sellerIn?.(team) ?? null,
    marketerId,
    messageLink: wanted.messageLink ?? null,
    byRule,
    ...(wanted.crm !== undefined && { crm: wanted.crm }),
  };
  const add = wanted.isOfList ? handOffFromList : handOff;
  const known = findDuplicate(tx, form);
  const domain = blockedDomainOf(tx, form.email);
  if (domain !== undefined) {
    if (known && isSurelySame(known, form)) return { lead: known, isNew: false };
    return { lead: keepBlocked(tx, { ...handoff, earlierLeadId: null, domain }, now), isNew: true };
  }
  if (!known || !isSurelySame(known, form)) {
    return { lead: add(tx, { ...handoff, earlierLeadId: null }, now), isNew: true };
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
}

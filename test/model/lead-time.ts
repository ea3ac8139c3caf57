/** A lead when time passes and people leave, and the leads that wait for a person. */
import { afterWork, canHold, isHere, isWorking, MINUTE_MS, type Who } from './company.ts';
import { attempt, backFromNurture, inSales, type Lead, toSales } from './lead.ts';

/** Taking ✅ back within ten minutes releases the lead. */
export function takenBack(lead: Lead, by: Who, now: number): Lead {
  const isSlip = lead.status === 'accepted' && lead.owner === by && now - lead.acceptedAt <= 10 * MINUTE_MS;
  return isSlip ? (attempt(lead, { act: 'release', by, now }).thing ?? lead) : lead;
}

/** The lead when a person has left the company or, if they are still a colleague, the team. */
export function without(lead: Lead, who: Who, now: number): Lead {
  const isUntouched = lead.asked === who || (lead.owner === who && lead.status === 'accepted');
  if (isUntouched && !canHold(who)) return { ...lead, ...toSales };
  if (isHere(who)) return lead;
  if (lead.owner === who && inSales(lead)) return { ...lead, owner: 'someone', isBack: false };
  if (lead.marketer !== who) return lead;
  return { ...lead, marketer: 'ada', ...(lead.status === 'returned' && { answerBy: afterWork(now, 8) }) };
}

/** The lead when this time has come and no one has acted. */
export function pass(lead: Lead, now: number): Lead {
  // A lead that is not accepted in time is assigned to another person.
  if (lead.asked !== null) return { ...wakeUp(lead, now), asked: 'someone' };
  const { status, owner } = lead;
  if (status === 'accepted' && owner !== null && owner !== 'someone' && !canHold(owner)) return { ...lead, ...toSales };
  return wakeUp(lead, now);
}

function wakeUp(lead: Lead, now: number): Lead {
  if (lead.snoozedUntil !== null && lead.snoozedUntil <= now) return { ...lead, snoozedUntil: null, isBack: true };
  if (lead.nurtureUntil !== null && lead.nurtureUntil <= now && isWorking(now)) return { ...lead, ...backFromNurture };
  // Marketing did not answer in time: its manager answers for the lead.
  if (lead.status === 'returned' && lead.answerBy <= now && isWorking(now)) return { ...lead, marketer: 'ada' };
  return lead;
}

/** The leads that a person's home asks them to act on. */
export const waitsFor = (lead: Lead, who: Who): boolean =>
  lead.snoozedUntil === null &&
  ((lead.status === 'new' && lead.asked === who) ||
    (lead.owner === who && (lead.status === 'accepted' || (inSales(lead) && lead.isBack))));

/** The leads that the digest of the morning names. */
export const isUntouched = ({ status, snoozedUntil }: Lead): boolean =>
  (status === 'new' || status === 'accepted') && snoozedUntil === null;

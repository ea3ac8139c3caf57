import { UserError } from '../platform/errors.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { type Actor, requireInvolved, requireMarketer, requireOwner, requireSeller } from './actor.ts';
import { isInSales, isPossible, isWithMarketing, type Step, standing, stepWords } from './lifecycle.ts';
import type { Lead } from './table.ts';

/** What people do to a lead. Steps move it on in its life; the others leave it where it is. */
export type LeadAct = Step | 'reassign' | 'snooze' | 'note';

/**
 * Whether this person may do this to this lead now: asked before a form opens, and again when it is submitted.
 * @throws UserError that says who may, or how the lead stands and what is possible instead.
 */
export function requireAllowed(lead: Lead, act: LeadAct, actor: Actor): void {
  if (act === 'note') {
    requireInvolved(actor);
    return;
  }
  const isPossibleNow = fits(lead, act);
  if (marketingActs.has(act) || (act === 'nurture' && !isInSales(lead))) {
    if (isPossibleNow) {
      requireMarketer(actor);
      return;
    }
    requireInvolved(actor);
  } else if (lead.ownerId !== actor.id) {
    // An owner who left the team still answers for the lead.
    requireSeller(actor);
  }
  if (!isPossibleNow) throw notNow(lead, act, actor);
  if (act !== 'accept' && act !== 'touch') requireOwner(lead, actor);
}

const marketingActs = new Set<LeadAct>(['hand_back', 'disqualify', 'wake']);

/** Whoever touches a lead that nobody has, accepts it by that; later touches leave it where it is. */
function fits(lead: Lead, act: Exclude<LeadAct, 'note'>): boolean {
  if (act === 'touch' || act === 'snooze' || act === 'reassign') return isInSales(lead);
  return isPossible(lead, act) && !(act === 'hand_back' && lead.handedBackAt !== null);
}

function notNow(lead: Lead, act: Exclude<LeadAct, 'note'>, actor: Actor): UserError {
  const words = actWords[act];
  const instead = offered.filter((one) => one !== act && isAllowed(lead, one, actor)).map((one) => actWords[one]);
  const isSecond = act === 'hand_back' && isPossible(lead, act);
  const why = isSecond ? 'Marketing has handed this lead back once already' : standing(lead);
  return new UserError(
    `${why}, so you cannot ${words}${isSecond ? ' again' : ''}.${instead.length > 0 ? ` You can ${listed(instead)}.` : ''}`,
  );
}

function isAllowed(lead: Lead, act: Exclude<LeadAct, 'note'>, actor: Actor): boolean {
  if (!fits(lead, act)) return false;
  if (isWithMarketing(lead)) return actor.isMarketer || actor.isManager;
  if (act === 'accept' || act === 'touch') return actor.isSeller || actor.isManager;
  if (lead.ownerId === null) return actor.isSeller || actor.isManager;
  return lead.ownerId === actor.id || actor.isManager;
}

const actWords = { ...stepWords, snooze: 'snooze it', reassign: 'reassign it' };

/** In the order of a lead's life. Snoozing and reassigning are beside the point for whoever wanted something else. */
const offered = [
  'accept',
  'touch',
  'qualify',
  'win',
  'lose',
  'reopen',
  'release',
  'decline',
  'hand_back',
  'wake',
  'nurture',
  'disqualify',
] as const;

const listed = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** @throws UserError when `to` has the lead already. */
export function requireAnother(lead: Lead, to: string): void {
  if ((lead.ownerId ?? lead.assigneeId) === to) throw new UserError(`${mention(to)} has this lead already.`);
}

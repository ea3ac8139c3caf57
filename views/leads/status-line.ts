import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { Lead } from '../../src/leads/table.ts';
import { statedReason, touchKinds } from '../../src/leads/types.ts';
import { bold, cut, date, dated, emoji, type Piece, person } from '../kit/blocks.ts';
import { calendarDate } from '../kit/words.ts';
import { cited, money } from './words.ts';

/** The seller's own words on a card. */
const REASON = 100;

/** The person who has it, and its status. */
export function statusLine({
  lead,
  isPool,
  routeReason,
  lastTouch,
  touches,
  lastDecline,
  lastLoss,
}: LeadCard): Piece[] {
  const snoozed: Piece[] = lead.snoozedUntil
    ? ['  ·  ', emoji('zzz'), ' ', dated('snoozed until ', lead.snoozedUntil)]
    : [];
  const owner = lead.ownerId ? person(lead.ownerId) : 'No one';
  const due: Piece[] = lead.dueAt ? ['  ·  ', dated('due ', lead.dueAt)] : [];
  const deal: Piece[] = [
    ...(lead.amount === null ? [] : ['  ·  ', bold(money(lead.amount, lead.currency))]),
    ...(lead.closeOn ? ['  ·  closes ', calendarDate(lead.closeOn)] : []),
  ];
  switch (lead.status) {
    case 'new':
      return [
        emoji('large_yellow_circle'),
        ' ',
        ...asked(lead, isPool && routeReason !== 'named' && routeReason !== 'colleague', routeReason === 'fallback'),
        ...due,
        ...snoozed,
      ];
    case 'accepted':
      return [
        emoji('white_check_mark'),
        ' ',
        owner,
        ' owns this  ·  first contact ',
        ...(lead.dueAt ? [dated('due ', lead.dueAt)] : [lead.isUnhurried ? 'is open' : 'overdue']),
        ...snoozed,
      ];
    case 'working':
      return [
        emoji('telephone_receiver'),
        ' In progress  ·  ',
        owner,
        ...(lastTouch?.details.kind
          ? [
              `  ·  ${touches === 1 ? 'last contact' : `${touches} contacts, last`}: ${touchKinds[lastTouch.details.kind].toLowerCase()}, `,
              date(lastTouch.at),
            ]
          : []),
        ...snoozed,
      ];
    case 'qualified':
      return [emoji('dart'), ' Qualified by ', owner, ...deal, ...snoozed];
    case 'won':
      return [emoji('trophy'), ' ', bold('Won'), ' by ', owner, ...deal];
    case 'lost':
      return [
        emoji('broken_heart'),
        ' Lost by ',
        owner,
        ...(lastLoss ? [`: ${cut(statedReason(lastLoss.details), REASON)}`] : []),
      ];
    case 'returned':
      return [
        emoji('leftwards_arrow_with_hook'),
        ' Returned to marketing',
        ...(lastDecline
          ? [
              ...(lastDecline.actorId ? [' by ', person(lastDecline.actorId)] : []),
              ': ',
              bold(cut(statedReason(lastDecline.details), REASON)),
              ...(lastDecline.details.clause ? cited(lastDecline.details.clause) : []),
            ]
          : []),
        ...(lead.marketerId ? ['  ·  with ', person(lead.marketerId)] : []),
        ...due,
      ];
    case 'nurturing':
      return [
        emoji('seedling'),
        ' Nurturing',
        ...(lead.nurtureUntil ? [' ', dated('until ', lead.nurtureUntil, '{date}')] : []),
      ];
    case 'disqualified':
      return [emoji('no_entry_sign'), ' Disqualified'];
  }
}

/**
 * In a pool anyone may accept it, and one person is up first; elsewhere it is assigned to one person. After its
 * escalation no one is first any more.
 */
function asked({ assigneeId, dueAt }: Lead, isForAll: boolean, isFallback: boolean): Piece[] {
  // Slack has not told yet who is in the team.
  if (assigneeId === null)
    return [bold('Unclaimed'), '  ·  waiting for Slack to say who is on the team; anyone here can accept'];
  if (isFallback && dueAt === null) return [bold('Unclaimed'), '  ·  escalated to ', person(assigneeId)];
  if (isForAll) return [bold('Unclaimed'), '  ·  ', person(assigneeId), ' is up first'];
  return [bold('Assigned to '), person(assigneeId)];
}

/** The side that was rated answers a need with an action of the monthly review. */
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { agreeAction } from '../reviews/actions.ts';
import type { ReviewAction } from '../reviews/table.ts';
import type { TeamKind } from '../teams/table.ts';
import { announceCards, placesOf } from './announce.ts';
import { actionsOfCard, cardsOf } from './queries.ts';
import { type ReportCard, reportCardActions } from './table.ts';

export interface Need {
  cycleId: number;
  /** Whose need it is. */
  side: TeamKind;
  place: number;
}

/** The card of a need. @throws UserError if there is no such need, or it has an action. */
export function requireUnanswered(db: Db, { cycleId, side, place }: Need): ReportCard {
  const card = cardsOf(db, cycleId).find((one) => one.side === side);
  if (!card?.marks || card.needs[place] === undefined) throw new UserError('This need is no longer available.');
  const before = actionsOfCard(db, card).find((one) => one.place === place);
  if (before) throw new UserError(`This need has an action already: ${before.action.what}`);
  return card;
}

/** @throws UserError if the need has an action. */
export function answerNeed(
  tx: Tx,
  { by, what, ownerId, dueOn, ...need }: Need & Pick<ReviewAction, 'by' | 'what' | 'ownerId' | 'dueOn'>,
  now: Date,
): void {
  requireUnanswered(tx, need);
  const { id: actionId } = agreeAction(tx, { what, ownerId, dueOn, by }, now);
  tx.insert(reportCardActions)
    .values({ ...need, actionId })
    .run();
  announceCards(tx, need.cycleId, now);
  for (const channel of placesOf(tx)) {
    enqueue(tx, 'report_card_action', { ...need, channel }, { orderingKey: channel }, now);
  }
}

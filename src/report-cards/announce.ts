/** The messages of the cards. */
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { dedupeKeyOf, type PostedKey } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams, teamsOfKind } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import { otherSide } from '../teams/sides.ts';
import { actionsOfCard, cardsOf } from './queries.ts';
import type { ReportCard } from './table.ts';
import { isWeak } from './types.ts';

export const cardKey = ({ cycleId, channel }: { cycleId: number; channel: string }): PostedKey => ({
  kind: 'report_card',
  subjectId: cycleId,
  recipient: channel,
});

/** Of the messages that ask for actions. */
export const cardSubject = (cycleId: number): string => `report_card:${cycleId}`;

/** The channel of both teams; without one, the channel of each team. */
export function placesOf(db: Db): string[] {
  const shared = settingOf(db, sharedChannel);
  return shared === null ? allTeams(db).map(({ channelId }) => channelId) : [shared];
}

/** Posts both cards, or edits them. */
export function announceCards(tx: Tx, cycleId: number, now: Date): void {
  for (const channel of placesOf(tx)) {
    const dedupeKey = dedupeKeyOf(cardKey({ cycleId, channel }));
    enqueue(tx, 'report_card', { cycleId, channel }, { orderingKey: channel, dedupeKey }, now);
  }
  refreshLive(tx, cardSubject(cycleId), now);
}

/** Places of weak needs for which no action was agreed. */
export function unanswered(db: Db, card: ReportCard): number[] {
  const answered = actionsOfCard(db, card).map(({ place }) => place);
  return (card.marks ?? []).flatMap((given, place) => (isWeak(given) && !answered.includes(place) ? [place] : []));
}

/** Once, to the managers of the side that was rated. */
export function askForActions(tx: Tx, cycleId: number, now: Date): void {
  for (const card of cardsOf(tx, cycleId)) {
    if (unanswered(tx, card).length === 0) continue;
    const managers = new Set(teamsOfKind(tx, otherSide(card.side)).map((team) => managerOf(tx, team)));
    for (const userId of managers) {
      enqueue(tx, 'report_card_waits', { cycleId, side: card.side, userId }, { orderingKey: userId }, now);
    }
  }
}

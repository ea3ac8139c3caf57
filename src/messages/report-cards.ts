import { actionAnswer, cardsMessage, waitsMessage } from '../../views/report-cards/card.ts';
import { historyMessage } from '../../views/report-cards/history.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { cardKey, cardSubject, unanswered } from '../report-cards/announce.ts';
import type { reportCardPayloads } from '../report-cards/messages.ts';
import { actionsOfCard, cardsOf } from '../report-cards/queries.ts';
import { curvesOf, shownCard, shownCardsOf } from '../report-cards/shown.ts';
import { actionSubject } from '../reviews/announce.ts';
import { todayOf } from '../reviews/shown.ts';
import { isHere } from '../teams/standing.ts';

type Payloads = PayloadsOf<typeof reportCardPayloads>;

/** Sales first, as on the cards. */
const SIDES = ['sales', 'marketing'] as const;

export const reportCardMessages: MessageTable<Payloads> = {
  report_card: keptMessage({
    key: cardKey,
    draw: (db, { cycleId, channel }, at) => {
      const cards = shownCardsOf(db, cycleId);
      if (cards.length === 0) return undefined;
      const curves = SIDES.map((side) => curvesOf(db, side));
      const actions = cards.flatMap((card) => card.actions);
      const live = {
        payload: { cycleId, channel },
        subjects: actions.map(({ action }) => actionSubject(action.id)),
      };
      return { to: channel, message: cardsMessage({ cards, curves, today: todayOf(db, at) }), live };
    },
  }),
  report_card_action: {
    deliver: (db, { cycleId, side, place, channel }) => {
      const card = cardsOf(db, cycleId).find((one) => one.side === side);
      const action = card && actionsOfCard(db, card).find((one) => one.place === place)?.action;
      const thread = placeOfPosted(db, cardKey({ cycleId, channel }));
      if (!action || !thread) return undefined;
      const message = actionAnswer(card.needs[place] ?? '', action);
      return { act: 'post', to: thread.channel, threadTs: thread.ts, message, atOnce: true };
    },
  },
  report_card_waits: {
    deliver: (db, payload, at) => {
      const { cycleId, side, userId, shown = false } = payload;
      const card = cardsOf(db, cycleId).find((one) => one.side === side);
      const places = card ? unanswered(db, card) : [];
      if (!card || (!shown && (places.length === 0 || !isHere(db, userId)))) return undefined;
      const live = { payload: { ...payload, shown: true }, subjects: [cardSubject(cycleId)] };
      return { act: 'post', to: userId, message: waitsMessage(shownCard(db, card), places, todayOf(db, at)), live };
    },
  },
  report_card_history: {
    deliver: (db, { userId }) => ({
      act: 'post',
      to: userId,
      message: historyMessage(SIDES.map((side) => curvesOf(db, side))),
      atOnce: true,
    }),
  },
};

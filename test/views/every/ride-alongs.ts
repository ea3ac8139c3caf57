import type { ShownRide } from '../../../src/ride-alongs/shown.ts';
import type { Debrief, RideAlong, RidePair } from '../../../src/ride-alongs/table.ts';
import { LIMITS, MOST_SEATS, pairStates, rideStatuses } from '../../../src/ride-alongs/types.ts';
import { rideBlocks } from '../../../views/home/ride-alongs.ts';
import { rideCard } from '../../../views/ride-alongs/card.ts';
import { answersMessage, debriefMessage, debriefModal } from '../../../views/ride-alongs/debrief.ts';
import { callOffModal, changeModal, offerModal } from '../../../views/ride-alongs/form.ts';
import { cancelMessage, fileMessage, reminderMessage, ridersMessage } from '../../../views/ride-alongs/messages.ts';
import { pairsMessage, pairsWait } from '../../../views/ride-alongs/pairs.ts';
import type { Builders, Given } from './given.ts';

const HOST = 'U0000000099';

const rideOf = (given: Given, more: Partial<RideAlong> = {}): RideAlong => ({
  ...{ id: 12, hostId: HOST, teamId: 7, side: 'marketing', channelId: 'C0000000001', kind: 'demo', leadId: 1 },
  title: given.name(LIMITS.title),
  startsAt: new Date(given.now.getTime() + 86_400_000),
  endsAt: new Date(given.now.getTime() + 90_000_000),
  seats: MOST_SEATS,
  place: given.words(LIMITS.place),
  words: given.words(LIMITS.words),
  status: 'open',
  calledOffBy: given.total > 0 ? HOST : null,
  reason: given.words(LIMITS.reason),
  ...{ sequence: 0, createdAt: given.now },
  ...more,
});

const shownIn = (given: Given, more: Partial<RideAlong> = {}): ShownRide => ({
  ride: rideOf(given, more),
  lead: given.total > 0 ? given.lead() : undefined,
  riders: given.people(MOST_SEATS),
  debriefs: given.total,
  card: given.total > 0 ? { channel: 'C0000000001', ts: '1763542800.000100' } : undefined,
});

const debriefIn = (given: Given): Debrief => ({
  ...{ id: 5, rideId: 12, userId: 'U0000000001', at: given.now, requestId: null, pointAt: null, notedAt: null },
  asked: given.name(LIMITS.answer),
  missing: given.words(LIMITS.answer),
  surprised: given.words(LIMITS.answer),
});

const pairIn = (given: Given, index: number): RidePair => ({
  ...{ id: 50 + index, cycleId: 1, sellerId: HOST, marketerId: 'U0000000001', at: given.now },
  rodeAt: index % 3 === 0 ? null : given.now,
  state: pairStates[index % pairStates.length] ?? 'proposed',
  declinedBy: HOST,
  rideId: null,
});

const readings = (given: Given) =>
  [HOST, 'U0000000001'].flatMap((userId) =>
    rideStatuses.map((status) => ({ shown: shownIn(given, { status }), userId, workspaceUrl: given.workspaceUrl })),
  );
const both = [true, false];

export const rideAlongViews: Record<string, Builders> = {
  'home/ride-alongs.ts': {
    rideBlocks: (given) => {
      const rides = [shownIn(given), { ...shownIn(given), riders: [] }];
      return [rideBlocks({ rides, total: Math.max(2, given.total) }, { workspaceUrl: given.workspaceUrl })];
    },
  },
  'ride-alongs/card.ts': {
    rideCard: (given) =>
      rideStatuses.flatMap((status) => [
        rideCard(shownIn(given, { status }), given.now),
        rideCard(shownIn(given, { status, side: 'sales', kind: 'campaign', seats: 6 }), given.now),
      ]),
  },
  'ride-alongs/debrief.ts': {
    debriefMessage: (given) =>
      [true, false].flatMap((isMissed) =>
        [debriefIn(given), undefined].map((debrief) =>
          debriefMessage({
            shown: shownIn(given, { status: 'over' }),
            debrief,
            isMissed,
            workspaceUrl: given.workspaceUrl,
          }),
        ),
      ),
    debriefModal: (given) => [debriefModal(rideOf(given), undefined), debriefModal(rideOf(given), debriefIn(given))],
    answersMessage: (given) =>
      [debriefIn(given), { ...debriefIn(given), requestId: 3, pointAt: given.now, notedAt: given.now }].map((debrief) =>
        answersMessage(shownIn(given, { status: 'over' }), debrief, given.workspaceUrl),
      ),
  },
  'ride-alongs/form.ts': {
    offerModal: (given) => [
      offerModal({ sides: ['marketing'], startsAt: given.now, place: '<#C0000000001>' }),
      offerModal({
        sides: ['marketing'],
        startsAt: given.now,
        place: '<#C0000000001>',
        pair: { id: 1, riderId: HOST },
      }),
      offerModal({ sides: ['sales'], startsAt: given.now, place: '<#C0000000001>' }),
      offerModal({ sides: ['marketing', 'sales'], startsAt: given.now, place: '<#C0000000001>' }),
    ],
    changeModal: (given) => [changeModal(rideOf(given), given.total > 0 ? given.lead() : undefined)],
    callOffModal: (given) => [callOffModal(rideOf(given), given.total)],
  },
  'ride-alongs/pairs.ts': {
    pairsWait: () => [pairsWait()],
    pairsMessage: (given) =>
      [HOST, 'U0000000001'].map((userId) => {
        const pairs = Array.from({ length: Math.max(1, Math.min(given.total, 8)) }, (_, index) => ({
          pair: pairIn(given, index),
          picked: index % 2 === 0 ? undefined : shownIn(given),
        }));
        return pairsMessage(pairs, userId, given.workspaceUrl);
      }),
  },
  'ride-alongs/messages.ts': {
    fileMessage: (given) =>
      readings(given).flatMap((reading) =>
        both.map((isChange) => fileMessage(reading, { isChange, hasFile: !isChange })),
      ),
    cancelMessage: (given) =>
      readings(given).flatMap((reading) => both.map((hasFile) => cancelMessage(reading, { hasFile }))),
    ridersMessage: (given) =>
      readings(given).map((reading) => ridersMessage(reading, { joined: given.people(2), left: given.people(5) })),
    reminderMessage: (given) => readings(given).map((reading) => reminderMessage(reading)),
  },
};

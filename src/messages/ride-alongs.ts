import { rideCard } from '../../views/ride-alongs/card.ts';
import { answersMessage, debriefMessage } from '../../views/ride-alongs/debrief.ts';
import { entryWords } from '../../views/ride-alongs/entry.ts';
import { cancelMessage, fileMessage, reminderMessage, ridersMessage } from '../../views/ride-alongs/messages.ts';
import { pairsMessage, pairsWait } from '../../views/ride-alongs/pairs.ts';
import { rideText } from '../../views/ride-alongs/words.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { Delivery, MessageTable } from '../platform/outbox/message.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { calendarFile } from '../ride-alongs/calendar-file.ts';
import type { rideAlongPayloads } from '../ride-alongs/messages.ts';
import { pairsOf } from '../ride-alongs/pairs.ts';
import { answersKey, debriefKey, pairsKey, rideKey } from '../ride-alongs/posted.ts';
import {
  debriefById,
  debriefOf,
  isRiding,
  personOfRide,
  rideById,
  ridersOf,
  updatePerson,
} from '../ride-alongs/queries.ts';
import { type ShownRide, showRide } from '../ride-alongs/shown.ts';
import type { RideAlong, RidePerson } from '../ride-alongs/table.ts';
import { isHere } from '../teams/standing.ts';

type Payloads = PayloadsOf<typeof rideAlongPayloads>;

interface About {
  workspaceUrl: string;
  /** Names for the entries in calendars, which have no mentions. */
  people: (ids: string[]) => Promise<{ id: string; name: string }[]>;
}

/** News of a meeting that begins sooner does not wait for the reader's working time. */
const SOON_MS = DAY_MS;

/** Messages about ride-alongs: the offer, and what its host and riders hear. */
export function rideAlongMessages({ workspaceUrl, people }: About): MessageTable<Payloads> {
  async function entryOf(shown: ShownRide, isCancelled: boolean, at: Date): Promise<Uint8Array> {
    const { ride, riders } = shown;
    const names = new Map((await people([ride.hostId, ...riders])).map(({ id, name }) => [id, name]));
    const words = entryWords(shown, (id) => names.get(id) ?? 'a colleague');
    return new TextEncoder().encode(calendarFile({ ...ride, ...words, isCancelled, at }, workspaceUrl));
  }

  function file(shown: ShownRide, isCancelled: boolean, now: Date) {
    const { ride } = shown;
    return {
      make: () => entryOf(shown, isCancelled, now),
      name: `ride-along-${ride.id}${isCancelled ? '-cancelled' : ''}.ics`,
      title: `${rideText(ride)}.ics`,
    };
  }

  const isUrgent = ({ startsAt }: RideAlong, isAnswer: boolean, now: Date): boolean =>
    isAnswer || startsAt.getTime() - now.getTime() < SOON_MS;

  return {
    ride_along: keptMessage({
      key: ({ rideId }) => rideKey(rideId),
      draw: (db, { rideId }, at) => {
        const ride = rideById(db, rideId);
        if (!ride) return undefined;
        // One that was called off before it was posted is posted no more.
        const to = ride.status === 'open' ? ride.channelId : undefined;
        return { to, orElse: [ride.hostId], message: rideCard(showRide(db, ride), at), atOnce: true };
      },
    }),

    ride_along_file: {
      deliver: (db, { rideId, userId, isAnswer }, at): Delivery | undefined => {
        const found = partOf(db, rideId, userId);
        if (!found || !isIn(db, found) || found.ride.startsAt <= at) return undefined;
        const reading = { shown: showRide(db, found.ride), userId, workspaceUrl };
        const isChange = found.person.hasFile;
        return {
          act: 'upload',
          to: userId,
          atOnce: isUrgent(found.ride, isAnswer, at),
          file: file(reading.shown, false, at),
          message: fileMessage(reading, { isChange, hasFile: true }),
          instead: fileMessage(reading, { isChange, hasFile: false }),
        };
      },
      posted: (tx, { rideId, userId }) => {
        const person = personOfRide(tx, rideId, userId);
        if (person) updatePerson(tx, person, { hasFile: true });
      },
    },

    ride_along_cancel: {
      deliver: (db, { rideId, userId, isAnswer }, at): Delivery | undefined => {
        const found = partOf(db, rideId, userId);
        if (!found?.person.hasFile || isIn(db, found)) return undefined;
        const reading = { shown: showRide(db, found.ride), userId, workspaceUrl };
        return {
          act: 'upload',
          to: userId,
          atOnce: isUrgent(found.ride, isAnswer, at),
          file: file(reading.shown, true, at),
          message: cancelMessage(reading, { hasFile: true }),
          instead: cancelMessage(reading, { hasFile: false }),
        };
      },
      posted: (tx, { rideId, userId }) => {
        const person = personOfRide(tx, rideId, userId);
        if (person) updatePerson(tx, person, { hasFile: false });
      },
    },

    ride_along_riders: {
      deliver: (db, { rideId, joined, left }, at) => {
        const found = rideById(db, rideId);
        if (found?.status !== 'open' || !isHere(db, found.hostId)) return undefined;
        const riding = new Set(ridersOf(db, rideId).map(({ userId }) => userId));
        const news = {
          joined: [...new Set(joined)].filter((id) => riding.has(id)),
          left: [...new Set(left)].filter((id) => !riding.has(id) && !joined.includes(id)),
        };
        if (news.joined.length + news.left.length === 0) return undefined;
        const message = ridersMessage({ shown: showRide(db, found), userId: found.hostId, workspaceUrl }, news);
        return { act: 'post', to: found.hostId, atOnce: isUrgent(found, false, at), message };
      },
    },

    ride_along_pairs: keptMessage({
      key: ({ cycleId, userId }) => pairsKey(cycleId, userId),
      draw: (db, { cycleId, userId }) => {
        const pairs = pairsOf(db, cycleId, userId);
        const isOpen = pairs.some(({ state }) => state === 'proposed');
        if (pairs.length === 0) return undefined;
        const shown = pairs.map((pair) => {
          const ride = pair.rideId === null ? undefined : rideById(db, pair.rideId);
          return { pair, picked: ride && showRide(db, ride) };
        });
        // One that was answered before it was posted is news no more.
        return {
          to: isOpen && isHere(db, userId) ? userId : undefined,
          message: pairsMessage(shown, userId, workspaceUrl),
        };
      },
    }),

    ride_along_pairs_wait: {
      deliver: (db, { cycleId, userId }) => {
        const pairs = pairsOf(db, cycleId, userId);
        const isOpen = pairs.some(({ state, sellerId }) => state === 'proposed' && sellerId === userId);
        const place = placeOfPosted(db, pairsKey(cycleId, userId));
        if (!isOpen || !place || !isHere(db, userId)) return undefined;
        return { act: 'post', to: place.channel, threadTs: place.ts, message: pairsWait() };
      },
    },

    ride_along_debrief: keptMessage({
      key: ({ rideId, userId }) => debriefKey(rideId, userId),
      draw: (db, { rideId, userId }) => {
        const found = partOf(db, rideId, userId);
        if (found?.ride.status !== 'over' || !isRiding(found.person)) return undefined;
        const debrief = debriefOf(db, rideId, userId);
        const { isMissed } = found.person;
        const message = debriefMessage({ shown: showRide(db, found.ride), debrief, isMissed, workspaceUrl });
        return { to: userId, message };
      },
    }),

    ride_along_answers: keptMessage({
      key: ({ debriefId, channelId }) => answersKey(debriefId, channelId),
      draw: (db, { debriefId, channelId }) => {
        const debrief = debriefById(db, debriefId);
        const ride = debrief && rideById(db, debrief.rideId);
        if (!debrief || !ride) return undefined;
        const shown = showRide(db, ride);
        const thread = shown.card?.channel === channelId ? { threadTs: shown.card.ts } : {};
        return { to: channelId, ...thread, message: answersMessage(shown, debrief, workspaceUrl), atOnce: true };
      },
    }),

    ride_along_reminder: {
      deliver: (db, { rideId, userId, startsAt }, at) => {
        const found = partOf(db, rideId, userId);
        if (!found || !isIn(db, found)) return undefined;
        const { ride } = found;
        if (ride.startsAt.getTime() !== startsAt || ride.startsAt <= at) return undefined;
        return {
          act: 'post',
          to: userId,
          message: reminderMessage({ shown: showRide(db, ride), userId, workspaceUrl }),
        };
      },
    },
  };
}

interface Part {
  ride: RideAlong;
  person: RidePerson;
}

/** Undefined for people who left the company. */
function partOf(db: Db, rideId: number, userId: string): Part | undefined {
  const ride = rideById(db, rideId);
  const person = personOfRide(db, rideId, userId);
  return ride && person && isHere(db, userId) ? { ride, person } : undefined;
}

/** Has a seat; a host is in it once someone rides along, or has the entry already. */
function isIn(db: Db, { ride, person }: Part): boolean {
  if (ride.status !== 'open') return false;
  return person.role === 'host' ? person.hasFile || ridersOf(db, ride.id).length > 0 : isRiding(person);
}

/** The words for ride-alongs, the same in the offer, in direct messages and in calendars. */
import { escaped, messageLink } from '../../src/platform/slack/mrkdwn.ts';
import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import type { RideAlong } from '../../src/ride-alongs/table.ts';
import { minutesOf } from '../../src/ride-alongs/times.ts';
import type { MeetingKind, Side } from '../../src/ride-alongs/types.ts';
import { bold, boldLink, date, dotted, emoji, type Line, link, type Piece, person } from '../kit/blocks.ts';
import { leadTitle } from '../leads/words.ts';

export const kindWords: Record<MeetingKind, string> = {
  call: 'Discovery call',
  demo: 'Demo',
  negotiation: 'Negotiation',
  visit: 'Customer visit',
  campaign: 'Campaign meeting',
  other: 'Meeting',
};

export const sideWords: Record<Side, string> = { marketing: 'Marketing', sales: 'Sales' };

export function lengthWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "Demo: Clinics in Lisbon", for notifications. */
export const rideText = ({ kind, title }: RideAlong): string => `${kindWords[kind]}: ${escaped(title)}`;

/** Linked to the offer, if it stands somewhere. */
export const rideTitle = ({ ride, card }: ShownRide, workspaceUrl: string): Piece =>
  card ? boldLink(messageLink(workspaceUrl, card), ride.title) : bold(ride.title);

/** "Demo · tomorrow at 10:00 · 45 min · hosted by Sam". */
export const rideLine = ({ ride }: ShownRide): Piece[] =>
  dotted([
    [kindWords[ride.kind]],
    [date(ride.startsAt)],
    [lengthWords(minutesOf(ride))],
    ['hosted by ', person(ride.hostId)],
  ]);

/** A link shows its whole address, so that it leads where it says. */
const placePiece = (place: string): Piece =>
  /^https?:\/\/\S+$/i.test(place) && URL.canParse(place) ? link(place, place) : place;

/** The lead, the place and the host's words. */
export const rideDetails = ({ ride, lead }: ShownRide): Line[] => [
  ...(lead ? [[emoji('dart'), ' ', leadTitle(lead)]] : []),
  ...(ride.place === null ? [] : [[emoji('round_pushpin'), ' ', placePiece(ride.place)]]),
  ...(ride.words === null ? [] : [{ quote: [ride.words] }]),
];

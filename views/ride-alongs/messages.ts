/** Direct messages about a ride-along. Those with a calendar file have no buttons: a file cannot be edited. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import { bold, context, emoji, type Line, type Piece, person, rich } from '../kit/blocks.ts';
import { counted, people } from '../kit/words.ts';
import { rideDetails, rideLine, rideText, rideTitle } from './words.ts';

interface Reading {
  shown: ShownRide;
  userId: string;
  workspaceUrl: string;
}

const message = (text: string, first: Piece[], { shown, workspaceUrl }: Reading, ...more: Line[]) =>
  ({
    text,
    blocks: [rich(first, [rideTitle(shown, workspaceUrl)], rideLine(shown), ...more)],
  }) satisfies SlackMessage;

const ride = (riders: readonly string[]): Piece[] => [
  ...people(riders),
  riders.length === 1 ? ' rides along' : ' ride along',
];

/** With the file of an entry. `isChange`: they have an earlier one. `hasFile` is false if Slack took no file. */
export function fileMessage(reading: Reading, { isChange, hasFile }: { isChange: boolean; hasFile: boolean }) {
  const { shown, userId } = reading;
  const isHost = userId === shown.ride.hostId;
  const head: Piece[] = isChange
    ? [emoji('calendar'), ' ', bold('Changed'), ': a meeting that you are in']
    : isHost
      ? [emoji('raising_hand'), ' ', ...ride(shown.riders)]
      : [emoji('raising_hand'), ' ', bold('You ride along')];
  const text = isChange ? 'Changed' : isHost ? 'Your meeting has a rider' : 'You ride along';
  const { blocks, ...rest } = message(`${text}: ${rideText(shown.ride)}`, head, reading, ...rideDetails(shown));
  const hint = isChange
    ? 'Open the file to change the entry in your calendar.'
    : 'Open the file to add it to your calendar.';
  return { ...rest, blocks: [...blocks, ...(hasFile ? [context(hint)] : [])] } satisfies SlackMessage;
}

/** With the file that cancels the entry. */
export function cancelMessage(reading: Reading, { hasFile }: { hasFile: boolean }) {
  const { shown } = reading;
  const isOff = shown.ride.status === 'called_off';
  const { calledOffBy, reason } = shown.ride;
  const by: Piece[] = calledOffBy === null ? [] : [' by ', person(calledOffBy)];
  const head: Piece[] = isOff
    ? [emoji('no_entry_sign'), ' ', bold('Called off'), ...by, ...(reason === null ? [] : [': ', reason])]
    : [emoji('wave'), ' You gave your seat back.'];
  const text = isOff ? 'Called off' : 'You gave your seat back';
  const { blocks, ...rest } = message(`${text}: ${rideText(shown.ride)}`, head, reading);
  const hint = 'Open the file to take it out of your calendar. Google Calendar keeps the entry: delete it there.';
  return { ...rest, blocks: [...blocks, ...(hasFile ? [context(hint)] : [])] } satisfies SlackMessage;
}

/** To the host: who joined and who left since the last message. */
export function ridersMessage(reading: Reading, { joined, left }: { joined: string[]; left: string[] }) {
  const { shown } = reading;
  const free = shown.ride.seats - shown.riders.length;
  const lines: Piece[][] = [
    ...(joined.length > 0 ? [[emoji('raising_hand'), ' ', ...ride(joined)]] : []),
    ...(left.length > 0 ? [[emoji('wave'), ' ', ...people(left), ' can’t come']] : []),
  ];
  const [first = [], ...others] = lines;
  const seats: Piece[] = [free > 0 ? `${counted(free, 'seat')} free.` : 'All seats are taken.'];
  return message(`Ride-along: ${rideText(shown.ride)}`, first, reading, ...others, seats);
}

/** Once, in the morning of the day. */
export function reminderMessage(reading: Reading) {
  const { shown, userId } = reading;
  const isHost = userId === shown.ride.hostId;
  const head: Piece[] = [emoji('alarm_clock'), ' ', ...(isHost ? ride(shown.riders) : [bold('You ride along')])];
  const tip: Piece[] = isHost
    ? ['Tell the buyer who joins, and why.']
    : ['Listen for three things: what the buyer asks, which content is missing, and what surprises you.'];
  const isWithBuyer = shown.ride.side === 'marketing';
  return message(
    `Ride-along: ${rideText(shown.ride)}`,
    head,
    reading,
    ...rideDetails(shown),
    ...(isWithBuyer ? [tip] : []),
  );
}

import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import { type Blocks, bold, button, context, emoji, header, type Piece, person, rich } from '../kit/blocks.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { counted, people } from '../kit/words.ts';
import { rideDetails, rideLine, rideText, sideWords } from './words.ts';

/** Buttons of a ride-along. Their value is its id. */
export const rideActions = {
  claim: 'ride_along_claim',
  leave: 'ride_along_leave',
  change: 'ride_along_change',
  callOff: 'ride_along_call_off',
} as const;

/** The one message that offers the seats of a meeting, edited as they are claimed. */
export function rideCard(shown: ShownRide, now: Date): SlackMessage {
  const { ride } = shown;
  const isOffered = ride.status === 'open' && ride.startsAt > now;
  const blocks: Blocks = [
    header(ride.title),
    rich(rideLine(shown), ...rideDetails(shown)),
    rich(...stateLines(shown)),
    ...(isOffered ? [context(invitation(shown)), buttons(shown)] : []),
  ];
  return { text: `${notification(shown)}: ${rideText(ride)}`, blocks };
}

function notification({ ride }: ShownRide): string {
  if (ride.status === 'called_off') return 'Called off';
  return `${sideWords[ride.side]} can ride along`;
}

function stateLines({ ride, riders, debriefs }: ShownRide): Piece[][] {
  if (ride.status === 'called_off') {
    const by: Piece[] = ride.calledOffBy === null ? [' '] : [' by ', person(ride.calledOffBy)];
    const why: Piece[] = ride.reason === null ? [] : [': ', ride.reason];
    return [[emoji('no_entry_sign'), ' ', bold('Called off'), ...by, ...why]];
  }
  const isOver = ride.status === 'over';
  const free = ride.seats - riders.length;
  const ridden: Piece[] =
    riders.length === 0
      ? [isOver ? 'No one rode along.' : `No one from ${ride.side} rides along yet.`]
      : [...people(riders), isOver ? ' rode along.' : riders.length === 1 ? ' rides along.' : ' ride along.'];
  if (isOver) {
    const told: Piece[] = debriefs > 0 ? [` ${counted(debriefs, 'debrief')} in the thread.`] : [];
    return [[emoji('checkered_flag'), ' ', ...ridden, ...told]];
  }
  const seats = free > 0 ? `${counted(free, 'seat')} free` : 'Full';
  return [[emoji(free > 0 ? 'seat' : 'white_check_mark'), ' ', bold(seats), '  ·  ', ...ridden]];
}

const invitation = ({ ride, riders }: ShownRide): string =>
  riders.length < ride.seats
    ? `${sideWords[ride.side]}: press the button or react with :raising_hand:. I send you a calendar file.`
    : `If you can’t come after all, take :raising_hand: back or choose *I can’t come*.`;

function buttons({ ride, riders }: ShownRide) {
  const id = String(ride.id);
  const claim = button(rideActions.claim, 'Ride along', id, { style: 'primary', label: `Ride along: ${ride.title}` });
  return buttonsAndMenu(`ride_along:${id}`, riders.length < ride.seats ? [claim] : [], [
    button(rideActions.leave, 'I can’t come', id),
    button(rideActions.change, 'Change…', id),
    button(rideActions.callOff, 'Call off…', id),
  ]);
}

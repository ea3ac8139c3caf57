import type { OwnRides } from '../../src/home/ride-alongs.ts';
import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import { type Blocks, bold, date, dotted, type Piece, person, rich } from '../kit/blocks.ts';
import { counted, people } from '../kit/words.ts';
import { rideTitle } from '../ride-alongs/words.ts';

/** One block: each title leads to its offer, where seats are claimed and given back. */
export const rideBlocks = ({ rides, total }: OwnRides, { workspaceUrl }: { workspaceUrl: string }): Blocks => [
  rich(
    [bold(total === 1 ? 'Your next ride-along' : `Your next ${total} ride-alongs`)],
    ...rides.map((shown) => ['•  ', ...rideRow(shown, workspaceUrl)]),
    ...(total > rides.length ? [[`And ${counted(total - rides.length, 'more ride-along')}.`]] : []),
  ),
];

function rideRow(shown: ShownRide, workspaceUrl: string): Piece[] {
  const { ride, riders } = shown;
  const riding: Piece[] = riders.length === 0 ? ['no rider yet'] : ['with ', ...people(riders)];
  return dotted([[date(ride.startsAt)], [rideTitle(shown, workspaceUrl)], ['hosted by ', person(ride.hostId)], riding]);
}

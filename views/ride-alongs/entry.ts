import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import { kindWords } from './words.ts';

/** The words of the entry in a calendar, which has no mentions: names instead. */
export function entryWords(
  { ride, lead, riders }: ShownRide,
  nameOf: (userId: string) => string,
): { summary: string; description: string } {
  const lines = [
    `Hosted by ${nameOf(ride.hostId)}`,
    ...(riders.length > 0 ? [`Rides along: ${riders.map(nameOf).join(', ')}`] : []),
    ...(lead ? [`Lead: ${lead.name}, ${lead.company}`] : []),
    ...(ride.words === null ? [] : ['', ride.words]),
  ];
  return { summary: `${kindWords[ride.kind]}: ${ride.title}`, description: lines.join('\n') };
}

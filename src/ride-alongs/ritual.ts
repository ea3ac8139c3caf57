import { ritual } from '../rituals/ritual.ts';
import { readCandidates } from './candidates.ts';
import { matchPairs } from './match.ts';
import { proposePairs, remindOfPairs } from './pairs.ts';

/** Each month proposes who rides with whom. */
export const rideAlongRitual = ritual({
  key: 'ride_alongs',
  name: 'Ride-alongs',
  purpose: 'Each month, a seller and a marketer who have not met a buyer together for longest are asked to.',
  usually: { rhythm: 'monthly', day: { weekday: 2, week: 1, month: 1 } },
  publishes: 'at once',
  publish: (tx, on) => proposePairs(tx, on),
  followUp: { workingDays: 5, run: (tx, { cycle, now }) => remindOfPairs(tx, cycle, now) },
  preview: (db, people, now) => {
    const candidates = readCandidates(db, people, now);
    const { away, optedOut } = candidates;
    const pairs = matchPairs(candidates).length;
    return [
      pairs === 1 ? 'One pair would be asked.' : `${pairs} pairs would be asked.`,
      ...(away > 0 ? [`Out of office, so not asked: ${away}.`] : []),
      ...(optedOut > 0 ? [`Want no proposals (/baton me): ${optedOut}.`] : []),
    ];
  },
});

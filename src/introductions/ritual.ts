import { ritual } from '../rituals/ritual.ts';
import { teamKinds } from '../teams/table.ts';
import { headsOf, nextPairs, pairHeads } from './heads.ts';

/** Managers of both sides meet for a quarter of an hour each month. It asks no one: both get a message. */
export const headsRitual = ritual({
  key: 'heads',
  name: 'Managers of both sides',
  purpose:
    'A manager of sales and one of marketing are paired for a quarter of an hour, with what is open between them.',
  usually: { rhythm: 'monthly', day: { weekday: 3, week: 1, month: 1 } },
  people: async ({ db }) => teamKinds.flatMap((side) => headsOf(db, side).map((userId) => ({ userId, side }))),
  begin: (tx, { now }) =>
    nextPairs(tx, now).length > 0 ? undefined : { skip: 'One side has no manager who can meet.' },
  publishes: 'at once',
  publish: (tx, { now }) => pairHeads(tx, now),
  preview: (db, _, now) => {
    const pairs = nextPairs(db, now).length;
    return [pairs === 0 ? 'One side has no manager who can meet.' : `Pairs: ${pairs}. Each of them gets one message.`];
  },
});

/** The pairs of a month, to one of the people in them. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import type { RidePair } from '../../src/ride-alongs/table.ts';
import { actions, type Blocks, bold, button, context, date, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { rideTitle } from './words.ts';

/** Buttons of a pair; the value is its id. */
export const pairActions = { pick: 'ride_along_pick', notNow: 'ride_along_not_this_month' } as const;

interface ShownPair {
  pair: RidePair;
  /** The meeting that the seller picked. */
  picked: ShownRide | undefined;
}

/** One message for all pairs of a person, edited as they are answered. */
export function pairsMessage(shown: readonly ShownPair[], userId: string, workspaceUrl: string): SlackMessage {
  const isSeller = shown.some(({ pair }) => pair.sellerId === userId);
  const others = shown.map(({ pair }) => mention(isSeller ? pair.marketerId : pair.sellerId));
  const firstOpen = shown.find(({ pair }) => pair.state === 'proposed')?.pair.id;
  const blocks: Blocks = [
    rich([emoji('handshake'), ' ', bold('A ride-along this month')]),
    ...shown.flatMap(({ pair, picked }): Blocks => {
      const line = rich(pairLine(pair, { userId, picked, workspaceUrl }));
      return pair.state === 'proposed'
        ? [line, buttons(pair, { userId, isFirst: pair.id === firstOpen, isAlone: shown.length === 1 })]
        : [line];
    }),
    ...(firstOpen === undefined
      ? []
      : [context('Once a month I ask pairs who have not met a buyer together for longest. `/baton me` turns it off.')]),
  ];
  return { text: `A ride-along this month, with ${others.join(', ')}`, blocks };
}

/** In the thread of that message, once. */
export const pairsWait = (): SlackMessage => ({
  text: 'A ride-along this month: pick a call, or say not this month.',
  blocks: [rich([emoji('handshake'), ' Still open: pick a call above, or say not this month.'])],
});

function pairLine(
  { state, sellerId, marketerId, rodeAt, declinedBy }: RidePair,
  { userId, picked, workspaceUrl }: { userId: string; picked: ShownRide | undefined; workspaceUrl: string },
): Piece[] {
  const other = person(userId === sellerId ? marketerId : sellerId);
  if (state === 'declined') return [other, `: ${declinedBy === userId ? 'you said' : 'they said'} not this month.`];
  if (state === 'over') return [other, ': the month is over.'];
  if (picked)
    return [
      emoji('white_check_mark'),
      ' ',
      other,
      ': ',
      rideTitle(picked, workspaceUrl),
      ', ',
      date(picked.ride.startsAt),
    ];
  const before: Piece[] =
    rodeAt === null
      ? [' You have never met a buyer together.']
      : [' The last time was on ', date(rodeAt, '{date}'), '.'];
  if (userId === sellerId) return ['Take ', other, ' along to one of your calls.', ...before];
  return [other, ' is asked to take you along to a call.', ...before];
}

function buttons(
  { id, sellerId }: RidePair,
  { userId, isFirst, isAlone }: { userId: string; isFirst: boolean; isAlone: boolean },
) {
  const value = String(id);
  const blockId = `ride_along_pair:${id}`;
  const pick = button(pairActions.pick, 'Pick a call…', value, isFirst ? { style: 'primary' } : {});
  const notNow = button(pairActions.notNow, 'Not this month', value);
  if (userId !== sellerId) return actions(blockId, notNow);
  return isAlone ? actions(blockId, pick, notNow) : rowActions(blockId, [pick, notNow]);
}

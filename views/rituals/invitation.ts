/** The messages to a participant: one for all rituals that ask at the same time. */

import { conjunction } from '../../src/platform/list-format.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { type Asks, answerAction, minutesFor } from '../../src/rituals/ritual.ts';
import type { Cycle } from '../../src/rituals/table.ts';
import { actions, type Blocks, bold, button, date, dotted, emoji, type Line, type Piece, rich } from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';

/** A cycle as its participant sees it. */
export interface Asked {
  cycle: Cycle;
  key: string;
  name: string;
  asks: Asks;
  /** In an anonymous cycle it is open until it ends for everyone. */
  standing: 'open' | 'answered' | 'ended';
}

export const invitationMessage = (asked: Asked[]): SlackMessage => ({
  text: asked.some(isOpen) ? `For you: ${nameOf(asked)}` : nameOf(asked),
  blocks: onePrimary([...openingOf(asked), ...asked.flatMap((one) => askedBlocks(one, [[one.asks.why]]))]),
});

/** Only of those that the person has not answered. */
export const reminderMessage = (asked: Asked[]): SlackMessage => ({
  text: `Closes today: ${nameOf(asked)}`,
  blocks: onePrimary([
    rich([emoji('hourglass_flowing_sand'), ' ', bold(asked.length === 1 ? 'Closes today' : 'These close today')]),
    ...asked.flatMap((one) => askedBlocks(one, one.asks.isAnonymous ? [[ONLY_BATON_KNOWS]] : [])),
  ]),
});

/** Reminders go only to people without an answer, and no one else sees them. */
const ONLY_BATON_KNOWS = 'Only Baton knows that you haven’t answered.';

const isOpen = ({ standing }: Asked) => standing === 'open';
const nameOf = (asked: Asked[]): string => conjunction.format(asked.map(({ name }) => name));

/** How much there is to do, if it is more than one thing. */
function openingOf(asked: Asked[]): Blocks {
  const open = asked.filter(isOpen);
  if (asked.length < 2 || open.length === 0) return [];
  const minutes = open.reduce((total, { asks }) => total + minutesFor(asks.fields), 0);
  const things = open.length === 1 ? 'One thing' : `${open.length} things`;
  return [rich([bold(`${things} from both teams`), `  ·  about ${minutes} min in all`])];
}

function askedBlocks({ cycle, key, name, asks, standing }: Asked, more: Line[]): Blocks {
  if (standing === 'ended') return [rich(dotted([[bold(name)], ['closed']]))];
  if (standing === 'answered') return [rich([emoji('white_check_mark'), ' ', ...dotted([[bold(name)], ['answered']])])];
  return [
    rich(dotted([[bold(name)], ...termsOf(asks, cycle.closesAt)]), ...more),
    actions(`ritual:${cycle.id}`, button(answerAction(key), asks.button, String(cycle.id), { style: 'primary' })),
  ];
}

/** The same in a preview, before it has an end. */
export const askedLines = ({ name, asks }: Pick<Asked, 'name' | 'asks'>, closesAt: Date | null): Line[] => [
  dotted([[bold(name)], ...termsOf(asks, closesAt)]),
  [asks.why],
];

const termsOf = (asks: Asks, closesAt: Date | null): Piece[][] => [
  [`about ${minutesFor(asks.fields)} min`],
  [asks.isAnonymous ? 'anonymous' : 'with your name'],
  ...(closesAt ? [['closes ', date(closesAt)]] : []),
];

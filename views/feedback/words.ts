/** Words that all messages and forms of a round share. */
import type { RoundShown } from '../../src/feedback/shown.ts';
import { isolated } from '../kit/bidi.ts';
import { bold, date, emoji, type Piece, person } from '../kit/blocks.ts';

/** What it is about, and the file that goes with it. */
export function aboutLines({ title, beside, round }: RoundShown): Piece[][] {
  const file: Piece[][] = round.fileName ? [[`The file: ${isolated(round.fileName)}`]] : [];
  return [[bold(title), ...(beside ? [`  (${beside})`] : [])], ...file];
}

export const howMany = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/** By name or not, and until when. */
export const terms = ({ round }: RoundShown): Piece[][] => [
  [round.isAnonymous ? 'anonymous' : 'with your name'],
  ['until ', date(round.closesAt)],
];

/** What the form of an anonymous round promises, above its questions. */
export const anonymityPromise = (askerId: string, minimum: number): Piece[] => [
  emoji('lock'),
  ' ',
  bold('Anonymous. '),
  person(askerId),
  ` sees sums, and words in random order, when this has ended and only if at least ${minimum} people have answered, and can share both in a channel. With fewer, all is deleted unread. No name is kept beside an answer, and nobody, you included, can see or change yours.`,
];

/** And what it cannot, below them: where it is read before the button. */
export const anonymityLimits: Piece[] = [
  bold('What this cannot hide: '),
  'Slack carries your answer, so Slack knows who sent it. Whoever runs the machine that I am on could look in while the round is open. How you write, and what only you know, can give you away.',
];

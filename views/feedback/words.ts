/** Words that all messages and forms of a survey share. */
import type { RoundShown } from '../../src/feedback/shown.ts';
import { isolated } from '../kit/bidi.ts';
import { bold, date, emoji, type Piece, person } from '../kit/blocks.ts';

/** The title, and the file. */
export function aboutLines({ title, beside, round }: RoundShown): Piece[][] {
  const file: Piece[][] = round.fileName ? [[`File: ${isolated(round.fileName)}`]] : [];
  return [[bold(title), ...(beside ? [`  (${beside})`] : [])], ...file];
}

/** Named or anonymous, and the closing time. */
export const terms = ({ round }: RoundShown): Piece[][] => [
  [round.isAnonymous ? 'anonymous' : 'with your name'],
  ['closes ', date(round.closesAt)],
];

/** The promise of an anonymous form, above its questions. */
export const anonymityPromise = (askerId: string, minimum: number): Piece[] => [
  emoji('lock'),
  ' ',
  bold('Anonymous. '),
  person(askerId),
  ` sees totals and shuffled comments after this closes, if at least ${minimum} people have answered, and can share both in a channel. With fewer, all answers are deleted unread. Your name is not stored with your answer. No one can see or change it, not even you.`,
];

/** The limits of the promise, below the questions: people read them before the button. */
export const anonymityLimits: Piece[] = [
  bold('Not protected: '),
  'Slack delivers your answer and knows who sent it. The people who run Baton’s server could read answers while it is open. Your writing style, or facts only you know, can give you away.',
];

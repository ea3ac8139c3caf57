/** A newcomer and their counterpart of the other side: each gets a message of their own. */
import type { Introduction } from '../../src/introductions/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Team } from '../../src/teams/table.ts';
import { actions, bold, button, context, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { PREFERENCES } from '../settings/preferences.ts';

/** Things that a person of this side can ask a colleague of the other one. */
const QUESTIONS: Record<Introduction['side'], readonly [string, string, string]> = {
  marketing: [
    'Which questions do buyers ask you most these days?',
    'What makes a lead good for you, and which ones do you decline?',
    'Which content do you use, and which one do you miss?',
  ],
  sales: [
    'Where do our leads come from, and which of them become customers?',
    'Which content helps at which stage, and where do I find it?',
    'What do you want to hear from me after a hand-off?',
  ],
};

const teamWords: Record<Introduction['side'], string> = { marketing: 'marketing', sales: 'sales' };

const asked = (side: Introduction['side']): Piece[][] =>
  QUESTIONS[side].map((question, index) => [`${index + 1}.  ${question}`]);

const settings = (id: number) =>
  actions(`introduced:${id}`, button(PREFERENCES, 'Notification settings', 'introduced'));

/** For the person who joined. */
export const meetCounterpart = ({ id, side, counterpartId }: Introduction): SlackMessage => {
  const other = side === 'sales' ? 'marketing' : 'sales';
  return {
    text: `Meet a colleague in ${teamWords[other]}`,
    blocks: [
      rich(
        [emoji('wave'), ' Meet ', person(counterpartId), ', your colleague in ', bold(teamWords[other]), '.'],
        ['Three things worth asking them:'],
        ...asked(side),
      ),
      context(
        'You are new here, so you get to know a face on the other side. Write to them: a quarter of an hour is enough.',
      ),
      settings(id),
    ],
  };
};

/** For the person whom they meet. */
export const meetNewcomer = (introduction: Introduction, team: Team): SlackMessage => {
  const { side, newcomerId } = introduction;
  return {
    text: `Meet a new colleague in ${teamWords[side]}`,
    blocks: [
      rich(
        [emoji('wave'), ' Meet ', person(newcomerId), ', who is new in ', bold(team.name), '.'],
        ['They may ask you:'],
        ...asked(side),
      ),
      context('You have had the fewest introductions lately. Say hello first: a quarter of an hour is enough.'),
      settings(introduction.id),
    ],
  };
};

export interface PairOfHeads {
  id: number;
  /** The manager of the other side. */
  otherId: string;
  side: Introduction['side'];
  /** On the agenda of the next monthly review. */
  points: number;
  /** Open questions *Who does this?*. */
  questions: number;
}

/** For each of two managers, once a month. */
export function headsMessage({ id, otherId, side, points, questions }: PairOfHeads): SlackMessage {
  const facts = [
    ...(points > 0
      ? [counted(points, 'point on the agenda of the next review', 'points on the agenda of the next review')]
      : []),
    ...(questions > 0 ? [counted(questions, 'open question of roles', 'open questions of roles')] : []),
  ];
  return {
    text: `A quarter of an hour with your counterpart in ${teamWords[side]}`,
    blocks: [
      rich(
        [
          emoji('handshake'),
          ' This month: a quarter of an hour with ',
          person(otherId),
          ' in ',
          bold(teamWords[side]),
          '.',
        ],
        ['Three things worth asking:'],
        ['1.  Which leads came back this month, and what would have helped?'],
        ['2.  Which promise of one side to the other is at risk?'],
        ['3.  What should we stop, and what should we begin?'],
        ...(facts.length > 0 ? [[`Open between you: ${facts.join('  ·  ')}`]] : []),
      ),
      context('Managers of both sides are paired each month. One of you proposes a time.'),
      settings(id),
    ],
  };
}

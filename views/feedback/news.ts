/** Messages of an open survey, and of its follow-up. */
import type { Button } from '@slack/types';
import type { Progress } from '../../src/feedback/queries.ts';
import type { RoundShown } from '../../src/feedback/shown.ts';
import type { Action, Round } from '../../src/feedback/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { actions, bold, button, date, dated, dotted, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { counted, listed } from '../kit/words.ts';
import { getItem } from '../library/buttons.ts';
import { FEEDBACK_ANSWER, FEEDBACK_DRAFT } from './answer.ts';
import { FEEDBACK_ACTION, runningButtons } from './rounds.ts';
import { aboutLines, terms } from './words.ts';

/** The state of a survey for a person who was asked. */
export type Standing = 'open' | 'answered' | 'ended';

/** The message to each person who was asked; edited as the survey goes on. */
export function requestMessage(shown: RoundShown, standing: Standing): SlackMessage {
  const { round, questions, title } = shown;
  const how = dotted([[counted(questions.length, 'question')], ...terms(shown)]);
  const state: Record<Standing, Piece[]> = {
    open: how,
    answered: [emoji('heavy_check_mark'), ' You answered. You can change it ', dated('until ', round.closesAt), '.'],
    ended: ['This survey closed ', date(round.closedAt ?? round.closesAt), '.'],
  };
  return {
    text: `Feedback requested: ${escaped(title)}`,
    blocks: [
      rich(
        [
          emoji('speech_balloon'),
          ' ',
          person(round.askerId),
          standing === 'ended' ? ' asked for your feedback' : ' asks for your feedback',
        ],
        ...aboutLines(shown),
        state[standing],
      ),
      ...(standing === 'ended' ? [] : [answerButton(shown, standing === 'answered' ? 'Change' : 'Answer')]),
    ],
  };
}

/** To each person without an answer, once. It becomes one line. */
export function reminderOfFeedback(shown: RoundShown, standing: Standing = 'open'): SlackMessage {
  if (standing === 'answered') return overLine(shown, 'You answered');
  if (standing === 'ended') return overLine(shown, 'This survey is closed');
  return reminder(shown);
}

/** In the place of a message that asked for something. */
const overLine = ({ title }: RoundShown, words: string): SlackMessage => ({
  text: `${words}: ${escaped(title)}`,
  blocks: [rich([emoji('heavy_check_mark'), ' ', bold(title), '  ·  ', words])],
});

const reminder = (shown: RoundShown): SlackMessage => ({
  text: `Reminder: feedback requested: ${escaped(shown.title)}`,
  blocks: [
    rich(
      [emoji('hourglass_flowing_sand'), ' ', person(shown.round.askerId), ' is waiting for your feedback'],
      ...aboutLines(shown),
      [...dotted(terms(shown)), shown.round.isAnonymous ? '. Only Baton knows that you haven’t answered.' : ''],
    ),
    answerButton(shown, 'Answer'),
  ],
});

/** Buttons to answer, and to see the subject. */
const answerButton = (shown: RoundShown, words: 'Answer' | 'Change') =>
  actions(`feedback:${shown.round.id}`, ...answerButtons(shown, words));

export const answerButtons = (
  { round, title, item }: RoundShown,
  words: 'Answer' | 'Change',
): [Button, ...Button[]] => [
  button(FEEDBACK_ANSWER, words, String(round.id), {
    ...(words === 'Answer' && { style: 'primary' as const }),
    label: `${words}: ${title}`,
  }),
  ...(item ? [getItem(item)] : []),
  ...(round.fileId
    ? [button(FEEDBACK_DRAFT, 'Get the file', String(round.id), { label: `Get the file: ${title}` })]
    : []),
];

/** Comes with the file, on request. */
export const draftMessage = ({ round, title }: RoundShown): SlackMessage => ({
  text: `The file for: ${escaped(title)}`,
  blocks: [rich(['The file that ', person(round.askerId), ' asks about: ', bold(title)])],
});

/** In place of the file, if Baton could not fetch it. */
export const draftMissing = ({ round, title }: RoundShown): SlackMessage => ({
  text: `The file for: ${escaped(title)}`,
  blocks: [
    rich(['I could not send you the file for ', bold(title), '. Please ask ', person(round.askerId), ' for it.']),
  ],
});

/** The asker's message about a survey; with `progress` while it is open. */
export function roundCard(shown: RoundShown, people: string[], progress: Progress | undefined): SlackMessage {
  const { round, title } = shown;
  return {
    text: `You asked for feedback: ${escaped(title)}`,
    blocks: [
      rich(
        [emoji('speech_balloon'), ' You asked ', ...everybody(people), ' for feedback'],
        ...aboutLines(shown),
        progress ? runningLine(shown, progress) : ['This survey closed ', date(round.closedAt ?? round.closesAt), '.'],
        ...(shown.action ? actionLines(shown.action, round.askerId) : []),
      ),
      ...(progress ? [roundButtons(shown)] : []),
    ],
  };
}

const MOST_NAMED = 10;

function everybody(people: string[]): Piece[] {
  const named = people.slice(0, MOST_NAMED);
  const rest = people.length - named.length;
  return listed([...named.map((id) => person(id)), ...(rest > 0 ? [`${rest} more`] : [])]);
}

function runningLine({ round }: RoundShown, progress: Progress): Piece[] {
  if (!('answered' in progress)) return runningUntil('anonymous: response count is shown at the end', round);
  const isAll = progress.answered === round.asked;
  return runningUntil(
    isAll ? 'everyone has answered: you can close it' : `${progress.answered} of ${round.asked} answered`,
    round,
  );
}

const runningUntil = (count: string, { closesAt }: Round): Piece[] => dotted([[count], ['closes ', date(closesAt)]]);

/** The asker's buttons while the survey is open. */
export const roundButtons = (shown: RoundShown) =>
  actions(`feedback_round:${shown.round.id}`, ...runningButtons(shown));

/** The next step, or the reason for none. */
export function actionLines({ what, ownerId, dueOn, whyNothing }: Action, askerId: string): Piece[][] {
  if (what === null) return [[bold('No action: '), whyNothing ?? '']];
  const until: Piece[] = dueOn ? [', ', dated('due ', noonOf(dueOn), '{date_long}')] : [];
  return [
    [bold('Next step: '), what],
    ['by ', person(ownerId ?? askerId), ...until],
  ];
}

/** At noon in UTC it is the same day nearly everywhere. */
const noonOf = (isoDate: string) => new Date(`${isoDate}T12:00:00Z`);

/** To the participants. */
export const actionMessage = (shown: RoundShown, action: Action): SlackMessage => ({
  text: `Follow-up to your feedback: ${escaped(shown.title)}`,
  blocks: [
    rich(
      [
        emoji('seedling'),
        ' ',
        person(shown.round.askerId),
        ' shared a follow-up to your feedback on ',
        bold(shown.title),
      ],
      ...actionLines(action, shown.round.askerId),
    ),
  ],
});

/** In its place, once the follow-up is shared. */
export const actionShared = (shown: RoundShown): SlackMessage => overLine(shown, 'You shared the follow-up');

/** To the asker, once, two days after the results. */
export const actionWanted = (shown: RoundShown): SlackMessage => ({
  text: `Your survey needs a follow-up: ${escaped(shown.title)}`,
  blocks: [
    rich(
      [emoji('seedling'), ' Your survey needs a follow-up: ', bold(shown.title)],
      ['People took the time to answer. One next step is enough, and so is “No action, because…”.'],
    ),
    actions(`feedback_action:${shown.round.id}`, actionButton(shown.round.id)),
  ],
});

export const actionButton = (roundId: number) =>
  button(FEEDBACK_ACTION, 'Share a next step…', String(roundId), { style: 'primary' });

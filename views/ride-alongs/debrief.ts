/** The three questions after a ride-along, and their answers for both teams. */
import type { ViewOutput } from '@slack/bolt';
import type { Button, ModalView } from '@slack/types';
import { z } from 'zod';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { type FormResult, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Answers } from '../../src/ride-alongs/debrief.ts';
import type { ShownRide } from '../../src/ride-alongs/shown.ts';
import type { Debrief, RideAlong } from '../../src/ride-alongs/table.ts';
import { LIMITS } from '../../src/ride-alongs/types.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  emoji,
  input,
  type Line,
  optional,
  type Piece,
  person,
  plain,
  rich,
  textField,
} from '../kit/blocks.ts';
import { rideLine, rideText, rideTitle } from './words.ts';

/** Buttons of a debrief: the value is the ride-along for its rider, and the debrief for both teams. */
export const debriefActions = {
  write: 'ride_along_debrief',
  missed: 'ride_along_missed',
  took: 'ride_along_took_place',
  request: 'ride_along_request',
  note: 'ride_along_note',
  review: 'ride_along_review',
} as const;

export const DEBRIEF_FORM = 'ride_along_debrief_form';

const QUESTIONS = ['asked', 'missing', 'surprised'] as const;

/** In a meeting of marketing there is no buyer. */
const questionWords = ({ side }: RideAlong): Record<(typeof QUESTIONS)[number], string> => ({
  asked: side === 'marketing' ? 'What did the buyer ask?' : 'What would buyers ask about it?',
  missing: 'Which content was missing?',
  surprised: 'What surprised you?',
});

interface Asked {
  shown: ShownRide;
  debrief: Debrief | undefined;
  isMissed: boolean;
  workspaceUrl: string;
}

/** To a rider, as soon as the meeting is over. */
export function debriefMessage({ shown, debrief, isMissed, workspaceUrl }: Asked): SlackMessage {
  const { ride } = shown;
  const id = String(ride.id);
  const blockId = `ride_along_debrief:${id}`;
  const head = (...first: Piece[]) => rich(first, [rideTitle(shown, workspaceUrl)], rideLine(shown));
  if (debrief)
    return {
      text: `Your debrief is shared: ${rideText(ride)}`,
      blocks: [
        head(emoji('white_check_mark'), ' ', bold('Your debrief is shared'), ' with both teams.'),
        actions(blockId, button(debriefActions.write, 'Change debrief…', id)),
      ],
    };
  if (isMissed)
    return {
      text: `You did not ride along: ${rideText(ride)}`,
      blocks: [
        head('You did not ride along. It does not count.'),
        actions(blockId, button(debriefActions.took, 'I did ride along', id)),
      ],
    };
  return {
    text: `How was it? ${rideText(ride)}`,
    blocks: [
      head(emoji('memo'), ' ', bold('How was it?'), ' Three short questions, and both teams read your answers.'),
      actions(
        blockId,
        button(debriefActions.write, 'Write debrief…', id, { style: 'primary', label: `Write debrief: ${ride.title}` }),
        button(debriefActions.missed, 'I did not ride along', id),
      ),
    ],
  };
}

export function debriefModal(ride: RideAlong, debrief: Debrief | undefined): ModalView {
  const questions = questionWords(ride);
  return {
    type: 'modal',
    callback_id: DEBRIEF_FORM,
    private_metadata: writeRef({ id: ride.id }),
    title: plain('Debrief'),
    submit: plain('Share'),
    close: plain('Cancel'),
    blocks: [
      rich([bold(ride.title)]),
      ...QUESTIONS.map((question) =>
        optional(
          input(question, questions[question], textField(LIMITS.answer, debrief?.[question], { multiline: true })),
        ),
      ),
      context('One answer is enough. Both teams read it, with your name.'),
    ],
  };
}

const fields = z.object({
  asked: optionalTyped(LIMITS.answer),
  missing: optionalTyped(LIMITS.answer),
  surprised: optionalTyped(LIMITS.answer),
});

export const readDebrief = (view: ViewOutput) => ({
  ...readRef(view, z.object({ id: z.number() })),
  form: withAnswer(readForm(view, fields)),
});

function withAnswer(form: FormResult<Answers>): FormResult<Answers> {
  if (!form.ok || QUESTIONS.some((question) => form.value[question] !== null)) return form;
  return { ok: false, errors: { asked: 'Answer at least one question.' } };
}

/** For both teams, in the thread of the offer. */
export function answersMessage(shown: ShownRide, debrief: Debrief, workspaceUrl: string): SlackMessage {
  const { ride } = shown;
  const questions = questionWords(ride);
  const answers = QUESTIONS.flatMap((question): Line[] => {
    const answer = debrief[question];
    return answer === null ? [] : [[bold(questions[question])], { quote: [answer] }];
  });
  const buttons = followUps(debrief);
  const blocks: Blocks = [
    rich([
      emoji('memo'),
      ' ',
      person(debrief.userId),
      ' rode along with ',
      person(ride.hostId),
      ': ',
      rideTitle(shown, workspaceUrl),
    ]),
    rich(...answers),
    ...(doneLines(debrief).length > 0 ? [context(...doneLines(debrief))] : []),
    ...(buttons.length > 0 ? [actions(`ride_along_answers:${debrief.id}`, ...buttons)] : []),
  ];
  return { text: `Debrief: ${rideText(ride)}`, blocks };
}

/** Each disappears once it was pressed. */
function followUps({ id, missing, requestId, notedAt, pointAt }: Debrief): Button[] {
  const value = String(id);
  return [
    ...(missing !== null && requestId === null ? [button(debriefActions.request, 'Request content…', value)] : []),
    ...(missing !== null && notedAt === null ? [button(debriefActions.note, 'Note as missing', value)] : []),
    ...(pointAt === null ? [button(debriefActions.review, 'Add to review', value)] : []),
  ];
}

const doneLines = ({ requestId, notedAt, pointAt }: Debrief): string[] => [
  ...(requestId === null ? [] : [':white_check_mark: Content requested']),
  ...(notedAt === null ? [] : [':white_check_mark: Noted as missing in the library']),
  ...(pointAt === null ? [] : [':white_check_mark: On the agenda of the review']),
];

/** The words of a point on the agenda. */
export const pointWords = (debrief: Debrief, max: number): string =>
  cut(
    QUESTIONS.flatMap((question) => debrief[question] ?? [])
      .join(' · ')
      .replace(/\s+/g, ' '),
    max,
  );

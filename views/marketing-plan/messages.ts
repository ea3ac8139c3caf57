/** Messages of the marketing plan: the week for sales, a question for an owner, an answer for its asker. */
import type { PlanEntry, PlanQuestion } from '../../src/marketing-plan/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { actions, type Blocks, bold, button, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { more, namesAndMore } from '../kit/words.ts';
import { entryLines, questionLines } from './plan.ts';
import { planActions } from './words.ts';

const IN_CHANNEL = 6;

export interface WeekEntry {
  entry: PlanEntry;
  /** Titles of the content that goes with it. */
  content: readonly string[];
  /** Its owner has not checked it for a week. */
  isUnchecked: boolean;
}

/** In the channel of a sales team, on Monday morning. */
export const weekMessage = (entries: readonly WeekEntry[]): SlackMessage => ({
  text: `This week from marketing: ${escaped(
    namesAndMore(
      entries.map(({ entry }) => entry.title),
      entries.length,
    ),
  )}`,
  blocks: [
    rich([emoji('calendar'), ' ', bold('This week from marketing')]),
    ...entries
      .slice(0, IN_CHANNEL)
      .map(({ entry, content, isUnchecked }) =>
        rich(
          ...entryLines(entry),
          ...(content.length > 0 ? [[bold('Content: '), content.join('  ·  ')]] : []),
          ...(isUnchecked ? [['Not checked by its owner this week.']] : []),
        ),
      ),
    ...more(entries.length - IN_CHANNEL),
    actions('plan_week', button(planActions.show, 'Open the plan', 'week')),
  ],
});

/** To the owner, and edited when it is answered. */
export const questionMessage = (entry: PlanEntry, question: PlanQuestion, mayAnswer: boolean): SlackMessage => ({
  text: `A question about ${escaped(entry.title)}`,
  blocks: [
    rich(
      [
        emoji(question.answer === null ? 'question' : 'white_check_mark'),
        ' ',
        person(question.askerId),
        ' asks about ',
        bold(entry.title),
      ],
      { quote: [question.words] },
      ...(question.answer === null ? [] : questionLines(question).slice(1)),
    ),
    ...(mayAnswer && question.answer === null
      ? [actions('plan_question', button(planActions.answer, 'Answer…', String(question.id), { style: 'primary' }))]
      : []),
  ],
});

export const answerMessage = (entry: PlanEntry, question: PlanQuestion): SlackMessage => ({
  text: `An answer about ${escaped(entry.title)}`,
  blocks: [
    rich([emoji('speech_balloon'), ' ', bold(entry.title)], ...questionLines(question)),
    actions('plan_answer', button(planActions.open, 'Open', String(entry.id))),
  ],
});

const AT_HOME = 3;

/** On the home of a seller, in two blocks. */
/** Until `changesAt`, another day. */
export interface PlanAtHome {
  entries: readonly PlanEntry[];
  changesAt: Date;
}

export function planOnHome({ entries }: PlanAtHome): Blocks {
  if (entries.length === 0) return [];
  const rest = entries.length - AT_HOME;
  return [
    rich(
      [bold('This week from marketing')],
      ...entries
        .slice(0, AT_HOME)
        .map((entry): Piece[] => [
          '•  ',
          bold(entry.title),
          `  ·  for ${entry.audience}`,
          ...(entry.salesTask === null ? [] : ['  ·  you: ', entry.salesTask]),
        ]),
      ...(rest > 0 ? [[`and ${rest} more`]] : []),
    ),
    actions('home_plan', button(planActions.show, 'Marketing plan', 'home')),
  ];
}

/** The report of a review, in its thread. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { rich } from '../kit/blocks.ts';
import { periodName } from '../targets/words.ts';

export const reportMessage = (month: string): SlackMessage => ({
  text: `Report of ${periodName(month)}`,
  blocks: [rich([`Report of ${periodName(month)}, to project and to print.`])],
});

export const reportFailed = (month: string): SlackMessage => ({
  text: `The report of ${periodName(month)} could not be made`,
  blocks: [rich([`The report of ${periodName(month)} could not be made or sent. The scoreboard has the figures.`])],
});

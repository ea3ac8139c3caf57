import type { ModalView } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { bold, context, plain, rich, section } from '../kit/blocks.ts';
import { MOST_IN_CSV } from './list.ts';
import { count, daySpan } from './words.ts';

/** With the file that a person asked for. */
export const csvMessage = (title: string, { first, last }: { first: string; last: string }): SlackMessage => ({
  text: `${escaped(title)}, ${daySpan(first, last)}`,
  blocks: [
    rich([bold(title), `, ${daySpan(first, last)}`]),
    context(`At most ${count(MOST_IN_CSV)} leads, the latest first. The command line exports all of them.`),
  ],
});

export const csvFailed = (title: string): SlackMessage => ({
  text: `Slack did not take the file: ${escaped(title)}`,
  blocks: [rich(['Slack did not take the file ', bold(title), '. Please try again, or ask an admin for an export.'])],
});

/** The file comes as a message, in the order of the outbox. */
export const csvComes = (): ModalView => ({
  type: 'modal',
  title: plain('On its way'),
  close: plain('Back'),
  blocks: [section('The file comes to you in a direct message from me.')],
});

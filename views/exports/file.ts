import type { ModalView } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, context, plain, rich, section } from '../kit/blocks.ts';

/** A file in Slack is made in memory. */
export const MOST_IN_SLACK = 100_000;

/** With the file that a person asked for. `since` is a day. */
export const exportMessage = (title: string, since: string | null): SlackMessage => {
  const words = since === null ? '' : `, created or changed since ${since}`;
  return {
    text: `Export: ${title}${words}`,
    blocks: [
      rich([bold(title), words]),
      context(
        `At most ${MOST_IN_SLACK.toLocaleString('en')} rows, and only what you may see. Dates are in UTC. \`baton export\` on the command line has no limit.`,
      ),
    ],
  };
};

export const exportFailed = (title: string): SlackMessage => ({
  text: `The export did not work: ${title}`,
  blocks: [
    rich([
      'The file ',
      bold(title),
      ' could not be sent. Please try again, or ask an admin for an export by command line.',
    ]),
  ],
});

/** The file comes as a message, in the order of the outbox. */
export const exportComes = (title: string): ModalView => ({
  type: 'modal',
  title: plain('On its way'),
  close: plain('Close'),
  blocks: [section(`The file *${title}* comes to you in a direct message from me.`)],
});

/** A message in Slack that became a point of the agenda. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, cut, section } from '../kit/blocks.ts';
import { reviewActionIds } from './ids.ts';
import { type Missing, missingWords } from './missing.ts';

/** In one line. */
export const firstWords = (text: string, most: number): string => cut(text.replace(/\s+/g, ' ').trim(), most);

/** `missing` is the reason for which no review comes. */
export function addedMessage(isNew: boolean, missing: Missing | undefined): SlackMessage {
  const text = isNew ? 'It is on the agenda of the monthly review.' : 'This message is on the agenda already.';
  return {
    text,
    blocks: [
      section(text),
      ...(missing === undefined ? [] : [section(missingWords[missing])]),
      actions('review', button(reviewActionIds.open, 'Open review', 'current')),
    ],
  };
}

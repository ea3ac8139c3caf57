/** A message in Slack that became a point of the agenda. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, cut, section } from '../kit/blocks.ts';
import { reviewActionIds } from './ids.ts';

/** In one line. */
export const firstWords = (text: string, most: number): string => cut(text.replace(/\s+/g, ' ').trim(), most);

export function addedMessage(isNew: boolean): SlackMessage {
  const text = isNew ? 'It is on the agenda of the monthly review.' : 'This message is on the agenda already.';
  return { text, blocks: [section(text), actions('review', button(reviewActionIds.open, 'Open review', 'current'))] };
}

import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { channel, emoji, type Piece, rich } from './blocks.ts';

/** In the place of a card that is in its team's channel now. `title` links there. */
export const movedNotice = ({ text, title, home }: { text: string; title: Piece; home: string }): SlackMessage => ({
  text: `Moved: ${text}`,
  blocks: [rich([emoji('arrow_right'), ' ', title, '  ·  in ', channel(home), ' now'])],
});

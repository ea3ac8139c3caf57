import type { ModalView } from '@slack/types';
import type { Message } from '../../src/platform/slack/routes.ts';
import { SAID } from '../../src/platform/slack/show-answer.ts';
import { plain, section } from './blocks.ts';

/** One sentence, such as the reason of a refusal; on top of a form, closing it leads back there. */
export const noticeModal = (sentence: string, isOnTop: boolean): ModalView => ({
  type: 'modal',
  title: plain('That did not work'),
  close: plain(isOnTop ? 'Back' : 'Close'),
  blocks: [section(sentence)],
});

/** The answer to a button in a message: the result, and the next steps. */
export const saidModal = ({ text, blocks }: Message): ModalView => ({
  type: 'modal',
  callback_id: SAID,
  title: plain('Done'),
  close: plain('Close'),
  blocks: blocks ?? [section(text)],
});

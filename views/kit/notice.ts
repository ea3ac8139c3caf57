import type { ModalView } from '@slack/types';
import { plain, section } from './blocks.ts';

/** One sentence on top of a modal, such as the reason of a refusal; closing it leads back to the form. */
export const noticeModal = (sentence: string): ModalView => ({
  type: 'modal',
  title: plain('That did not work'),
  close: plain('Back'),
  blocks: [section(sentence)],
});

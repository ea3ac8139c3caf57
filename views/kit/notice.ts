import type { ModalView } from '@slack/types';
import { plain, section } from './blocks.ts';

/** One sentence on top of a modal, such as why a submission was refused; closing it leads back to what was typed. */
export const noticeModal = (sentence: string): ModalView => ({
  type: 'modal',
  title: plain('That did not work'),
  close: plain('Back'),
  blocks: [section(sentence)],
});
